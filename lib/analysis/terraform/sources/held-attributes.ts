import type { Value } from "../value";

/**
 * Attributes of a data source that its postconditions decide: the deployment stops where one does not hold, so nothing
 * else is ever deployed. Understood are equality with a literal, equality of sorted lists, "is empty", and the equality,
 * but for letter case, of an attribute of the only block of a kind.
 * @param evaluate gives what an expression of Terraform's language is.
 */
export function heldAttributes(
  postconditions: readonly string[],
  evaluate: (expression: string) => Value,
): ReadonlyMap<string, Value> {
  const held = new Map<string, Value>();
  for (const condition of postconditions) {
    const [name, value] = heldBy(condition.replace(/^\$\{|\}$/g, "").trim(), evaluate) ?? [];
    if (name !== undefined && value !== undefined) held.set(name, value);
  }
  return held;
}

const SORTED = /^sort\(self\.(\w+)\) == sort\((\[.*\])\)$/;
const EMPTY = /^self\.(\w+) == null \|\| self\.(\w+) == ""$/;
const EQUAL = /^self\.(\w+) == ("[^"]*"|\d+|true|false)$/;
const IN_BLOCK = /^lower\(self\.(\w+)\[0\]\.(\w+)\) == lower\(("[^"()]*")\)$/;

function heldBy(
  condition: string,
  evaluate: (expression: string) => Value,
): readonly [string, Value | undefined] | undefined {
  const [, list, members] = SORTED.exec(condition) ?? [];
  if (list !== undefined) return [list, literal(members!)];
  const [, empty, same] = EMPTY.exec(condition) ?? [];
  if (empty !== undefined && empty === same) return [empty, ""];
  const [, block, attribute, text] = IN_BLOCK.exec(condition) ?? [];
  if (block !== undefined) return [block, [{ [attribute!]: evaluate(text!) }]];
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
