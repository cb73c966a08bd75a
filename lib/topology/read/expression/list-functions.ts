import { Deferred, isKnown, isList, isObject, NoValue, Referable, textOf, written, type Value, type ValueObject } from "../value";
import type { World } from "../world";
import { numeric } from "./operators";

type Lenient = (values: readonly Value[], world: World) => Value | undefined;

const MOST_ELEMENTS = 100_000;
// A Route Server's two addresses: a set that the resource already gives in the order in which Terraform sorts it.
const SORTED = /\.virtual_router_ips\[([01])\]$/;

/** Functions of lists and maps: their elements may wait for the apply, the lists themselves may not. */
export const LIST_FUNCTIONS: Readonly<Record<string, Lenient>> = {
  element: ofList((list, [, index = 0]) => (isKnown(index) ? elementAt(list, numeric(index)) : list.length === 1 ? list[0] : undefined)),
  sort: ofList(sorted),
  tolist: ofList((list) => list),
  toset: ofList((list) => distinct(list)),
  tomap: ([map = null]) => (isObject(map) ? map : undefined),
  tonumber: ([value = null]) => (value === null || isKnown(value) ? (value === null ? null : numeric(value)) : value),
  tobool: ([value = null]) => (value === "true" ? true : value === "false" ? false : value),
  concat: (lists) => limited(everyList(lists)?.flat()),
  flatten: ofList((list) => limited(flattened(list))),
  distinct: ofList((list) => distinct(list)),
  compact: ofList((list) => list.filter((element) => element !== null && element !== "")),
  reverse: ofList((list) => [...list].reverse()),
  slice: ofList((list, [, from = 0, to = 0]) => (isKnown(from) && isKnown(to) ? list.slice(numeric(from), numeric(to)) : undefined)),
  one: ofList(only),
  length: ([value = null]) => lengthOf(value),
  contains: ofList((list, [, wanted = null]) => {
    if (list.some((element) => written(element) === written(wanted))) return true;
    return list.every(isKnown) && isKnown(wanted) ? false : undefined;
  }),
  coalesce: (values) => first(values, (value) => value !== null && value !== ""),
  coalescelist: (values) => first(values, (value) => isList(value) && value.length > 0),
  merge: (maps) => (maps.every((map) => isObject(map) || map === null) ? Object.fromEntries(maps.flatMap((map) => (isObject(map) ? Object.entries(map) : []))) : undefined),
  lookup: ([map = null, key = null, otherwise]) => (isObject(map) && isKnown(key) ? lookedUp(map, textOf(key), otherwise) : undefined),
  keys: ([map = null]) => (isObject(map) ? Object.keys(map).sort() : undefined),
  values: ([map = null]) => (isObject(map) ? Object.keys(map).sort().map((key) => map[key]!) : undefined),
  zipmap: ([keys = null, values = null]) => (isList(keys) && isList(values) && keys.every(isKnown) ? Object.fromEntries(keys.map((key, index) => [textOf(key), values[index] ?? null])) : undefined),
};

function ofList(run: (list: readonly Value[], values: readonly Value[]) => Value | undefined): Lenient {
  return (values) => {
    const [list = null] = values;
    if (list instanceof Deferred || list instanceof Referable) return undefined;
    if (isObject(list)) return run(Object.values(list), values);
    if (!isList(list)) throw new NoValue(`${written(list)} is no list`);
    return run(list, values);
  };
}

function elementAt(list: readonly Value[], index: number): Value {
  if (list.length === 0) throw new NoValue("an empty list has no element");
  return list[((Math.trunc(index) % list.length) + list.length) % list.length]!;
}

function sorted(list: readonly Value[]): Value | undefined {
  if (list.every(isKnown)) return list.map(textOf).sort();
  const numbers = list.map((element) => (element instanceof Deferred ? SORTED.exec(element.expression)?.[1] : undefined));
  return numbers.every((number, index) => number === String(index)) ? list : undefined;
}

function distinct(list: readonly Value[]): readonly Value[] {
  return [...new Map(list.map((element) => [written(element), element])).values()];
}

function everyList(values: readonly Value[]): readonly (readonly Value[])[] | undefined {
  return values.every(isList) ? values : undefined;
}

/** Lists that double with every local would fill the memory. */
function limited(list: readonly Value[] | undefined): readonly Value[] | undefined {
  if (list && list.length > MOST_ELEMENTS) throw new NoValue("the list is too long");
  return list;
}

const flattened = (list: readonly Value[]): readonly Value[] => list.flatMap((element) => (isList(element) ? flattened(element) : [element]));

function only(list: readonly Value[]): Value {
  if (list.length > 1) throw new NoValue("one() wants no more than one element");
  return list[0] ?? null;
}

function lengthOf(value: Value): Value | undefined {
  if (typeof value === "string") return isKnown(value) ? [...value].length : undefined;
  if (isList(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

function first(values: readonly Value[], good: (value: Value) => boolean): Value | undefined {
  for (const value of values) {
    if (value instanceof Deferred) return undefined;
    if (good(value)) return value;
  }
  throw new NoValue("none of the values is good");
}

function lookedUp(map: ValueObject, key: string, otherwise: Value | undefined): Value {
  if (Object.hasOwn(map, key)) return map[key]!;
  if (otherwise === undefined) throw new NoValue(`there is no ${key}`);
  return otherwise;
}
