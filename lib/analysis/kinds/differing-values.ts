import type { Resource } from "../terraform/resource";

const DIFFERENT = /^\$\{lower\(([^()]+)\) != lower\(([^()]+)\)\}$/;

/** Expressions that a precondition demands to be different, letter case aside: the deployment stops where they are not. */
export function readDifferent(resources: readonly Resource[]): readonly string[] {
  const pairs = resources
    .flatMap(({ configuration }) => configuration?.preconditions() ?? [])
    .flatMap((condition) => {
      const [, a, b] = DIFFERENT.exec(condition) ?? [];
      return a === undefined || b === undefined ? [] : [[a.trim(), b.trim()] as const];
    });
  return pairs.flatMap(([a, b]) => [differentKey(a, b), differentKey(b, a)]);
}

/** Two expressions as a key. */
export const differentKey = (a: string, b: string): string => `${a}\n${b}`;
