import { evaluateReference } from "../expression/read-expression";
import { Deferred, isKnown, isList, isObject, Referable, type Value } from "../value";
import type { Reading } from "./said";

/**
 * The value of an expression of which only the references are known (plans of HCL). A reference that stands alone is taken to be
 * the expression itself; of several, all of them for a list and none for a text.
 * @param name of the attribute, "ip_configuration[0].subnet_id": ids are looked for in what has them
 */
export function fromReferences(references: readonly string[], reading: Reading, name: string): Value {
  const attribute = name.slice(name.lastIndexOf(".") + 1);
  const own = reading.scope.world.defer(`${reading.id}.${name}`);
  const byKey = references.some((one) => /^(each|count)\./.test(one));
  const values = longest(references).map((one) => reduced(evaluateReference(one, reading.scope), attribute, byKey ? reading.key : undefined));
  const waiting = values.flat().filter((value) => value instanceof Deferred || typeof value === "string");
  const several = /(ids|addresses|prefixes)$/.test(attribute) || !/_(id|ip|address|prefix)$/.test(attribute);
  if (several && waiting.length > 0 && values.every((value) => isList(value) || /ids$/.test(attribute))) return waiting;
  const [only, ...more] = waiting;
  // What is known cannot be the whole of what is not.
  if (only === undefined || more.length > 0 || isKnown(only)) return ofType(waiting, attribute) ?? own;
  return only;
}

/** References without those that are a part of another: Terraform lists "a.b.id" and "a.b" for one expression. */
function longest(references: readonly string[]): readonly string[] {
  const all = [...new Set(references)].filter((one) => !/^(each|count|path|terraform|self)\./.test(one));
  return all.filter((one) => !all.some((other) => other !== one && (other.startsWith(`${one}.`) || other.startsWith(`${one}[`))));
}

/** What an id is looked for in: a resource has one, of a resource with many instances the one of the same key. */
function reduced(value: Value, attribute: string, key: string | number | undefined): Value {
  const wanted = /_ids?$/.test(attribute) ? "id" : /(ip|address)$/.test(attribute) ? "private_ip_address" : "id";
  if (value instanceof Referable) return value.attribute(wanted);
  const members = isList(value) ? value : isObject(value) ? Object.values(value) : [];
  if (members.length === 0 || !members.every((one) => one instanceof Referable)) return value;
  const same = key === undefined ? undefined : isList(value) ? value[Number(key)] : isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
  if (same instanceof Referable) return same.attribute(wanted);
  return members.map((one) => (one instanceof Referable ? one.attribute(wanted) : one));
}

/** Of several ids the one whose type the attribute's name tells: subnet_id is a subnet's. */
function ofType(values: readonly Value[], attribute: string): Value | undefined {
  const type = /^(.*)_id$/.exec(attribute)?.[1];
  const fitting = values.filter((value) => value instanceof Deferred && type !== undefined && value.expression.includes(`azurerm_${type}.`));
  return fitting.length === 1 ? fitting[0] : undefined;
}
