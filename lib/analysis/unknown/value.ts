import type { Proposal, ProposedValue } from "./proposal";

/**
 * What only the apply knows. A text may hold such parts: each stands in it as a symbol, so that two texts with the same
 * symbol are equal whatever its value will be, and a parser of frr.conf sees one word where an address will be. Flags
 * and numbers that are not known are objects.
 */

/** A value of type T that is known only after apply. The same expression has the same value. */
export interface Unknown<T = unknown> {
  /** The expression that decides, as in the configuration: "var.branch_to_branch". */
  readonly unknown: string;
  readonly until: "apply";
  /** Assumptions that decide it in one way: a file with them can be given to --assume. */
  readonly assume?: Proposal;
  /** Of a flag that is no flag in the configuration: values of the expression that make it true, and false. */
  readonly examples?: Examples;
  /** Never there: it tells unknown flags from unknown numbers. */
  readonly type?: T;
}

/** Values that make a flag true and false: of a `count`, 1 and 0. */
export interface Examples {
  readonly true: ProposedValue;
  readonly false: ProposedValue;
}

// Control characters that neither a keyboard nor Windows-1252 makes: no configuration has them. They are in Latin-1: with
// one character beyond it, a text takes twice the memory.
const OPEN = "\u0081";
const CLOSE = "\u008D";
const SYMBOL = new RegExp(`${OPEN}([^${CLOSE}]*)${CLOSE}`, "g");

/** A text of one symbol: the part that the expression will make. */
export function symbol(expression: string): string {
  // A word for those that split at blanks.
  return `${OPEN}${expression.replaceAll(/\s+/g, "\u00A0")}${CLOSE}`;
}

/** The expressions whose values the text waits for. */
export function symbolsIn(text: string): string[] {
  return [...text.matchAll(SYMBOL)].map(([, expression = ""]) => expression.replaceAll("\u00A0", " "));
}

/** True where a part of the text is known only after the apply. */
export const isOpen = (text: string): boolean => text.includes(OPEN);

/** The text for people: what is not known in the form of Terraform's own plan. */
export const shown = (text: string): string =>
  text.startsWith(OPEN) && text.indexOf(CLOSE) === text.length - 1
    ? "(after apply)"
    : text.replaceAll(SYMBOL, (_, expression: string) => `\${${expression.replaceAll("\u00A0", " ")}}`);

/** A value known only after apply. */
export const unknown = (expression: string): Unknown<never> => ({ unknown: expression, until: "apply" });

/** True where the value is known only after apply. */
export const isUnknown = (value: unknown): value is Unknown =>
  typeof value === "object" && value !== null && "unknown" in value && "until" in value;
