import { newCircuit, PEERING, PROVIDER } from "../article-changes";
import { fails, passes, type Case } from "../case";
import type { Article } from "../declaration-builder";

const foundBy =
  (name: string, resourceGroupName: string | null | undefined) =>
  ({ circuit }: Article) => {
    circuit.circuitId = undefined;
    circuit.found = { name, resourceGroupName, provider: "" };
  };

export const CASES: readonly Case[] = [
  passes(
    "circuit-prop-missing",
    "values that are known after apply",
    newCircuit({ provider: { ...PROVIDER, name: undefined } }),
  ),
  fails(
    "circuit-prop-missing",
    "a service provider without a location, and a peering without a VLAN",
    newCircuit({
      provider: { ...PROVIDER, peeringLocation: null },
      privatePeering: { ...PEERING, vlanId: null },
    }),
    [
      {
        at: "main/circuit provider.peeringLocation",
        text: "provider has no peeringLocation",
        fix: 'peeringLocation: "Tokyo"',
      },
      { at: "main/circuit privatePeering.vlanId", text: "privatePeering has no vlanId", fix: "vlanId: 100" },
    ],
  ),
  passes("circuit-prop-missing", "a circuit that is found by its name", foundBy("erc", undefined)),
  fails("circuit-prop-missing", "a circuit that is found by half of its name", foundBy("erc", null), [
    {
      at: "main/circuit resourceGroupName",
      text: "the circuit has no resourceGroupName",
      fix: 'resourceGroupName: "rg-circuit"',
    },
  ]),
  fails("circuit-prop-missing", "an empty name", newCircuit({ provider: { ...PROVIDER, name: "" } }), [
    { at: "main/circuit provider.name", text: "provider has no name", fix: 'name: "Equinix"' },
  ]),
];
