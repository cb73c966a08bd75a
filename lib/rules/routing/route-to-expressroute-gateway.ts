import { edit, inside } from "../edit";
import { routesOf } from "../addressing/prefixes";
import type { Rule } from "../rule";

/** FT062. */
export const routeToExpressrouteGateway: Rule = {
  id: "FT062",
  name: "route-to-expressroute-gateway",
  severity: "error",
  reason: "A user-defined route leads to a VPN gateway only: through an ExpressRoute gateway routes come by BGP.",
  source: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview",
  otherwise: "nobody tells",
  check: (app) => {
    const withGateway = new Set(app.gateways.map(({ network }) => network));
    return routesOf(app.networks.filter(({ path }) => withGateway.has(path)))
      .filter(({ nextHopType }) => nextHopType === "VirtualNetworkGateway")
      .map((route) => {
        const at = inside(route.at, "nextHopType");
        return {
          at,
          sentence: `the route for ${route.prefix ?? "its prefix"} leads to a VPN gateway, and the VNet has an ExpressRoute gateway`,
          got: "VirtualNetworkGateway",
          want: "Internet, VirtualAppliance, VnetLocal or None; or no route, and what BGP brings (Azure)",
          fix: edit(at, "Internet"),
        };
      });
  },
};
