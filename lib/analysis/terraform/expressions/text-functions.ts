import { isList, NoValue, textOf, written, type Value } from "../value";
import { numeric, truth, wholeNumber } from "./operators";
import type { StrictFunction } from "./function-types";

/** Functions of texts and numbers, all of which must be known. */
export const TEXT_FUNCTIONS: Readonly<Record<string, StrictFunction>> = {
  lower: (text) => textOf(text).toLowerCase(),
  upper: (text) => upper(textOf(text)),
  split: (separator, text) => split(textOf(text), textOf(separator)),
  replace: (text, what, by) => replaced(textOf(text), textOf(what), textOf(by)),
  substr: (text, from, length) => substring([...textOf(text)], wholeNumber(from), wholeNumber(length)),
  trim: (text, signs) => trimmed(textOf(text), textOf(signs)),
  trimprefix: (text, prefix) =>
    textOf(text).startsWith(textOf(prefix)) ? textOf(text).slice(textOf(prefix).length) : textOf(text),
  trimsuffix: (text, suffix) =>
    textOf(text).endsWith(textOf(suffix))
      ? textOf(text).slice(0, textOf(text).length - textOf(suffix).length)
      : textOf(text),
  startswith: (text, prefix) => textOf(text).startsWith(textOf(prefix)),
  endswith: (text, suffix) => textOf(text).endsWith(textOf(suffix)),
  max: (...values) => Math.max(...values.map(numeric)),
  min: (...values) => Math.min(...values.map(numeric)),
  abs: (value) => Math.abs(numeric(value)),
  ceil: (value) => Math.ceil(numeric(value)),
  floor: (value) => Math.floor(numeric(value)),
  range: (...values) => range(values.map(numeric)),
  alltrue: (list) => mustList(list).map(isTrue).every(Boolean),
  anytrue: (list) => mustList(list).map(isTrue).some(Boolean),
  sum: (list) => sum(mustList(list).map(numeric)),
};

const isTrue = (value: Value): boolean => value !== null && truth(value);

function mustList(value: Value): readonly Value[] {
  if (!isList(value)) throw new NoValue(`${written(value)} is no list`);
  return value;
}

function sum(numbers: readonly number[]): number {
  if (numbers.length === 0) throw new NoValue("there is nothing to add");
  return numbers.reduce((all, number) => all + number);
}

/** Sign by sign, and none becomes two: "ß" stays. */
const upper = (text: string): string =>
  [...text].map((sign) => ([...sign.toUpperCase()].length === 1 ? sign.toUpperCase() : sign)).join("");

const split = (text: string, separator: string): readonly string[] =>
  separator === "" ? [...text] : text.split(separator);

function replaced(text: string, what: string, by: string): string {
  // Between slashes: a regular expression of another dialect.
  if (what.length > 1 && what.startsWith("/") && what.endsWith("/"))
    throw new NoValue("regular expressions are not read");
  return text.replaceAll(what, () => by);
}

function substring(text: readonly string[], from: number, length: number): string {
  const start = from < 0 ? Math.max(text.length + from, 0) : from;
  return text.slice(start, length < 0 ? undefined : start + length).join("");
}

function trimmed(text: string, signs: string): string {
  const all = [...text];
  const kept = all.map((sign) => !signs.includes(sign));
  return kept.includes(true) ? all.slice(kept.indexOf(true), kept.lastIndexOf(true) + 1).join("") : "";
}

function range(limits: readonly number[]): Value {
  const [start, end] = limits.length === 1 ? [0, limits[0]!] : [limits[0]!, limits[1]!];
  const step = limits[2] ?? (end < start ? -1 : 1);
  const size = Math.ceil((end - start) / step);
  if (step === 0 || size < 0 || size > 1024) throw new NoValue("there is no such range");
  return Array.from({ length: size }, (_, index) => start + index * step);
}
