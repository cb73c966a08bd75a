import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("remote-vnet-traffic-off", "a gateway without a circuit", ({ hubGateway, app }) => {
    hubGateway.remoteVnetTraffic = false;
    app.connections = [];
    app.circuits = [];
  }),
  fails(
    "remote-vnet-traffic-off",
    "a gateway on a circuit",
    ({ hubGateway }) => (hubGateway.remoteVnetTraffic = false),
    [
      {
        at: "main/hub00/gateway remoteVnetTraffic",
        also: "main/hub00/gateway/connection routingWeight",
        text: "gateway main/hub00/gateway exchanges no routes with other VNets on its circuit",
        got: "remoteVnetTraffic: false",
        want: "true on every gateway that the traffic passes (ExpressRoute)",
        fix: "remoteVnetTraffic: true",
      },
    ],
  ),
];
