import { fails, passes, type Case } from "../case";
import { place, route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("route-to-expressroute-gateway", "a VNet without an ExpressRoute gateway", ({ app, hubSubnets }) => {
    app.gateways = [];
    app.connections = [];
    app.circuits = [];
    hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualNetworkGateway"));
  }),
  fails(
    "route-to-expressroute-gateway",
    "a VNet with an ExpressRoute gateway",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualNetworkGateway"), {
        at: place("main/hub00/jump-subnet", "routes.2"),
        name: "r",
        prefix: undefined,
        nextHopType: "VirtualNetworkGateway",
        nextHopAddress: undefined,
      });
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopType",
        text: "the route for 10.9.0.0/16 has the next hop VirtualNetworkGateway, which must be a VPN gateway",
        got: "VirtualNetworkGateway",
        want: "Internet, VirtualAppliance, VnetLocal or None; or no route, because routes are learned by BGP (Azure)",
        fix: 'nextHopType: "Internet"',
      },
      {
        at: "main/hub00/jump-subnet routes.2.nextHopType",
        text: "the route for its prefix has the next hop VirtualNetworkGateway, which must be a VPN gateway",
        got: "VirtualNetworkGateway",
        want: "Internet, VirtualAppliance, VnetLocal or None; or no route, because routes are learned by BGP (Azure)",
        fix: 'nextHopType: "Internet"',
      },
    ],
  ),
];
