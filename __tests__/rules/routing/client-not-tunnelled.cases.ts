import { fails, passes, type Case } from "../case";
import { route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("client-not-tunnelled", "a route for a longer prefix, and one to an appliance", ({ hubSubnets }) => {
    hubSubnets.client.routes = [
      route("main/hub00/client", 0, "203.0.113.0/24", "Internet"),
      route("main/hub00/client", 1, "0.0.0.0/0", "VirtualAppliance", { nextHopAddress: "10.0.0.9" }),
    ];
  }),
  fails(
    "client-not-tunnelled",
    "a route 0.0.0.0/0 to Internet",
    ({ hubSubnets }) => {
      hubSubnets.client.routes = [route("main/hub00/client", 0, "0.0.0.0/0", "Internet")];
    },
    [
      {
        at: "main/hub00 client.routes",
        text: "client main/hub00/client reaches the internet directly, past the NVA",
        got: "0.0.0.0/0 to Internet",
        fix: "remove that route",
      },
    ],
  ),
  fails(
    "client-not-tunnelled",
    "a subnet without gateway routes",
    ({ hubSubnets }) => {
      hubSubnets.client.gatewayRoutes = false;
    },
    [
      {
        at: "main/hub00 client.gatewayRoutes",
        text: "client main/hub00/client learns no default route",
        fix: "gatewayRoutes: true",
      },
    ],
  ),
];
