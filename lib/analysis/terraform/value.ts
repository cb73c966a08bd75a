import { isOpen, isUnknown, symbol, symbolsIn, type Unknown } from "../unknown/value";

/** What an expression evaluates to. A text may hold symbols (unknown.ts). */
export type Value = null | boolean | number | string | readonly Value[] | ValueObject | UnknownValue | Referable;

/** An object or map. */
export interface ValueObject {
  readonly [key: string]: Value;
}

/** A value known only after apply; its expression has references in their full form. */
export interface UnknownValue extends Unknown<never> {
  /** For base64 of a text that is partly known: the text. */
  readonly decoded?: string;
}

/** Base64 of a text that is partly known. Its expression is as long as the text: it is written where somebody asks. */
export const unknownBase64 = (expression: () => string, decoded: string): UnknownValue => ({
  get unknown() {
    return shortened(expression());
  },
  until: "apply",
  decoded,
});

/** "c ? yes : no", of which only c is known after apply. */
export interface Conditional {
  readonly condition: string;
  readonly yes: Value;
  readonly no: Value;
}

const CONDITIONALS = new WeakMap<object, Conditional>();

/** Remembers what a value is one of. */
export function asConditional(value: Value, conditional: Conditional): Value {
  if (isUnknown(value)) CONDITIONALS.set(value, conditional);
  return value;
}

/** What a value is one of; undefined where it is no conditional expression. */
export const conditionalOf = (value: Value): Conditional | undefined =>
  isUnknown(value) ? CONDITIONALS.get(value) : undefined;

/** Something with named values that are evaluated when they are asked for. */
export abstract class Referable {
  /** How it is addressed. */
  public abstract readonly id: string;
  /** The value under a name. */
  public abstract attribute(name: string): Value;

  /** Values that a reference may mean where only the thing itself is told: a module's outputs. */
  public candidates(): readonly Value[] {
    return [];
  }
}

/**
 * An expression that has no value: an attribute or index that is not there, an operand of the wrong type. `try` falls
 * through it.
 */
export class NoValue extends Error {}

const SETS = new WeakSet();

/**
 * A list as a set: it has no indexes, and `for` gives its elements as keys. The elements are in Terraform's order, each
 * once.
 */
export function asSet(list: readonly Value[]): readonly Value[] {
  const set = [...list];
  SETS.add(set);
  return set;
}

const UNORDERED = new WeakSet();

/** Elements whose order only Terraform knows: those of a set of objects. No index leads to one of several. */
export function asUnordered(list: readonly Value[]): readonly Value[] {
  if (list.length < 2) return [...list];
  const set = asSet(list);
  UNORDERED.add(set);
  return set;
}

/** True where only Terraform knows the order of the elements. */
export const isUnordered = (value: Value): boolean =>
  typeof value === "object" && value !== null && UNORDERED.has(value);

/** True for a list that is a set. */
export const isSet = (value: Value): boolean => typeof value === "object" && value !== null && SETS.has(value);

/** True for a list, or a set. */
export const isList = (value: unknown): value is readonly Value[] => Array.isArray(value);

/** True for an object or map, neither a list, nor a resource, nor unknown. */
export const isObject = (value: Value | undefined): value is ValueObject =>
  typeof value === "object" &&
  value !== null &&
  !isList(value) &&
  !isUnknown(value) &&
  (Object.getPrototypeOf(value) === Object.prototype || Object.getPrototypeOf(value) === null);

/** True where no part of the value waits for the apply. */
export function isKnown(value: Value): boolean {
  if (typeof value === "string") return !isOpen(value);
  if (isList(value)) return value.every(isKnown);
  if (isObject(value)) return Object.values(value).every(isKnown);
  return value === null || typeof value !== "object";
}

/** The value as a part of a text. @throws NoValue where it has no text: a list, an object, null */
export function textOf(value: Value): string {
  if (isUnknown(value)) return symbol(value.unknown);
  if (value === null || typeof value === "object") throw new NoValue(`${written(value)} is no text`);
  return String(value);
}

/** The value as it would be written in an expression. */
export function written(value: Value): string {
  if (isUnknown(value)) return value.unknown;
  if (typeof value === "string") return writtenText(value);
  if (value === null || typeof value !== "object") return String(value);
  if (isList(value)) return `[${value.map(written).join(", ")}]`;
  if (isObject(value))
    return `{ ${Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, one]) => `${key} = ${written(one)}`)
      .join(", ")} }`;
  return value.id;
}

function writtenText(text: string): string {
  const symbols = symbolsIn(text);
  if (symbols.length === 1 && symbol(symbols[0]!) === text) return symbols[0]!;
  // Symbols by their own pattern: what is between them is quoted, they are not.
  const parts = symbols.reduce<readonly string[]>(
    (rest, expression) => {
      const last = rest.at(-1)!;
      const mark = symbol(expression);
      const at = last.indexOf(mark);
      return [...rest.slice(0, -1), last.slice(0, at), last.slice(at + mark.length)];
    },
    [text],
  );
  const quoted = parts.map((part) => JSON.stringify(part).slice(1, -1));
  return `"${quoted.map((part, index) => (index === 0 ? part : `\${${symbols[index - 1]}}${part}`)).join("")}"`;
}

const MAX_EXPRESSION_LENGTH = 1_000;

/** An expression of a length that people can read; what is cut is told apart by a hash. */
export const shortened = (expression: string): string =>
  expression.length <= MAX_EXPRESSION_LENGTH ? expression : `${expression.slice(0, 60)}… (${hashOf(expression)})`;

/** A hash of 64 bits (two of FNV-1a with different offsets): the page, which has no crypto module, reads this file too. */
function hashOf(text: string): string {
  let [a, b] = [0x811c9dc5, 0x01000193];
  for (let at = 0; at < text.length; at += 2) {
    const two = text.charCodeAt(at) | (text.charCodeAt(at + 1) << 16);
    a = Math.imul(a ^ two, 0x01000193);
    b = Math.imul(b ^ two ^ (a >>> 15), 0x85ebca6b);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
