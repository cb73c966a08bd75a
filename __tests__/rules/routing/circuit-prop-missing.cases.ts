import { newCircuit, PEERING, PROVIDER } from "../article-changes";
import { fails, passes, type Case } from "../case";

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
  fails("circuit-prop-missing", "an empty name", newCircuit({ provider: { ...PROVIDER, name: "" } }), [
    { at: "main/circuit provider.name", text: "provider has no name", fix: 'name: "Equinix"' },
  ]),
];
