import type { Proposal } from "./proposal";
import { type Examples, isUnknown, type Unknown, unknown } from "./value";

/**
 * True, false, or decided by what is known only after apply: a flag, a claim about a value, or several of them joined.
 * A {@link Scenario} turns it into a plain boolean.
 */
export type Truth = boolean | Unknown<boolean> | Claim | Composite;

/** A statement about values known only after apply: "var.prefix contains 10.0.0.4". */
export interface Claim {
  /** The expressions whose values decide, or a sentence that stands for something the files do not tell. */
  readonly about: readonly string[];
  readonly predicate: Predicate;
  /** What makes it true, if the user assumes it. @default the sentence itself, as a value */
  readonly assume?: Proposal;
  /** Values of the expression that make it true, and false. @default true and false */
  readonly examples?: Examples;
}

/** What a claim says of its value. */
export type Predicate =
  /** The flag is true. */
  | { readonly kind: "true" }
  /** The value is this number or text; a value has one only. */
  | { readonly kind: "equals"; readonly value: string }
  /** The address lies in this prefix. `bounds`: the prefix in which it lies for certain. */
  | { readonly kind: "within"; readonly prefix: string; readonly bounds?: string }
  /** Anything else, in words: "contains 10.0.0.4". */
  | { readonly kind: "states"; readonly text: string };

/** Truths joined. */
export interface Composite {
  readonly operator: "and" | "or" | "not";
  readonly operands: readonly Truth[];
}

/** A claim in words about one value, or about several. */
export const claim = (about: string | readonly string[], text: string): Claim => ({
  about: typeof about === "string" ? [about] : about,
  predicate: { kind: "states", text },
});

/** A claim that no value of the files decides: "vm-nva100 advertises 0.0.0.0/0". */
export const statement = (sentence: string, assume?: Proposal): Claim => ({
  about: [sentence],
  predicate: { kind: "true" },
  ...(assume && { assume }),
});

/** The claim that a value is a number or a text. */
export const equals = (about: string, value: string | number): Claim => ({
  about: [about],
  predicate: { kind: "equals", value: String(value) },
});

/** The claim that an address lies in a prefix. @param bounds the prefix in which it lies for certain */
export const within = (about: string, prefix: string, bounds?: string): Claim => ({
  about: [about],
  predicate: { kind: "within", prefix, ...(bounds !== undefined && { bounds }) },
});

/** True where all are true, false where one is false. */
export function and(...truths: readonly Truth[]): Truth {
  if (truths.includes(false)) return false;
  return joined("and", truths, true);
}

/** As `and`, of parts that are costly to compute: those after a false one are not. */
export function allOf(...parts: readonly (() => Truth)[]): Truth {
  const truths: Truth[] = [];
  for (const part of parts) {
    const truth = part();
    if (truth === false) return false;
    truths.push(truth);
  }
  return and(...truths);
}

/** True where one is true, false where all are false. */
export function or(...truths: readonly Truth[]): Truth {
  if (truths.includes(true)) return true;
  return joined("or", truths, false);
}

/** The opposite. */
export function not(truth: Truth): Truth {
  if (typeof truth === "boolean") return !truth;
  return "operator" in truth && truth.operator === "not" ? truth.operands[0]! : { operator: "not", operands: [truth] };
}

/** What is decided either way adds nothing: the rest decides. */
function joined(operator: "and" | "or", truths: readonly Truth[], neutral: boolean): Truth {
  const operands = truths.filter((truth) => truth !== neutral);
  if (operands.length === 0) return neutral;
  return operands.length === 1 ? operands[0]! : { operator, operands };
}

/** True for what values known only after apply decide. */
export const isUndecided = (truth: Truth): truth is Exclude<Truth, boolean> => typeof truth !== "boolean";

/** The claim that an unknown flag is true; a claim is itself. */
export const claimOf = (truth: Unknown<boolean> | Claim): Claim =>
  isUnknown(truth)
    ? { about: [truth.unknown], predicate: { kind: "true" }, ...(truth.examples && { examples: truth.examples }) }
    : truth;

/** The values that a truth waits for. */
export function valuesOf(truth: Truth): readonly Unknown[] {
  if (typeof truth === "boolean") return [];
  if (!isUnknown(truth) && "operator" in truth) return truth.operands.flatMap(valuesOf);
  return claimOf(truth).about.map(unknown);
}
