import { edit, inside } from "../edit";
import { routesOf } from "../addressing/prefixes";
import type { ConstructRule } from "../rule";

/** FT062. */
export const routeToExpressrouteGateway: ConstructRule = {
  id: "FT062",
  name: "route-to-expressroute-gateway",
  severity: "error",
  summary: "A user-defined route has the next hop VirtualNetworkGateway in a VNet with an ExpressRoute gateway.",
  why: "A user-defined route can lead to a VPN gateway only. Routes through an ExpressRoute gateway are learned by BGP.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  check: (app) => {
    const withGateway = new Set(app.gateways.map(({ network }) => network));
    return routesOf(app.networks.filter(({ path }) => withGateway.has(path)))
      .filter(({ nextHopType }) => nextHopType === "VirtualNetworkGateway")
      .map((route) => {
        const at = inside(route.at, "nextHopType");
        return {
          at,
          text: `the route for ${route.prefix ?? "its prefix"} has the next hop VirtualNetworkGateway, which must be a VPN gateway`,
          got: "VirtualNetworkGateway",
          want: "Internet, VirtualAppliance, VnetLocal or None; or no route, because routes are learned by BGP (Azure)",
          fix: edit(at, "Internet"),
        };
      });
  },
};
