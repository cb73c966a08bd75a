import { isList, NoValue, textOf, written, type Value } from "../value";
import { numeric } from "./operators";
import type { Strict } from "./functions";

/** Functions of texts and numbers, all of which must be known. */
export const TEXT_FUNCTIONS: Readonly<Record<string, Strict>> = {
  lower: (text = "") => textOf(text).toLowerCase(),
  upper: (text = "") => textOf(text).toUpperCase(),
  split: (separator = "", text = "") => textOf(text).split(textOf(separator)),
  replace: (text = "", what = "", by = "") => replaced(textOf(text), textOf(what), textOf(by)),
  substr: (text = "", from = 0, length = 0) => substring([...textOf(text)], numeric(from), numeric(length)),
  trim: (text = "", signs = "") => trimmed(textOf(text), textOf(signs)),
  trimprefix: (text = "", prefix = "") => (textOf(text).startsWith(textOf(prefix)) ? textOf(text).slice(textOf(prefix).length) : text),
  trimsuffix: (text = "", suffix = "") => (textOf(suffix) !== "" && textOf(text).endsWith(textOf(suffix)) ? textOf(text).slice(0, -textOf(suffix).length) : text),
  startswith: (text = "", prefix = "") => textOf(text).startsWith(textOf(prefix)),
  endswith: (text = "", suffix = "") => textOf(text).endsWith(textOf(suffix)),
  max: (...values) => Math.max(...values.map(numeric)),
  min: (...values) => Math.min(...values.map(numeric)),
  abs: (value = 0) => Math.abs(numeric(value)),
  ceil: (value = 0) => Math.ceil(numeric(value)),
  floor: (value = 0) => Math.floor(numeric(value)),
  range: (...values) => range(values.map(numeric)),
  alltrue: (list = null) => mustList(list).every(isTrue),
  anytrue: (list = null) => mustList(list).some(isTrue),
  sum: (list = null) => mustList(list).reduce((sum: number, value) => sum + numeric(value), 0),
};

const isTrue = (value: Value): boolean => value === true || value === "true";

function mustList(value: Value): readonly Value[] {
  if (!isList(value)) throw new NoValue(`${written(value)} is no list`);
  return value;
}

function replaced(text: string, what: string, by: string): string {
  // Between slashes: a regular expression of another dialect.
  if (what.length > 1 && what.startsWith("/") && what.endsWith("/")) throw new NoValue("regular expressions are not read");
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
  const [start, end, step] = limits.length === 1 ? [0, limits[0]!, 1] : [limits[0] ?? 0, limits[1] ?? 0, limits[2] ?? 1];
  const size = Math.ceil((end - start) / step);
  if (step === 0 || size > 1024) throw new NoValue("the range is too long");
  return Array.from({ length: Math.max(size, 0) }, (_, index) => start + index * step);
}
