import { BASTION_SUBNET, isSubnetNamed } from "../../../domain/reserved-subnet";
import { isDefault } from "../nvas";
import { findingsOrUndecided, reported, type TopologyRule } from "../topology-rule";

/** FT070. */
export const bastionUnderForcedTunnel: TopologyRule = {
  id: "FT070",
  name: "bastion-under-forced-tunnel",
  severity: "warning",
  summary: "A VNet with Azure Bastion learns a default route from a gateway.",
  why: "Azure Bastion is not supported in a VNet that learns 0.0.0.0/0 from ExpressRoute or VPN.",
  sources: ["https://learn.microsoft.com/azure/bastion/bastion-faq"],
  facts: ["11.4"],
  example: "a hub with an AzureBastionSubnet that learns the default route of the NVA",
  structural: true,
  check: (context) => {
    const tables = context.topology.subnets
      .filter(({ name }) => isSubnetNamed(name, BASTION_SUBNET))
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
          want: "Azure Bastion in a VNet without a learned default route, or a jump server in its place",
          fix: "move Azure Bastion to a peered VNet that does not learn the default route, or replace it by a machine with a public IP whose subnet has a route 0.0.0.0/0 -> Internet",
          rows: ["11.4"],
        }),
      ];
    });
    return findingsOrUndecided(
      found,
      tables.flatMap(({ waitsFor }) => waitsFor),
    );
  },
};
