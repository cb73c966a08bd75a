import { type Finding, inOrder, ofSeverity } from "./finding";
import { renderProblem, type RenderProblemOptions } from "./problem";
import type { Severity } from "./rule";

/** How findings are printed. */
export interface ReportOptions extends Omit<RenderProblemOptions, "heading"> {
  /** Marks the severity, for example with a colour. @default - as it is */
  readonly paint?: (severity: Severity) => string;
}

/** One finding: "error[FT003] asn-reserved: …", then where, got, want and fix. */
export function renderFinding<Place, Evidence>(
  { id, name, severity, text, at, got, want, fix }: Finding<Place, Evidence>,
  placeText: (place: Place) => string,
  { paint = (word) => word, ...options }: ReportOptions = {},
): string {
  const heading = `${paint(severity)}[${id}] ${name}`;
  return renderProblem({ text, at: at.map(placeText), got, want, fix }, { ...options, heading });
}

/** Every finding, and last the count. */
export const renderReport = <Place, Evidence>(
  findings: readonly Finding<Place, Evidence>[],
  placeText: (place: Place) => string,
  options?: ReportOptions,
): string =>
  [
    ...inOrder(findings, placeText).map((finding) => renderFinding(finding, placeText, options)),
    countText(findings),
  ].join("\n\n");

/** "1 error, 0 warnings". */
export const countText = (findings: readonly { readonly severity: Severity }[]): string =>
  (["error", "warning"] as const).map((severity) => plural(ofSeverity(findings, severity).length, severity)).join(", ");

/** "1 rule", "2 rules". */
export const plural = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;
