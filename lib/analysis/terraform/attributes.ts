import { isUnknown, type Unknown, unknown } from "../unknown/value";
import type { Attributes } from "./resource";
import { isList, isObject, textOf, type Value, type ValueObject } from "./value";

/** A text; undefined where there is none, or an empty one: states write nothing as "". */
export function text(attributes: Attributes, attribute: string): string | undefined {
  return asText(attributes.configured(attribute));
}

/** The value as a text; undefined where it is none. */
export function asText(value: Value): string | undefined {
  if (value === null || value === "" || (typeof value === "object" && !isUnknown(value))) return undefined;
  return textOf(value);
}

/** Texts of a list; a list that is not known as a whole is one symbol. */
export function texts(attributes: Attributes, ...names: readonly string[]): readonly string[] {
  return names.flatMap((name) => {
    const value = attributes.configured(name);
    return (isList(value) ? value : [value]).map(asText).filter((one) => one !== undefined);
  });
}

/** A flag, or what decides it. */
export function flag(attributes: Attributes, attribute: string, otherwise: boolean): boolean | Unknown<boolean> {
  const value = attributes.configured(attribute);
  if (value === true || value === "true") return true;
  if (value === false || value === "false") return false;
  return isUnknown(value) ? value : otherwise;
}

/** A flag under the newer of its names that is given. */
export function eitherFlag(
  attributes: Attributes,
  names: readonly string[],
  otherwise: boolean,
): boolean | Unknown<boolean> {
  const given = names.find((name) => attributes.configured(name) !== null);
  return given === undefined ? otherwise : flag(attributes, given, otherwise);
}

/** The opposite. */
export const not = (value: boolean | Unknown<boolean>): boolean | Unknown<boolean> =>
  typeof value === "boolean" ? !value : unknown(`!${value.unknown}`);

/** A number, or what decides it. */
export function number<T>(attributes: Attributes, attribute: string, otherwise: T): number | Unknown<number> | T {
  const value = attributes.configured(attribute);
  if (isUnknown(value)) return value;
  const parsed = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof parsed === "number" && Number.isFinite(parsed) ? parsed : otherwise;
}

/** One of a few words, as the provider writes it; what only the apply knows; the first where it is none of them. */
export function word<T extends string>(
  attributes: Attributes,
  attribute: string,
  words: readonly [T, ...T[]],
): T | Unknown<T> {
  const value = attributes.configured(attribute);
  if (isUnknown(value)) return value;
  const given = typeof value === "string" ? value.toLowerCase() : "";
  return words.find((one) => one.toLowerCase() === given) ?? words[0];
}

/** The blocks of a kind. `missed` is told what could not be known as a whole. */
export function blocks(
  attributes: Attributes,
  attribute: string,
  missed: (expression: string) => void = () => undefined,
): readonly Block[] {
  const value = attributes.configured(attribute);
  const list = isList(value) ? value : [value];
  for (const one of list) if (isUnknown(one)) missed(one.unknown);
  return list.filter(isObject).map((one) => new Block(one));
}

/** A block in a resource. */
export class Block implements Attributes {
  public constructor(private readonly values: ValueObject) {}

  public configured(attribute: string): Value {
    return Object.hasOwn(this.values, attribute) ? this.values[attribute]! : null;
  }
}

/** The elements of a list; none where the value is not a list that is known. */
export const members = (value: Value): readonly Value[] => (isList(value) ? value : []);
