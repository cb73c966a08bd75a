import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes(
    "default-on-another-circuit",
    "no site at all",
    ({ siteConnection }) => (siteConnection.bringsDefaultRoute = false),
  ),
  fails(
    "default-on-another-circuit",
    "hub and site apart",
    ({ app, circuit, hubConnection }) => {
      app.circuits.push({ ...circuit, path: "main/circuit2", circuitId: `${circuit.circuitId}2` });
      hubConnection.circuit = "main/circuit2";
    },
    [
      {
        at: "main/hub00/gateway/connection routingWeight",
        text: "no circuit of vnet-hub00 has a site that brings a default route",
        got: "main/circuit2",
        want: "a connection to main/circuit too",
        fix: "connectTo(circuit)",
      },
    ],
  ),
];
