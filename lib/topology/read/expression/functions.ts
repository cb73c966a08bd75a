import { Deferred, isKnown, isList, isObject, NoValue, shortened, textOf, written, type Value } from "../value";
import type { World } from "../world";
import { LIST_FUNCTIONS } from "./list-functions";
import { NETWORK_FUNCTIONS } from "./network-functions";
import { TEXT_FUNCTIONS } from "./text-functions";
import { decodeJson, encodeBase64, encodeJson, encodeYaml } from "./encodings";

/** A function of values that are all known. */
export type Strict = (...values: readonly Value[]) => Value;

/** Does its part where texts and elements may wait for the apply; undefined where it cannot. */
type Lenient = (values: readonly Value[], world: World) => Value | undefined;

const STRICT: Readonly<Record<string, Strict>> = { ...TEXT_FUNCTIONS, ...NETWORK_FUNCTIONS, jsondecode: decodeJson };

const LENIENT: Readonly<Record<string, Lenient>> = {
  ...LIST_FUNCTIONS,
  sensitive: ([value]) => value,
  nonsensitive: ([value]) => value,
  tostring: ([value = null]) => (value === null || value instanceof Deferred ? value : textOf(value)),
  join: ([separator = "", ...lists]) => lists.flatMap(mustList).map(textOf).join(textOf(separator)),
  format: ([format = "", ...values]) => formatted(textOf(format), values),
  chomp: ([text = ""]) => textOf(text).replace(/[\r\n]+$/, ""),
  trimspace: ([text = ""]) => textOf(text).trim(),
  indent: ([spaces = 0, text = ""]) => (spaces instanceof Deferred ? undefined : textOf(text).replaceAll("\n", `\n${" ".repeat(Math.min(Math.max(Number(spaces) || 0, 0), 100))}`)),
  base64encode: ([text = ""], world) => encodeBase64(textOf(text), world),
  base64decode: ([text = ""]) => (text instanceof Deferred ? text.decoded : isKnown(text) ? Buffer.from(textOf(text), "base64").toString("utf8") : undefined),
  base64gzip: ([text = ""]) => new Deferred(shortened(`base64gzip(${written(text)})`), textOf(text)),
  jsonencode: ([value = null]) => (value instanceof Deferred ? undefined : encodeJson(value)),
  yamlencode: ([value = null]) => (value instanceof Deferred ? undefined : encodeYaml(value)),
};

/** Calls a function of Terraform's; one that is not known here waits for the apply. @throws NoValue where the arguments have none */
export function call(name: string, attempts: readonly (() => Value)[], world: World): Value {
  if (name === "try" || name === "can") return tried(name, attempts, world);
  const values = attempts.map((attempt) => attempt());
  const waiting = (): Value => world.defer(`${name}(${values.map(written).join(", ")})`);
  if (Object.hasOwn(LENIENT, name)) return LENIENT[name]!(values, world) ?? waiting();
  if (!Object.hasOwn(STRICT, name) || !values.every(isKnown)) return waiting();
  return STRICT[name]!(...values);
}

function tried(name: "try" | "can", attempts: readonly (() => Value)[], world: World): Value {
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

const FORM = /%(%|s|d|q|v|0?\d*d)/g;

function formatted(format: string, values: readonly Value[]): Value | undefined {
  // Widths and fractions are not read.
  if (format.replaceAll(FORM, "").includes("%")) return undefined;
  const rest = [...values];
  return format.replaceAll(FORM, (form, kind: string) => {
    if (kind === "%") return "%";
    const value = rest.shift();
    if (value === undefined) throw new NoValue(`${form} has no value`);
    const text = isList(value) || isObject(value) ? encodeJson(value) : textOf(value);
    if (kind === "q") return JSON.stringify(text);
    return kind.endsWith("d") && kind !== "d" ? text.padStart(Math.min(Number.parseInt(kind, 10) || 0, 100), kind.startsWith("0") ? "0" : " ") : text;
  });
}
