import { newCircuit, PROVIDER } from "../article-changes";
import { fails, passes, type Case } from "../case";

const sku = (tier: string | undefined, family: string | undefined) =>
  newCircuit({ provider: { ...PROVIDER, bandwidthMbps: 1_000 }, tier, family });

export const CASES: readonly Case[] = [
  passes("circuit-sku-refused", "Premium with metered data", sku("Premium", "MeteredData")),
  passes("circuit-sku-refused", "Local with unlimited data", sku("Local", "UnlimitedData")),
  passes("circuit-sku-refused", "Local with a family that is known after apply", sku("Local", undefined)),
  fails("circuit-sku-refused", "Local with metered data", sku("Local", "MeteredData"), [
    {
      at: "main/circuit sku.family",
      text: "a circuit of the tier Local has unlimited data only",
      fix: 'family: "UnlimitedData"',
    },
  ]),
  fails("circuit-sku-refused", "other letter cases", sku("premium", "unlimited"), [
    {
      at: "main/circuit sku.tier",
      text: '"premium" is not a tier of circuits',
      want: "Local, Standard or Premium (Azure)",
      fix: 'tier: "Premium"',
    },
    {
      at: "main/circuit sku.family",
      text: '"unlimited" is not a family of circuits',
      want: "MeteredData or UnlimitedData (Azure)",
      fix: 'family: "UnlimitedData"',
    },
  ]),
  fails("circuit-sku-refused", "an empty tier", sku("", "MeteredData"), [
    { at: "main/circuit sku.tier", got: '""', fix: 'tier: "Standard"' },
  ]),
];
