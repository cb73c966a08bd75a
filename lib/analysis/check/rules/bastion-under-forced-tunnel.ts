import { isDefault } from "../nvas";
import { findingsOrUndecided, reported, type TopologyRule } from "../topology-rule";

const BASTION_SUBNET = "azurebastionsubnet";

/** FT070. */
export const bastionUnderForcedTunnel: TopologyRule = {
  id: "FT070",
  name: "bastion-under-forced-tunnel",
  severity: "warning",
  summary: "A VNet with Azure Bastion learns a default route from a gateway.",
  why: "Azure Bastion is not supported in a VNet that learns 0.0.0.0/0 from ExpressRoute or VPN.",
  sources: ["https://learn.microsoft.com/azure/bastion/bastion-faq"],
  facts: ["3.1"],
  example: "a hub with an AzureBastionSubnet that learns the default route of the NVA",
  check: (context) => {
    const tables = context.topology.subnets
      .filter(({ name }) => name.toLowerCase() === BASTION_SUBNET)
      .flatMap((subnet) => context.routesOf(subnet.id) ?? []);
    const found = tables.flatMap(({ id, subnet, routes, waitsFor }) => {
      const learned = routes.find(
        ({ source, state, prefix }) => source === "VirtualNetworkGateway" && state === "Active" && isDefault(prefix),
      );
      if (!learned || waitsFor.length > 0) return [];
      return [
        reported({
          at: id,
          text: `${subnet} learns ${learned.prefix}, so Azure Bastion does not work in it`,
          got: `${learned.prefix} -> ${learned.nextHopType}`,
          want: "a jump server in place of Azure Bastion",
          fix: "remove the subnet, and add a machine with a public IP whose subnet has a route to Internet",
          rows: ["3.1"],
        }),
      ];
    });
    return findingsOrUndecided(
      found,
      tables.flatMap(({ waitsFor }) => waitsFor),
    );
  },
};
