import { edit } from "../edit";
import { createdCircuits } from "./new-circuits";
import type { ConstructReported, ConstructRule } from "../rule";

const TIERS = ["Local", "Standard", "Premium"];
const FAMILIES = ["MeteredData", "UnlimitedData"];

/** FT087. */
export const circuitSkuRefused: ConstructRule = {
  id: "FT087",
  name: "circuit-sku-refused",
  severity: "error",
  summary: "The SKU of a new circuit does not exist.",
  why: "Tier and family have exact names. The tier Local has unlimited data only, which Azure checks at apply.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-faqs"],
  otherwise: "Azure, at apply",
  check: (app) =>
    createdCircuits(app).flatMap(({ path, created: { tier, family } }) => {
      const wrong = [...not(path, "tier", tier, TIERS), ...not(path, "family", family, FAMILIES)];
      if (wrong.length > 0 || tier !== "Local" || family !== "MeteredData") return wrong;
      const at = { path, prop: "sku.family" };
      return [
        {
          at,
          text: "a circuit of the tier Local has unlimited data only",
          got: '"MeteredData"',
          want: "UnlimitedData with the tier Local (Azure)",
          fix: edit(at, "UnlimitedData"),
        },
      ];
    }),
};

function not(path: string, name: string, value: string | undefined, known: readonly string[]): ConstructReported[] {
  if (value === undefined || known.includes(value)) return [];
  const at = { path, prop: `sku.${name}` };
  const meant = known.find((one) => one.toLowerCase().startsWith(value.toLowerCase().slice(0, 3)));
  return [
    {
      at,
      text: `${JSON.stringify(value)} is not a ${name} of circuits`,
      got: JSON.stringify(value),
      want: `${known.slice(0, -1).join(", ")} or ${known.at(-1)} (Azure)`,
      fix: edit(at, (value !== "" && meant) || (name === "tier" ? "Standard" : "MeteredData")),
    },
  ];
}
