import { fails, passes, type Case } from "../case";
import { place, route, subnet } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("route-on-reserved-subnet", "a route to an appliance on GatewaySubnet", ({ siteSubnets }) => {
    siteSubnets.gateway.routes = [
      route("main/hub100", 0, "10.100.1.0/24", "VirtualAppliance", { nextHopAddress: "10.100.0.10" }),
    ];
  }),
  passes("route-on-reserved-subnet", "a route that is known after apply", ({ siteSubnets }) => {
    siteSubnets.gateway.routes = [
      {
        at: place("main/hub100", "gateway.routes.0"),
        name: "r",
        prefix: undefined,
        nextHopType: "None",
        nextHopAddress: undefined,
      },
    ];
  }),
  fails(
    "route-on-reserved-subnet",
    "a route 0.0.0.0/0 on GatewaySubnet",
    ({ siteSubnets }) => {
      siteSubnets.gateway.routes = [route("main/hub100", 0, "0.0.0.0/0", "Internet")];
    },
    [
      {
        at: "main/hub100 routes.0.addressPrefix",
        text: "GatewaySubnet has a user-defined route for 0.0.0.0/0",
        got: "0.0.0.0/0",
        want: "only routes for single prefixes (ExpressRoute gateway)",
        fix: "remove routes.0",
      },
    ],
  ),
  fails(
    "route-on-reserved-subnet",
    "two routes that cover all addresses",
    ({ siteSubnets }) => {
      siteSubnets.gateway.routes = [
        route("main/hub100", 0, "0.0.0.0/1", "Internet"),
        route("main/hub100", 1, "128.0.0.0/1", "Internet"),
      ];
    },
    [
      {
        at: "main/hub100 routes.0.addressPrefix",
        text: "GatewaySubnet has a user-defined route for 0.0.0.0/1 and 128.0.0.0/1",
        got: "0.0.0.0/1 and 128.0.0.0/1",
        fix: "remove routes.0, routes.1",
      },
    ],
  ),
  fails(
    "route-on-reserved-subnet",
    "propagation switched off on GatewaySubnet",
    ({ siteSubnets }) => {
      siteSubnets.gateway.routes = [];
      siteSubnets.gateway.gatewayRoutes = false;
    },
    [
      {
        at: "main/hub100 gateway.gatewayRoutes",
        text: "GatewaySubnet does not propagate gateway routes",
        got: "propagation of gateway routes off",
        fix: "gatewayRoutes: true",
      },
    ],
  ),
  fails(
    "route-on-reserved-subnet",
    "a route table on RouteServerSubnet",
    ({ siteSubnets }) => {
      siteSubnets.routeServer.routes = [route("main/hub100", 0, "10.9.0.0/16", "None")];
    },
    [
      {
        at: "main/hub100 routeServer.routes",
        text: "RouteServerSubnet has a route table",
        got: "a route table with 1 route",
        fix: "remove routes",
      },
    ],
  ),
  fails(
    "route-on-reserved-subnet",
    "an empty route table on RouteServerSubnet",
    ({ siteSubnets }) => (siteSubnets.routeServer.routes = []),
    [
      {
        at: "main/hub100 routeServer.routes",
        text: "RouteServerSubnet has a route table",
        got: "a route table with 0 routes",
        fix: "remove routes",
      },
    ],
  ),
  fails(
    "route-on-reserved-subnet",
    "a route table on AzureBastionSubnet",
    ({ hub }) => {
      const bastion = subnet(place("main/hub00/bastion", "prefix"), "AzureBastionSubnet", "10.0.30.0/26", {});
      hub.subnets.push({ ...bastion, routes: [route("main/hub00/bastion", 0, "10.9.0.0/16", "None")] });
    },
    [
      {
        at: "main/hub00/bastion routes",
        text: "AzureBastionSubnet has a route table",
        want: "no route table on the subnet of Azure Bastion (Azure)",
        fix: "remove routes",
      },
    ],
  ),
];
