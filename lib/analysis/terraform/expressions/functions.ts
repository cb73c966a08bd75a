import { Deferred, isKnown, isList, NoValue, shortened, textOf, written, type Value } from "../value";
import type { ReadContext } from "../read-context";
import { mustTake } from "./arguments";
import { decodeBase64, decodeJson, encodeBase64, encodeJson, encodeYaml } from "./encodings";
import { formatted } from "./format";
import { LIST_FUNCTIONS } from "./list-functions";
import { NETWORK_FUNCTIONS } from "./network-functions";
import { wholeNumber } from "./operators";
import { TEXT_FUNCTIONS } from "./text-functions";

/** A function of values that are all known. */
export type Strict = (...values: readonly Value[]) => Value;

/** Does its part where texts and elements may wait for the apply; undefined where it cannot. */
export type Lenient = (...values: readonly Value[]) => Value | undefined;

const STRICT: Readonly<Record<string, Strict>> = { ...TEXT_FUNCTIONS, ...NETWORK_FUNCTIONS, jsondecode: decodeJson };

// Of what Terraform takes for blank, a byte order mark is none and a next line is one.
const BLANKS = /^(?:(?!\uFEFF)[\s\u0085])+|(?:(?!\uFEFF)[\s\u0085])+$/g;

const LENIENT: Readonly<Record<string, Lenient>> = {
  ...LIST_FUNCTIONS,
  sensitive: (value) => value,
  nonsensitive: (value) => value,
  tostring: (value) => (value === null || value instanceof Deferred ? value : textOf(value)),
  join: (separator, ...lists) => lists.flatMap(mustList).map(textOf).join(textOf(separator)),
  format: (format, ...values) => formatted(textOf(format), values),
  chomp: (text) => textOf(text).replace(/[\r\n]+$/, ""),
  trimspace: (text) => textOf(text).replaceAll(BLANKS, ""),
  indent: (spaces, text) => (isKnown(spaces) ? indented(wholeNumber(spaces), textOf(text)) : undefined),
  base64decode: (text) =>
    text instanceof Deferred ? text.decoded : isKnown(text) ? decodeBase64(textOf(text)) : undefined,
  base64gzip: (text) => new Deferred(shortened(`base64gzip(${written(text)})`), textOf(text)),
  jsonencode: (value) => (value instanceof Deferred ? undefined : encodeJson(value)),
  yamlencode: (value) => (value instanceof Deferred ? undefined : encodeYaml(value)),
};

/**
 * Calls a function of Terraform's; one that is not known here waits for the apply. @throws NoValue where the arguments
 * have none
 */
export function call(name: string, attempts: readonly (() => Value)[], world: ReadContext): Value {
  if (name === "try" || name === "can") return tried(name, attempts, world);
  const values = attempts.map((attempt) => attempt());
  const [lenient, strict] = [own(LENIENT, name), own(STRICT, name)];
  if (lenient || strict || name === "base64encode") mustTake(name, values.length);
  if (name === "base64encode") return encodeBase64(textOf(values[0]!), world);
  const value = lenient ? lenient(...values) : strict && values.every(isKnown) ? strict(...values) : undefined;
  return value === undefined ? world.defer(`${name}(${values.map(written).join(", ")})`) : value;
}

const own = <T>(functions: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(functions, name) ? functions[name] : undefined;

function tried(name: "try" | "can", attempts: readonly (() => Value)[], world: ReadContext): Value {
  if (name === "can") mustTake(name, attempts.length);
  for (const attempt of attempts) {
    const value = attempted(attempt);
    if (value === undefined) continue;
    return name === "try" ? value : value instanceof Deferred ? world.defer(`can(${value.expression})`) : true;
  }
  if (name === "can") return false;
  throw new NoValue("nothing that was tried has a value");
}

function attempted(attempt: () => Value): Value | undefined {
  try {
    return attempt();
  } catch (error) {
    if (error instanceof NoValue) return undefined;
    throw error;
  }
}

function mustList(value: Value): readonly Value[] {
  if (isList(value)) return value;
  if (value instanceof Deferred) return [value];
  throw new NoValue(`${written(value)} is no list`);
}

const WIDEST = 100;

function indented(spaces: number, text: string): string {
  if (spaces < 0 || spaces > WIDEST) throw new NoValue("the text cannot be indented so");
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}
