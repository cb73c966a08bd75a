import type { Violation } from "./rule";

/** Where a value is cut: a key or a list that fills the screen hides the line that says what to do. */
const LONGEST_VALUE = 120;
const LONGEST_SENTENCE = 300;

/** The report of a synth: every violation with where, what, what is expected and how to mend it; last the count. */
export function report(violations: readonly Violation[]): string {
  return [...inOrder(violations).map(paragraph), count(violations)].join("\n\n");
}

/** One violation, as it is printed. */
export function paragraph({ rule, at, also, sentence, got, want, fix }: Violation): string {
  const lines = [
    `${rule.severity}[${rule.id}] ${rule.name}: ${shortened(printable(sentence), LONGEST_SENTENCE)}`,
    line("at", printable(`${at.path}  ${at.prop}`)),
    also && line("also", printable(`${also.path}  ${also.prop}`)),
    line("got", shortened(printable(got), LONGEST_VALUE)),
    line("want", printable(want)),
    line(
      "fix",
      fix
        .split("\n")
        .map(printable)
        .join(`\n${" ".repeat(8)}`),
    ),
  ];
  return lines.filter(Boolean).join("\n");
}

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

function line(label: string, text: string): string {
  return text === "" ? "" : `  ${label.padEnd(6)}${text}`;
}

/** A user's value must not move the cursor, colour the screen or turn the direction of writing. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, escaped);
}

function escaped(character: string): string {
  const known: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };
  return known[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}

/** The middle is what one misses least: paths and names differ at their ends. */
function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const half = Math.floor((longest - 3) / 2);
  return `${text.slice(0, half)} … ${text.slice(-half)}`;
}

function count(violations: readonly Violation[]): string {
  return `${plural(errors(violations).length, "error")}, ${plural(warnings(violations).length, "warning")}`;
}

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
