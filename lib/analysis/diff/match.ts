import type { Component } from "../model/azure";

/** A component before and after. */
export interface Pair<T> {
  readonly before: T;
  readonly after: T;
}

/** Components of both sides that are one: by construct path, else by Azure name, else by id. */
export interface Matched<T> {
  readonly pairs: readonly Pair<T>[];
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

/** Finds what is the same component in both. What two share, a name for example, tells nothing and is left aside. */
export function match<T extends Component>(
  before: readonly T[],
  after: readonly T[],
  name: (one: T) => string = ({ name: own }) => own,
): Matched<T> {
  const keys: readonly ((one: T) => string | undefined)[] = [({ path }) => path, name, ({ id }) => id];
  const pairs: Pair<T>[] = [];
  for (const key of keys) {
    const left = unmatched(before, pairs, "before");
    const right = unmatched(after, pairs, "after");
    const only = (list: readonly T[], wanted: string): T | undefined => {
      const found = list.filter((one) => key(one) === wanted);
      return found.length === 1 ? found[0] : undefined;
    };
    for (const one of left) {
      const wanted = key(one);
      const other = wanted !== undefined && only(left, wanted) && only(right, wanted);
      if (other) pairs.push({ before: one, after: other });
    }
  }
  return { pairs, added: unmatched(after, pairs, "after"), removed: unmatched(before, pairs, "before") };
}

const unmatched = <T>(list: readonly T[], pairs: readonly Pair<T>[], side: keyof Pair<T>): T[] =>
  list.filter((one) => !pairs.some((pair) => pair[side] === one));
