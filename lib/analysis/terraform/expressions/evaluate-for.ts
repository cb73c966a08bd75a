import { isUnknown } from "../../unknown/value";
import {
  asUnordered,
  isKnown,
  isList,
  isObject,
  isSet,
  isUnordered,
  NoValue,
  textOf,
  written,
  type Value,
} from "../value";
import type { ReadContext } from "../read-context";
import { truth } from "./operators";
import type { ForNode, Node } from "./syntax";

/** A list or object made of another. */
export function evaluateFor(
  node: ForNode,
  over: Value,
  context: ReadContext,
  evaluate: (node: Node, names: ReadonlyMap<string, Value>) => Value,
): Value {
  const waiting = (): Value => context.defer(`[for ${node.names.join(", ")} in ${written(over)}]`);
  if (isUnknown(over)) return waiting();
  const pairs = pairsOf(over);
  const kept: (readonly [Value, Value])[] = [];
  for (const [key, value] of pairs) {
    const [first, second] = node.names;
    const names = new Map<string, Value>(
      second === undefined
        ? [[first!, value]]
        : [
            [first!, key],
            [second, value],
          ],
    );
    const condition = node.condition ? evaluate(node.condition, names) : true;
    // Whether an element is there decides the length of the list.
    if (!isKnown(condition)) return waiting();
    if (!truth(condition)) continue;
    kept.push([node.key ? evaluate(node.key, names) : null, evaluate(node.value, names)]);
  }
  if (!node.key) {
    const list = kept.map(([, value]) => value);
    return isUnordered(over) ? asUnordered(list) : list;
  }
  if (kept.some(([key]) => !isKnown(key))) return waiting();
  const groups = grouped(kept);
  if (node.grouped) return Object.fromEntries(groups);
  return Object.fromEntries([...groups].map(([key, values]) => [key, single(key, values)]));
}

function pairsOf(over: Value): readonly (readonly [Value, Value])[] {
  if (isList(over)) return over.map((value, index) => [isSet(over) ? value : index, value]);
  if (isObject(over)) return Object.entries(over).sort(([a], [b]) => (a < b ? -1 : 1));
  throw new NoValue("for wants a list or an object");
}

function grouped(pairs: readonly (readonly [Value, Value])[]): ReadonlyMap<string, readonly Value[]> {
  const groups = new Map<string, Value[]>();
  for (const [key, value] of pairs) groups.set(textOf(key), [...(groups.get(textOf(key)) ?? []), value]);
  return groups;
}

function single(key: string, values: readonly Value[]): Value {
  if (values.length > 1) throw new NoValue(`${key} is there twice`);
  return values[0]!;
}
