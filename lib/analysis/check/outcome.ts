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

/** How many findings and rules of each sort a report has. */
export interface ReportCounts {
  readonly errors: number;
  readonly warnings: number;
  readonly passed: number;
  /** Rules that wait for a value, and rules that found something undecided. */
  readonly undecided: number;
  readonly accepted: number;
}

/** Nothing that is undecided is counted as passed. */
export function countsOf({
  findings,
  accepted,
  undecided,
  passed,
}: Pick<CheckReport, "findings" | "accepted" | "undecided" | "passed">): ReportCounts {
  const ofSeverity = (wanted: CheckReport["findings"][number]["severity"]): CheckReport["findings"] =>
    findings.filter(({ severity }) => severity === wanted);
  const open = undecided.filter((rule) => rule.accepted === undefined);
  return {
    errors: ofSeverity("error").length,
    warnings: ofSeverity("warning").length,
    passed: passed.length,
    undecided: new Set([...open, ...ofSeverity("undecided")].map(({ id }) => id)).size,
    accepted: accepted.length + undecided.length - open.length,
  };
}
