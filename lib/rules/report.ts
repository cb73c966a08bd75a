import type { Violation } from "./rule";

/** The report of a synth: every violation with where, what, what is expected and how to mend it; last the count. */
export function report(violations: readonly Violation[]): string {
  return [...violations.map(paragraph), count(violations)].join("\n\n");
}

/** One violation, as it is printed. */
export function paragraph({ rule, at, also, sentence, got, want, fix }: Violation): string {
  const lines = [
    `${rule.severity}[${rule.id}] ${rule.name}: ${sentence}`,
    `  at    ${at.path}  ${at.prop}`,
    also && `  also  ${also.path}  ${also.prop}`,
    `  got   ${got}`,
    `  want  ${want}`,
    `  fix   ${fix}`,
  ];
  return lines.filter(Boolean).join("\n");
}

function count(violations: readonly Violation[]): string {
  const errors = violations.filter(({ rule }) => rule.severity === "error").length;
  const warnings = violations.length - errors;
  return `${plural(errors, "error")}, ${plural(warnings, "warning")}`;
}

const plural = (n: number, noun: string): string => `${n} ${noun}${n === 1 ? "" : "s"}`;
