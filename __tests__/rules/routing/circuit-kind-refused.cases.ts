import { newCircuit } from "../article-changes";
import { fails, passes, type Case } from "../case";

const port = { expressRoutePortId: undefined, bandwidthGbps: 10 };

export const CASES: readonly Case[] = [
  passes("circuit-kind-refused", "a service provider's circuit", newCircuit()),
  passes("circuit-kind-refused", "a circuit on a Direct port", newCircuit({ provider: undefined, directPort: port })),
  fails("circuit-kind-refused", "both", newCircuit({ directPort: port }), [
    {
      at: "main/circuit provider",
      text: "the circuit has a service provider and an ExpressRoute Direct port",
      got: "provider and directPort",
      fix: "leave directPort out",
    },
  ]),
  fails("circuit-kind-refused", "neither", newCircuit({ provider: undefined }), [
    {
      at: "main/circuit provider",
      text: "the circuit has neither a service provider nor an ExpressRoute Direct port",
      got: "no provider and no directPort",
      fix: 'provider: { name: "Equinix", peeringLocation: "Tokyo", bandwidthMbps: 50 }',
    },
  ]),
];
