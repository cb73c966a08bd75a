import { isUnknown } from "../../unknown/value";
import { evaluateReference } from "../expressions/read-expression";
import { isKnown, isList, isObject, Referable, type Value } from "../value";
import type { PlanReader } from "./plan-reader";

/** What a value is for, as far as its name tells. */
interface Wanted {
  /** The attribute that is looked for in a resource of which nothing more is told; undefined: the resource itself. */
  readonly attribute?: string;
  /** The type of resource whose id it is: "azurerm_subnet" for subnet_id. */
  readonly type?: string;
  readonly several: boolean;
}

/**
 * The value of an expression of which only the references are known (plans of HCL). A reference that stands alone is
 * taken to be the expression itself; of several, all of them for a list of ids, and for an id the one of the right
 * type.
 * @param name of the attribute, "ip_configuration[0].subnet_id", or of an output or variable
 */
export function fromReferences(references: readonly string[], reader: PlanReader, name: string): Value {
  const wanted = wantedBy(name.slice(name.lastIndexOf(".") + 1), reader.passedOn ?? false);
  const key = references.some((one) => /^(each|count)\./.test(one)) ? reader.key : undefined;
  const values = longest(references).map((one) => reduced(evaluateReference(one, reader.scope), wanted, key));
  const own = reader.scope.context.defer(`${reader.id}.${name}`);
  const [only] = values;
  // An object that is handed on, a map of ids.
  if (values.length === 1 && (only instanceof Referable || isObject(only))) return only;
  const waiting = values.flat().filter((value) => !isKnown(value));
  if (wanted.several)
    return waiting.length > 0 && values.every((value) => isList(value) || wanted.attribute === "id") ? waiting : own;
  // What is known cannot be the whole of what is not.
  return (waiting.length === 1 && values.length === 1 ? waiting[0] : ofType(waiting, wanted.type)) ?? own;
}

function wantedBy(name: string, passedOn: boolean): Wanted {
  const [, what, plural] = /(?:^|_)(id|name|ip|address)(e?s)?$/.exec(name) ?? [];
  const type =
    /^(?:.*_)?(subnet|public_ip|network_interface|virtual_network|route_table|network_security_group|route_server|virtual_network_gateway)(?:_address)?_ids?$/.exec(
      name,
    )?.[1];
  const attribute =
    what === "ip" || what === "address" ? "private_ip_address" : (what ?? (passedOn ? undefined : "id"));
  return {
    several: plural !== undefined || (!passedOn && what === undefined),
    ...(attribute !== undefined && { attribute }),
    ...(type !== undefined && { type: `azurerm_${type}` }),
  };
}

/** References without those that are a part of another: Terraform lists "a.b.id" and "a.b" for one expression. */
function longest(references: readonly string[]): readonly string[] {
  const all = [...new Set(references)]
    .filter((one) => !/^(each|count|path|terraform|self)\./.test(one))
    .sort((a, b) => b.length - a.length);
  const parts = new Set(all.flatMap((one) => [...one.matchAll(/[.[]/g)].map(({ index }) => one.slice(0, index))));
  const kept = new Set(all.filter((one) => !parts.has(one)));
  return references.filter((one) => kept.delete(one));
}

/** What is looked for in what a reference leads to; of many instances in the one with the same key, or in each. */
function reduced(value: Value, wanted: Wanted, key: string | number | undefined): Value {
  if (wanted.attribute === undefined) return value;
  if (value instanceof Referable) return found(value, wanted);
  const same =
    key === undefined
      ? undefined
      : isList(value)
        ? value[Number(key)]
        : isObject(value) && Object.hasOwn(value, key)
          ? value[key]
          : undefined;
  if (same instanceof Referable) return found(same, wanted);
  if (isList(value)) return value.map((one) => (one instanceof Referable ? found(one, wanted) : one));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, one instanceof Referable ? found(one, wanted) : one]),
  );
}

function found(value: Referable, wanted: Wanted): Value {
  const plain = value.attribute(wanted.attribute ?? "id");
  const fitting = value.candidates().filter((one) => isUnknown(one) && one.unknown.endsWith(`.${wanted.attribute}`));
  const outputs = value.candidates();
  // A module's own output of that name, else the only one that can be meant.
  if (outputs.length === 0 || !isUnknown(plain) || plain.unknown !== `${value.id}.${wanted.attribute}`) return plain;
  return ofType(fitting, wanted.type) ?? (fitting.length === 1 ? fitting[0]! : plain);
}

/** The one id of the type that the name tells. */
function ofType(values: readonly Value[], type: string | undefined): Value | undefined {
  const fitting = values.filter(
    (value) =>
      isUnknown(value) && type !== undefined && value.unknown.includes(`${type}.`) && value.unknown.endsWith(".id"),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}
