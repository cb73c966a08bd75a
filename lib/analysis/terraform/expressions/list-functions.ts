import { isUnknown } from "../../unknown/value";
import {
  asSet,
  isKnown,
  isList,
  isObject,
  isSet,
  isUnordered,
  NoValue,
  Referable,
  textOf,
  written,
  type Value,
  type ValueObject,
} from "../value";
import type { LenientFunction } from "./function-types";
import { numeric, truth, wholeNumber } from "./operators";

const MAX_ELEMENTS = 100_000;
// A Route Server's two addresses: a set that the resource already gives in the order in which Terraform sorts it.
const SORTED = /\.virtual_router_ips\[([01])\]$/;

/** Functions of lists and maps: their elements may wait for the apply, the lists themselves may not. */
export const LIST_FUNCTIONS: Readonly<Record<string, LenientFunction>> = {
  element: ofList((list, index) =>
    isKnown(index) ? elementAt(list, wholeNumber(index)) : list.length === 1 ? list[0] : undefined,
  ),
  sort: ofList(sorted),
  tolist: orNull(ofList((list) => (isUnordered(list) ? list : [...unified(list)]))),
  toset: orNull(ofList(setOf)),
  tomap: orNull((map) => (isObject(map) ? unifiedMap(map) : undefined)),
  tonumber: orNull((value) => (isKnown(value) ? numeric(value) : value)),
  tobool: orNull((value) => (isKnown(value) ? flag(value) : value)),
  concat: (...lists) => limited(everyList(lists)?.flat()),
  flatten: ofList((list) => limited(flattened(list))),
  distinct: ofList((list) => distinct(unified(list))),
  compact: ofList((list) =>
    list
      .filter((element) => element !== null && element !== "")
      .map((element) => (isKnown(element) ? textOf(element) : element)),
  ),
  reverse: ofList((list) => [...list].reverse()),
  slice: ofList((list, from, to) =>
    isKnown(from) && isKnown(to) ? slice(list, wholeNumber(from), wholeNumber(to)) : undefined,
  ),
  one: ofList(only),
  length: lengthOf,
  contains: ofList((list, wanted) => {
    if (list.some((element) => written(element) === written(wanted))) return true;
    return list.every(isKnown) && isKnown(wanted) ? false : undefined;
  }),
  coalesce: (...values) => first(values, (value) => value !== null && value !== ""),
  coalescelist: (...values) => first(values, (value) => mustList(value).length > 0),
  merge: (...maps) =>
    maps.every((map) => isObject(map) || map === null)
      ? Object.fromEntries(maps.flatMap((map) => (isObject(map) ? Object.entries(map) : [])))
      : undefined,
  lookup: (map, key, otherwise?: Value) =>
    isObject(map) && isKnown(key) ? lookedUp(map, textOf(key), otherwise) : undefined,
  keys: (map) => (isObject(map) ? inOrder(Object.keys(map)) : undefined),
  values: (map) => (isObject(map) ? inOrder(Object.keys(map)).map((key) => map[key]!) : undefined),
  zipmap: (keys, values) => (isList(keys) && isList(values) && keys.every(isKnown) ? zipped(keys, values) : undefined),
};

function ofList(run: (list: readonly Value[], ...more: readonly Value[]) => Value | undefined): LenientFunction {
  return (list, ...more) => (isUnknown(list) || list instanceof Referable ? undefined : run(mustList(list), ...more));
}

function orNull(run: LenientFunction): LenientFunction {
  return (value) => (value === null ? null : run(value));
}

function mustList(value: Value): readonly Value[] {
  if (!isList(value)) throw new NoValue(`${written(value)} is no list`);
  return value;
}

function mustIndexed(list: readonly Value[]): void {
  if (isSet(list)) throw new NoValue("a set has no indexes");
}

function elementAt(list: readonly Value[], index: number): Value {
  mustIndexed(list);
  // Before version 1.12 none is counted from the end.
  if (list.length === 0 || index < 0) throw new NoValue("there is no such element");
  return list[index % list.length]!;
}

function slice(list: readonly Value[], from: number, to: number): Value {
  mustIndexed(list);
  if (from < 0 || to < from || to > list.length) throw new NoValue("there is no such slice");
  return list.slice(from, to);
}

/** Texts in the order of their bytes, which Terraform compares. */
const inOrder = (texts: readonly string[]): readonly string[] =>
  [...texts].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));

function sorted(list: readonly Value[]): readonly Value[] | undefined {
  if (list.every(isKnown)) return inOrder(list.map(textOf));
  const numbers = list.map((element) => (isUnknown(element) ? SORTED.exec(element.unknown)?.[1] : undefined));
  return numbers.every((number, index) => number === String(index)) ? [...list] : undefined;
}

/** A set; which elements are the same, and their order, only known ones tell. */
function setOf(list: readonly Value[]): Value | undefined {
  const elements = distinct(unified(list));
  if (elements.length < 2) return asSet(elements);
  if (elements.every((element) => typeof element === "number")) return asSet([...elements].sort((a, b) => a - b));
  if (elements.every((element) => typeof element === "boolean")) return asSet([false, true]);
  const order = elements.every(isPlain) ? sorted(elements) : undefined;
  return order && asSet(order);
}

const isPlain = (value: Value): boolean => isUnknown(value) || (value !== null && typeof value !== "object");

/** Elements of one type: numbers and flags beside texts are texts. */
function unified(list: readonly Value[]): readonly Value[] {
  const plain = list.filter((value) => value !== null);
  const types = new Set(plain.map((value) => typeof value));
  if (types.size < 2 || types.has("object")) return list;
  if (!types.has("string")) throw new NoValue("numbers and flags have no type in common");
  return list.map((value) => (value === null ? null : textOf(value)));
}

function unifiedMap(map: ValueObject): Value {
  const values = unified(Object.values(map));
  return Object.fromEntries(Object.keys(map).map((key, index) => [key, values[index]!]));
}

function flag(value: Value): boolean {
  return value === "1" ? true : value === "0" ? false : truth(value);
}

function distinct(list: readonly Value[]): readonly Value[] {
  return [...new Map(list.map((element) => [written(element), element])).values()];
}

function everyList(values: readonly Value[]): readonly (readonly Value[])[] | undefined {
  if (values.some((value) => value === null || isSet(value) || typeof value !== "object"))
    throw new NoValue("concat wants lists");
  return values.every(isList) ? values : undefined;
}

/** Lists that double with every local would fill the memory. */
function limited(list: readonly Value[] | undefined): readonly Value[] | undefined {
  if (list && list.length > MAX_ELEMENTS) throw new NoValue("the list is too long");
  return list;
}

const flattened = (list: readonly Value[]): readonly Value[] =>
  list.flatMap((element) => (isList(element) ? flattened(element) : [element]));

function only(list: readonly Value[]): Value {
  if (list.length > 1) throw new NoValue("one() wants no more than one element");
  return list[0] ?? null;
}

function lengthOf(value: Value): Value | undefined {
  if (typeof value === "string") return isKnown(value) ? [...value].length : undefined;
  if (isList(value)) return value.length;
  return isObject(value) ? Object.keys(value).length : undefined;
}

/** The first that is good, of the type that all of them have. */
function first(values: readonly Value[], good: (value: Value) => boolean): Value | undefined {
  const same = unified(values);
  for (const value of same) {
    if (isUnknown(value)) return undefined;
    if (good(value)) return value;
  }
  throw new NoValue("none of the values is good");
}

function lookedUp(map: ValueObject, key: string, otherwise: Value | undefined): Value {
  if (Object.hasOwn(map, key)) return map[key]!;
  if (otherwise === undefined) throw new NoValue(`there is no ${key}`);
  return otherwise;
}

function zipped(keys: readonly Value[], values: readonly Value[]): Value {
  if (keys.length !== values.length) throw new NoValue("zipmap wants as many values as keys");
  return Object.fromEntries(keys.map((key, index) => [textOf(key), values[index]!]));
}
