import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("circuit-id-malformed", "an id that is known after apply", ({ circuit }) => (circuit.circuitId = undefined)),
  fails(
    "circuit-id-malformed",
    "segments in another letter case",
    ({ circuit }) => (circuit.circuitId = circuit.circuitId?.replace("resourceGroups", "resourcegroups")),
    [
      {
        at: "main/circuit circuitId",
        text: "the id of the circuit has segments in the wrong letter case",
        got: '"/subscriptions/00000000-0000-0000-0000-000000000000/resourcegroups/rg/providers/Microsoft.Network/expressRouteCircuits/erc"',
        want: "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/expressRouteCircuits/…",
        fix: 'circuitId: "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/rg/providers/Microsoft.Network/expressRouteCircuits/erc"',
      },
    ],
  ),
  fails("circuit-id-malformed", "the name of the circuit", ({ circuit }) => (circuit.circuitId = "erc"), [
    {
      at: "main/circuit circuitId",
      text: '"erc" is not the id of an ExpressRoute circuit',
      got: '"erc"',
      fix: 'circuitId: "/subscriptions/<subscription>/resourceGroups/<resource group>/providers/Microsoft.Network/expressRouteCircuits/<circuit>"',
    },
  ]),
];
