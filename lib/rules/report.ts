import { renderProblem } from "../findings/problem";
import type { Violation } from "./rule";

/** Where a value is cut: a key or a list that fills the screen hides the line that says what to do. */
const MAX_VALUE = 120;
const MAX_SENTENCE = 300;

/** The report of a synth: every violation with where, what, what is expected and how to mend it; last the count. */
export function report(violations: readonly Violation[]): string {
  return [...inOrder(violations).map(paragraph), count(violations)].join("\n\n");
}

/** One violation, as it is printed. */
export const paragraph = ({ rule, at, also, sentence, got, want, fix }: Violation): string =>
  renderProblem(
    { text: sentence, at: [at, ...(also ? [also] : [])].map(({ path, prop }) => `${path}  ${prop}`), got, want, fix },
    { heading: `${rule.severity}[${rule.id}] ${rule.name}`, maxValue: MAX_VALUE, maxText: MAX_SENTENCE },
  );

/** Those that keep an app from being synthesized. */
export function errors(violations: readonly Violation[]): Violation[] {
  return violations.filter(({ rule }) => rule.severity === "error");
}

/** Those that Azure allows and their user comes to regret. */
export function warnings(violations: readonly Violation[]): Violation[] {
  return violations.filter(({ rule }) => rule.severity === "warning");
}

/** By rule, then by place: the same mistakes give the same text, in whatever order the constructs were made. */
export function inOrder(violations: readonly Violation[]): Violation[] {
  const key = ({ rule, at }: Violation): string => [rule.id, at.path, at.prop].join("\0");
  return [...violations].sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0));
}

function count(violations: readonly Violation[]): string {
  return `${plural(errors(violations).length, "error")}, ${plural(warnings(violations).length, "warning")}`;
}

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
