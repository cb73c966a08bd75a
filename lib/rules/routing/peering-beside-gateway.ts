import { networkLabel } from "../networks";
import type { ConstructRule } from "../rule";

/** FT150. */
export const peeringBesideGateway: ConstructRule = {
  id: "FT150",
  name: "peering-beside-gateway",
  severity: "error",
  summary: "A hub that has a gateway or Route Server of its own is peered with a site.",
  why: "The hub learns the default route because its VNet uses the site's Route Server. Azure refuses that for a VNet with a gateway or Route Server of its own.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.peerings.flatMap(({ path, hub }) => {
      const isOfHub = ({ network }: { readonly network: string }): boolean => network === hub;
      const vpnGateway = app.vpnGateways.find(isOfHub);
      const gateway = app.gateways.find(isOfHub) ?? vpnGateway;
      const own = gateway ?? app.routeServers.find(isOfHub);
      if (!own) return [];
      const label = networkLabel(app, hub);
      return [
        {
          at: { path, prop: "name" },
          also: { path: own.path, prop: "name" },
          text: `${label} cannot use the site's Route Server beside its own ${gateway ? "gateway" : "Route Server"}`,
          got: `a peering with the site, and ${own.path}`,
          want: "no gateway and no Route Server in the VNet of the hub (Azure)",
          fix: own === vpnGateway ? "leave vpnGateway out" : gateway ? 'gateway: "none"' : `remove ${own.path}`,
        },
      ];
    }),
};
