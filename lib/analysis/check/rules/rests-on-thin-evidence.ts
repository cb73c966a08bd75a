import { basisOf, ruleReporting } from "../../facts";
import { reported, type TopologyRule } from "../topology-rule";
import { groupBy, list } from "../sentence";

/** FT127. */
export const restsOnThinEvidence: TopologyRule = {
  id: "FT127",
  name: "rests-on-thin-evidence",
  severity: "warning",
  summary: "A verdict holds, and rests on what is seen once, inferred, or told in two ways.",
  why: "Not everything that Azure does is documented: who depends on it had better look once at the real thing.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/diagnose-network-routing-problem"],
  facts: ["1.10"],
  example: "a tunnelled client with a NAT gateway on its subnet",
  check: (context) => {
    const warned = context.verdicts.flatMap((machine) =>
      machine.warnings.filter(({ row }) => ruleReporting(row) === "FT127").map((warning) => ({ machine, warning })),
    );
    return groupBy(warned, ({ warning }) => warning.row).map((group) => {
      const { row } = group[0]!.warning;
      const [first, ...others] = group.map(({ machine }) => machine.id).sort();
      return reported({
        at: first!,
        also: others,
        text: `${list(group.map(({ machine }) => machine.machine))}: ${oneOf(group.map(({ warning }) => warning.text))}`,
        got: `row ${row}, ${basisOf(row)}`,
        want: "what Microsoft documents in one way, or a look at the deployed thing",
        fix: "after the apply try it once; then accept this finding with what was seen as the reason",
        rows: [row],
      });
    });
  },
};

/** They say the same of different places. */
function oneOf(texts: readonly string[]): string {
  const [first = "", ...others] = [...new Set(texts)].sort();
  return others.length === 0 ? first : `${first}; and ${others.length} more of the kind`;
}
