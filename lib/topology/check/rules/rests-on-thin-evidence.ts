import { judgement } from "../judgement";
import type { TopologyRule } from "../rule";
import { groupBy, list } from "../words";

/** Rows that other rules warn about. */
const OWN_RULE = new Set(["3.14", "8.6", "5.7"]);

/** FT127. */
export const restsOnThinEvidence: TopologyRule = {
  id: "FT127",
  name: "rests-on-thin-evidence",
  severity: "warning",
  summary: "A verdict holds, and rests on what is seen once, inferred, or told in two ways.",
  why: "Not everything that Azure does is documented: who depends on it had better look once at the real thing.",
  source: { url: "https://learn.microsoft.com/azure/virtual-network/diagnose-network-routing-problem", rows: ["1.10"] },
  bad: "a tunnelled client with a NAT gateway on its subnet",
  judge: (_, context) => {
    const warned = context.verdicts.flatMap((machine) => machine.warnings.filter(({ row }) => !OWN_RULE.has(row)).map((warning) => ({ machine, warning })));
    return groupBy(warned, ({ warning }) => `${warning.row}\n${warning.text}`).map((group) => {
      const { row, text } = group[0]!.warning;
      const [first, ...others] = group.map(({ machine }) => machine.id).sort();
      return judgement({
        at: first!,
        also: others,
        text: `${list(group.map(({ machine }) => machine.machine))}: ${text}`,
        got: `row ${row}`,
        want: "effective routes of the deployed machine that say the same",
        fix: "after the apply: az network nic show-effective-route-table; then accept this finding with what it showed as the reason",
        rows: [row],
      });
    });
  },
};
