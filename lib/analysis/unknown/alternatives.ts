import type { Scenario } from "./scenario";
import { and, type Truth } from "./truth";

/** One result, and when it is the result. */
export interface Alternative<T> {
  readonly when: Truth;
  readonly result: T;
}

/**
 * A result that may depend on what is known only after apply: that of the first alternative whose `when` is true. The
 * last one's always is.
 */
export type Alternatives<T> = readonly Alternative<T>[];

/** A result that depends on nothing. */
export const certain = <T>(result: T): Alternatives<T> => [{ when: true, result }];

/**
 * One result or the other. Where both are the same, it does not matter which: then nothing has to be known.
 *
 * @param same whether two results are one
 */
export function either<T>(
  when: Truth,
  then: Alternatives<T>,
  otherwise: Alternatives<T>,
  same: (a: T, b: T) => boolean,
): Alternatives<T> {
  if (typeof when === "boolean") return when ? then : otherwise;
  return needed([...then.map((one) => ({ when: and(when, one.when), result: one.result })), ...otherwise], same);
}

/** Without the alternatives at the end that have the last one's result. */
function needed<T>(all: Alternatives<T>, same: (a: T, b: T) => boolean): Alternatives<T> {
  const last = all.at(-1)!.result;
  let count = all.length;
  while (count > 0 && same(all[count - 1]!.result, last)) count -= 1;
  return [...all.slice(0, count), { when: true, result: last }];
}

/**
 * What follows each result.
 *
 * @param same whether two results are one
 */
export function after<T, U>(
  alternatives: Alternatives<T>,
  next: (result: T) => Alternatives<U>,
  same: (a: U, b: U) => boolean,
): Alternatives<U> {
  const all = alternatives.flatMap(({ when, result }) =>
    next(result).map((one) => ({ when: and(when, one.when), result: one.result })),
  );
  return needed(all, same);
}

/** The result in a scenario. */
export function resultIn<T>(scenario: Scenario, alternatives: Alternatives<T>): T {
  return alternatives.find(({ when }) => scenario.isTrue(when))!.result;
}
