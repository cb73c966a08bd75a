import type { Answer } from "./consistency";
import { proposalFor } from "./propose";
import { type Assumed, Scenario } from "./scenario";
import { type Unknown, unknown } from "./value";

/** Beyond this many scenarios nobody can say that all were tried. */
const MAX_SCENARIOS = 64;
/** Beyond this many values, the smallest set is not searched for: those that do not decide are left out one by one. */
const MAX_VALUES_SEARCHED = 10;

/** What a computation gives in one scenario. */
export interface Outcome<T> {
  readonly answers: ReadonlyMap<string, Answer>;
  readonly result: T;
}

/** What a computation gives in every scenario. */
export interface Explored<T> {
  /** One for each scenario; in the first one every claim is true, as far as that is possible. */
  readonly results: readonly Outcome<T>[];
  /** False where there were more scenarios than could be tried. */
  readonly complete: boolean;
}

/** Runs a computation in every scenario that its claims distinguish. @param assumed answers some for all scenarios */
export function explore<T>(run: (scenario: Scenario) => T, assumed?: Assumed): Explored<T> {
  const waiting = [new Scenario(new Map(), assumed)];
  const results: Outcome<T>[] = [];
  while (waiting.length > 0 && results.length < MAX_SCENARIOS) {
    const next = waiting.shift()!;
    const result = run(next);
    results.push({ answers: next.answers, result });
    waiting.push(...next.alternatives());
  }
  return { results, complete: waiting.length === 0 };
}

/**
 * The smallest set of values on which it depends whether results are the same, by what `key` tells of a result; none: all
 * results are the same. Where not every scenario could be tried, all values that were asked for. Each with assumptions
 * that lead to one of the results.
 * @param rank of a result: assumptions lead to one with the lowest. @default all are equal
 */
export function decidedBy<T>(
  { results, complete }: Explored<T>,
  key: (result: T) => string,
  rank: (result: T) => number = () => 0,
): Unknown[] {
  if (complete && results.length === 1) return [];
  const outcomes = results.map(({ answers, result }) => ({ answers: answersByValue(answers), key: key(result) }));
  const values = [...new Set(outcomes.flatMap(({ answers }) => [...answers.keys()]))].sort();
  const proposed = [...results].sort((a, b) => rank(a.result) - rank(b.result))[0];
  const open = (value: string): Unknown => {
    const about = [...(proposed?.answers.values() ?? [])].filter(({ claim }) => claim.about.includes(value));
    return about.length === 0 ? unknown(value) : { ...unknown(value), assume: proposalFor(about) };
  };
  if (!complete) return values.map(open);
  if (outcomes.every((one) => one.key === outcomes[0]!.key)) return [];
  return smallestSet(values, (set) => decides(set, outcomes)).map(open);
}

interface Keyed {
  /** Each value's answers, by the claim's text. */
  readonly answers: ReadonlyMap<string, ReadonlyMap<string, boolean>>;
  readonly key: string;
}

function answersByValue(answers: ReadonlyMap<string, Answer>): Keyed["answers"] {
  const byValue = new Map<string, Map<string, boolean>>();
  for (const [text, { claim, answer }] of answers)
    for (const value of claim.about) {
      const known = byValue.get(value) ?? new Map<string, boolean>();
      byValue.set(value, known.set(text, answer));
    }
  return byValue;
}

/** True where scenarios that agree on all these values have the same result. */
function decides(set: readonly string[], outcomes: readonly Keyed[]): boolean {
  return outcomes.every((one, at) =>
    outcomes
      .slice(at + 1)
      .every(
        (other) =>
          one.key === other.key || set.some((value) => differ(one.answers.get(value), other.answers.get(value))),
      ),
  );
}

const differ = (a: ReadonlyMap<string, boolean> | undefined, b: ReadonlyMap<string, boolean> | undefined): boolean =>
  a !== undefined && b !== undefined && [...a].some(([text, answer]) => b.has(text) && b.get(text) !== answer);

function smallestSet(values: readonly string[], decides: (set: readonly string[]) => boolean): readonly string[] {
  if (values.length > MAX_VALUES_SEARCHED) return values.reduce(withoutOne(decides), values);
  for (let size = 1; size < values.length; size++) {
    const found = subsets(values, size).find(decides);
    if (found) return found;
  }
  return values;
}

const withoutOne =
  (decides: (set: readonly string[]) => boolean) =>
  (left: readonly string[], value: string): readonly string[] => {
    const without = left.filter((one) => one !== value);
    return decides(without) ? without : left;
  };

/** All sets of that size, in the order of the values. */
function subsets(values: readonly string[], size: number): readonly (readonly string[])[] {
  if (size === 0) return [[]];
  return values.flatMap((value, at) => subsets(values.slice(at + 1), size - 1).map((rest) => [value, ...rest]));
}

/** What a computation gives whatever the values are; undefined where it asks for one. */
export function certainly<T>(run: (scenario: Scenario) => T): { readonly result: T } | undefined {
  const asks = new Scenario(new Map(), () => {
    throw new Asked();
  });
  try {
    return { result: run(asks) };
  } catch (error) {
    if (error instanceof Asked) return undefined;
    throw error;
  }
}

class Asked extends Error {}
