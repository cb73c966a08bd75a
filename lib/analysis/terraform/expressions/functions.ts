import { isUnknown } from "../../unknown/value";
import { isKnown, isList, NoValue, textOf, unknownBase64, written, type Value } from "../value";
import type { ReadContext } from "../read-context";
import { checkArgumentCount } from "./argument-count";
import { decodeBase64, decodeJson, encodeBase64, encodeJson, encodeYaml } from "./encodings";
import type { LenientFunction, StrictFunction } from "./function-types";
import { formatted } from "./format";
import { LIST_FUNCTIONS } from "./list-functions";
import { NETWORK_FUNCTIONS } from "./network-functions";
import { wholeNumber } from "./operators";
import { TEXT_FUNCTIONS } from "./text-functions";

const STRICT: Readonly<Record<string, StrictFunction>> = {
  ...TEXT_FUNCTIONS,
  ...NETWORK_FUNCTIONS,
  jsondecode: decodeJson,
};

// Of what Terraform takes for blank, a byte order mark is none and a next line is one.
const BLANKS = /^(?:(?!\uFEFF)[\s\u0085])+|(?:(?!\uFEFF)[\s\u0085])+$/g;

const LENIENT: Readonly<Record<string, LenientFunction>> = {
  ...LIST_FUNCTIONS,
  sensitive: (value) => value,
  nonsensitive: (value) => value,
  tostring: (value) => (value === null || isUnknown(value) ? value : textOf(value)),
  join: (separator, ...lists) => lists.flatMap(mustList).map(textOf).join(textOf(separator)),
  format: (format, ...values) => formatted(textOf(format), values),
  chomp: (text) => textOf(text).replace(/[\r\n]+$/, ""),
  trimspace: (text) => textOf(text).replaceAll(BLANKS, ""),
  indent: (spaces, text) => (isKnown(spaces) ? indented(wholeNumber(spaces), textOf(text)) : undefined),
  base64decode: (text) => (isUnknown(text) ? text.decoded : isKnown(text) ? decodeBase64(textOf(text)) : undefined),
  base64gzip: (text) => unknownBase64(() => `base64gzip(${written(text)})`, textOf(text)),
  jsonencode: (value) => (isUnknown(value) ? undefined : encodeJson(value)),
  yamlencode: (value) => (isUnknown(value) ? undefined : encodeYaml(value)),
};

/**
 * Calls a function of Terraform's; one that is not known here waits for the apply. @throws NoValue where the arguments
 * have none
 */
export function call(name: string, attempts: readonly (() => Value)[], context: ReadContext): Value {
  if (name === "try" || name === "can") return tried(name, attempts, context);
  const values = attempts.map((attempt) => attempt());
  const [lenient, strict] = [own(LENIENT, name), own(STRICT, name)];
  if (lenient || strict || name === "base64encode") checkArgumentCount(name, values.length);
  if (name === "base64encode") return encodeBase64(textOf(values[0]!), context);
  const value = lenient ? lenient(...values) : strict && values.every(isKnown) ? strict(...values) : undefined;
  return value === undefined ? context.defer(`${name}(${values.map(written).join(", ")})`) : value;
}

const own = <T>(functions: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(functions, name) ? functions[name] : undefined;

function tried(name: "try" | "can", attempts: readonly (() => Value)[], context: ReadContext): Value {
  if (name === "can") checkArgumentCount(name, attempts.length);
  for (const attempt of attempts) {
    const value = attempted(attempt);
    if (value === undefined) continue;
    return name === "try" ? value : isUnknown(value) ? context.defer(`can(${value.unknown})`) : true;
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
  if (isUnknown(value)) return [value];
  throw new NoValue(`${written(value)} is no list`);
}

const MAX_INDENT = 100;

function indented(spaces: number, text: string): string {
  if (spaces < 0 || spaces > MAX_INDENT) throw new NoValue("the text cannot be indented so");
  return text.replaceAll("\n", `\n${" ".repeat(spaces)}`);
}
