import { basisOf, ruleReporting } from "../../facts";
import { reported, type TopologyRule } from "../topology-rule";
import { groupBy } from "../../../domain/group-by";
import { list } from "../sentence";

/** FT127. */
export const restsOnThinEvidence: TopologyRule = {
  id: "FT127",
  name: "rests-on-thin-evidence",
  severity: "warning",
  summary: "A verdict relies on behaviour that was seen in labs, is inferred, or is documented in contradictory ways.",
  why: "Not everything that Azure does is documented, so test what you depend on.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/diagnose-network-routing-problem"],
  facts: ["1.10"],
  example: "a tunnelled client with a NAT gateway on its subnet",
  check: (context) => {
    const warned = context.verdicts.flatMap((machine) =>
      machine.warnings.filter(({ row }) => ruleReporting(row) === "FT127").map((warning) => ({ machine, warning })),
    );
    return groupBy(warned, ({ warning }) => warning.row).map((group) => {
      const { row } = group[0].warning;
      const [first, ...others] = group.map(({ machine }) => machine.id).sort();
      return reported({
        at: first!,
        also: others,
        text: `${list(group.map(({ machine }) => machine.machine))}: ${oneOf(group.map(({ warning }) => warning.text))}`,
        got: `row ${row}, ${basisOf(row)}`,
        want: "documented behaviour, or a test of the deployed network",
        fix: "test it after apply, then accept this finding with the result as the reason",
        rows: [row],
      });
    });
  },
};

/** One of several sentences about different places. */
function oneOf(texts: readonly string[]): string {
  const [first = "", ...others] = [...new Set(texts)].sort();
  return others.length === 0 ? first : `${first}; and ${others.length} more like this`;
}
