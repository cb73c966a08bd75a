import { isUnknown, unknown } from "../../unknown/value";
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
  const passedOn = reader.passedOn ?? false;
  const wanted = wantedBy(name.slice(name.lastIndexOf(".") + 1).replace(/_wo$/, ""), passedOn);
  const keys = keysOf(references, reader);
  const values = followed(references, reader).map((one) => reduced(evaluateReference(one, reader.scope), wanted, keys));
  const own = reader.scope.context.defer(`${reader.id}.${name}`);
  const [only] = values;
  const isWhole = values.length === 1 && (only instanceof Referable || isObject(only));
  // An object that is handed on, a map of ids.
  if (isWhole && (passedOn || wanted.type === undefined)) return only;
  const waiting = values.flatMap(parts).filter((value) => !isKnown(value) && fits(value, wanted));
  if (wanted.several) {
    // The first NIC is the primary one.
    if (waiting.length > 1 && wanted.type === NIC && values.some(isObject))
      reader.scope.context.note(
        "assumed",
        reader.id,
        `the plan does not tell the order of ${name}: that of their keys is taken`,
      );
    return severalOf(waiting, values, wanted) ?? own;
  }
  // What is known cannot be the whole of what is not.
  const found = waiting.length === 1 && values.length === 1 ? waiting[0] : ofType(waiting, wanted.type);
  return found ?? (passedOn && waiting.length > 1 ? new Ingredients(`${reader.id}.${name}`, own, waiting) : own);
}

function severalOf(waiting: readonly Value[], values: readonly Value[], wanted: Wanted): readonly Value[] | undefined {
  const areLists = values.every((value) => isList(value) || isObject(value)) || wanted.attribute === "id";
  return waiting.length > 0 && areLists ? waiting : undefined;
}

/** A variable or output of which only the values are told that it is made of: a list of objects with ids in them. */
class Ingredients extends Referable {
  public constructor(
    public readonly id: string,
    private readonly own: Value,
    private readonly values: readonly Value[],
  ) {
    super();
  }

  public attribute(name: string): Value {
    return isUnknown(this.own) ? unknown(`${this.own.unknown}.${name}`) : this.own;
  }

  public override candidates(): readonly Value[] {
    return this.values;
  }
}

const NIC = "azurerm_network_interface";

const EACH_VALUE = /^each\.value\b/;

/** What an expression refers to: `each.value` to what its block is repeated for. */
function followed(references: readonly string[], { repeatedFor = [] }: PlanReader): readonly string[] {
  const own = longest(references);
  return own.length === 0 && references.some((one) => EACH_VALUE.test(one)) ? longest(repeatedFor) : own;
}

/** Keys of the instance that is meant where there are several: the own one, and what `each.value` is known to hold. */
function keysOf(references: readonly string[], { key, scope }: PlanReader): readonly (string | number)[] {
  if (key === undefined || !references.some((one) => /^(each|count)\./.test(one))) return [];
  const held = references
    .filter((one) => EACH_VALUE.test(one))
    .map((one) => evaluateReference(one, scope))
    .filter((value) => typeof value === "string" && isKnown(value));
  return [...(held as readonly string[]), key];
}

/** An id of which a member is asked for: it was a member itself, of an object that only its references tell of. */
const MEMBER_OF_ID = /^(.*?\bazurerm_\w+\.[\w-]+(?:\[[^\]]*\])?\.id)[.[]/;

/** What a value is made of: the elements of lists and objects, and the ids of what is handed on as a whole. */
function parts(value: Value): readonly Value[] {
  if (isList(value)) return value.flatMap(parts);
  if (isObject(value)) return Object.values(value).flatMap(parts);
  if (value instanceof Referable) {
    const candidates = value.candidates();
    return candidates.length > 0 ? candidates.flatMap(parts) : [value.attribute("id")];
  }
  const [, id] = (isUnknown(value) && MEMBER_OF_ID.exec(value.unknown)) || [];
  return [id === undefined ? value : unknown(id)];
}

/** True where a value may be what is wanted: it is no id of another type, and no id in place of a name or address. */
function fits(value: Value, { attribute, type }: Wanted): boolean {
  if (!isUnknown(value) || !/(?:^|\.)azurerm_/.test(value.unknown)) return true;
  const isId = value.unknown.endsWith(".id");
  return isId ? (attribute ?? "id") === "id" && (type === undefined || value.unknown.includes(`${type}.`)) : true;
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

/** What is looked for in what a reference leads to; of many instances in the one with one of these keys, or in each. */
function reduced(value: Value, wanted: Wanted, keys: readonly (string | number)[]): Value {
  if (wanted.attribute === undefined || value instanceof Ingredients) return value;
  if (value instanceof Referable) return found(value, wanted);
  const same = keys.map((key) => member(value, key)).find((one) => one !== undefined);
  if (same instanceof Referable) return found(same, wanted);
  if (same !== undefined && isObject(value)) return same;
  if (isList(value)) return value.map((one) => (one instanceof Referable ? found(one, wanted) : one));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => [name, one instanceof Referable ? found(one, wanted) : one]),
  );
}

function member(value: Value, key: string | number): Value | undefined {
  if (isList(value)) return value[Number(key)];
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
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
