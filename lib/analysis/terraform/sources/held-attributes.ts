import type { Value } from "../value";

/**
 * Attributes of a data source that its postconditions decide: the deployment stops where one does not hold, so nothing
 * else is ever deployed. Understood are equality with a literal, equality of sorted lists, and "is empty".
 */
export function heldAttributes(postconditions: readonly string[]): ReadonlyMap<string, Value> {
  const held = new Map<string, Value>();
  for (const condition of postconditions) {
    const [name, value] = heldBy(condition.replace(/^\$\{|\}$/g, "").trim()) ?? [];
    if (name !== undefined && value !== undefined) held.set(name, value);
  }
  return held;
}

const SORTED = /^sort\(self\.(\w+)\) == sort\((\[.*\])\)$/;
const EMPTY = /^self\.(\w+) == null \|\| self\.(\w+) == ""$/;
const EQUAL = /^self\.(\w+) == ("[^"]*"|\d+|true|false)$/;

function heldBy(condition: string): readonly [string, Value | undefined] | undefined {
  const [, list, members] = SORTED.exec(condition) ?? [];
  if (list !== undefined) return [list, literal(members!)];
  const [, empty, same] = EMPTY.exec(condition) ?? [];
  if (empty !== undefined && empty === same) return [empty, ""];
  const [, name, value] = EQUAL.exec(condition) ?? [];
  return name === undefined ? undefined : [name, literal(value!)];
}

/** A literal that is also JSON; undefined for a template or a reference. */
function literal(text: string): Value | undefined {
  if (/[$%]\{/.test(text)) return undefined;
  try {
    return JSON.parse(text) as Value;
  } catch {
    return undefined;
  }
}
