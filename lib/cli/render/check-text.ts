import { inOrder } from "../../findings/finding";
import { plural, renderFinding } from "../../findings/report";
import { countsOf } from "../../analysis/check/outcome";
import { serviceChange } from "../../analysis/check/service-change";
import type { CheckReport, Finding, WhatIf } from "../../analysis/results";
import { columns } from "./columns";
import { factList } from "./facts-text";
import { type Paint, plain } from "./paint";
import { coverageText } from "../../analysis/model/coverage";
import type { Places } from "./places";
import { machineRows } from "./verdict-lines";
import { unknownLines } from "./unknowns-text";

/** How a report is printed. */
export interface CheckTextOptions {
  /** Says where a component is, by its id. */
  readonly places: Places;
  /** Findings that were accepted, with their reasons. @default false */
  readonly accepted?: boolean;
  /** Rules that could not be decided, and what they wait for. @default false */
  readonly undecided?: boolean;
  /** The facts that each finding rests on. @default false */
  readonly why?: boolean;
  /** Only the count. @default false */
  readonly quiet?: boolean;
  /** @default no colours */
  readonly paint?: Paint;
  /** @default 100 */
  readonly width?: number;
}

/**
 * What `check` found: errors, warnings, every machine's verdict, what happens when something fails, and last the count.
 */
export function checkText(report: CheckReport, options: CheckTextOptions): string {
  if (options.quiet) return `${checkCount(report)}\n`;
  const paragraphs = [
    ...inOrder(report.findings, (id: string) => id).map((finding) => findingText(finding, options)),
    ...(options.accepted
      ? report.accepted.map((finding) => [...findingText(finding, options), `  accepted: ${finding.accepted}`])
      : []),
    ...(options.undecided
      ? report.undecided.map(({ id, name, waitsFor: values }) => unknownLines(values, `undecided[${id}] ${name}`))
      : []),
    verdicts(report, options),
    whatIfLines(report.whatIf, options),
    [coverageText(report.coverage), checkCount(report, !options.undecided, !options.accepted)],
  ];
  return `${paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** "1 error, 0 warnings; 33 rules passed, 2 undecided (--undecided), 1 accepted (--accepted)". */
function checkCount(report: CheckReport, hintUndecided = false, hintAccepted = false): string {
  const { errors, warnings, passed, undecided, accepted } = countsOf(report);
  const hint = (count: number, word: string, hinted: boolean): string =>
    `, ${count} ${word}${hinted && count > 0 ? ` (--${word})` : ""}`;
  const rules = `${plural(passed, "rule")} passed${hint(undecided, "undecided", hintUndecided && report.undecided.length > 0)}${hint(accepted, "accepted", hintAccepted)}`;
  return `${plural(errors, "error")}, ${plural(warnings, "warning")}; ${rules}`;
}

const findingText = (finding: Finding, { places, why, paint = plain, width }: CheckTextOptions): string[] => [
  renderFinding(finding, (id) => places.of(id), {
    paint: (severity) => paint(severity, severity === "error" ? "bad" : "open"),
  }),
  ...(why ? factList(finding.facts, width).map((line) => `  ${line}`) : []),
];

function verdicts({ machines }: CheckReport, { paint = plain, width }: CheckTextOptions): string[] {
  const rows = machineRows(machines, paint);
  return rows.length === 0 ? [] : ["Internet traffic", ...columns(rows, { indent: 2, width })];
}

const OUTCOMES = {
  "carries-on": "carries on",
  "fails-closed": "fails closed",
  leaks: "leaks",
  undetermined: "undetermined",
} as const;

function whatIfLines(whatIf: readonly WhatIf[], { paint = plain, width }: CheckTextOptions): string[] {
  if (whatIf.length === 0) return [];
  const style = (outcome: WhatIf["outcome"]): Parameters<Paint>[1] =>
    outcome === "leaks" ? "bad" : outcome === "carries-on" ? "good" : "open";
  const rows = whatIf.map(({ without, outcome, changes, services = [] }) => [
    without,
    paint(OUTCOMES[outcome], style(outcome)),
    [...changes.map(changed), ...services.map(serviceChange)].join("; "),
  ]);
  return ["Without", ...columns(rows, { indent: 2, width })];
}

const changed = ({ machine, before, after, summary }: WhatIf["changes"][number]): string =>
  before === after ? `${machine} ${summary}` : `${machine} ${before} -> ${after}`;
