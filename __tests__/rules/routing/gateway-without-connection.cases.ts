import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("gateway-without-connection", "both are connected", () => undefined),
  fails(
    "gateway-without-connection",
    "the hub's is not",
    ({ app, siteConnection }) => (app.connections = [siteConnection]),
    [
      {
        at: "main/hub00/gateway connectTo",
        text: "the gateway of vnet-hub00 is connected to no circuit",
        fix: "gateway.connectTo(circuit)",
      },
    ],
  ),
];
