import type { CheckReport } from "../results";

/**
 * What a report comes to: failed with an error; undecided where something that bears on the verdicts is not known, and
 * nobody has accepted that.
 */
export function outcomeOf({
  findings,
  undecided,
}: Pick<CheckReport, "findings" | "undecided">): CheckReport["outcome"] {
  if (findings.some(({ severity }) => severity === "error")) return "failed";
  const isOpen =
    findings.some(({ severity }) => severity === "undecided") ||
    undecided.some(({ accepted }) => accepted === undefined);
  return isOpen ? "undecided" : "passed";
}
