import { unknown } from "../../unknown/value";
import { isJsonObject, listAt, member, objectAt, textAt, type Json, type JsonObject } from "../json";
import { evaluateJson, evaluateReference } from "../expressions/read-expression";
import { valueOf } from "../expressions/encodings";
import { InnerScope, type Found, type Scope } from "../expressions/scope";
import { PROVISIONER } from "../provisioners";
import { Resource, type ResourceConfiguration } from "../resource";
import { isList, isObject, Referable, type Value } from "../value";
import type { ReadContext } from "../read-context";
import { listedAs, type Listed } from "./listed";
import { planConfiguration } from "./plan-configuration";
import type { PlanReader } from "./plan-reader";
import { Dependencies, referencesIn } from "./dependencies";
import { planned } from "./planned";

/** Where a module is called. */
export interface ModuleCall {
  readonly outer: PlanModule;
  readonly json: JsonObject;
  readonly key?: string | number;
}

/** What a plan does with a resource instance. */
export interface PlannedChange {
  /** What of it only the apply knows. */
  readonly unknown: Json;
  /** It is destroyed before it is created anew. */
  readonly replaced?: true;
  /** @see ResourceSource */
  readonly unread?: string;
  readonly absent?: true;
}

/** What all modules of a plan share. */
export interface Shared {
  readonly stack: string;
  readonly prefix: string;
  readonly context: ReadContext;
}

type Keyed<T> = Map<string | number | undefined, T>;

/** One instance of a module in a plan: names in its expressions mean what is in it. */
export class PlanModule extends Referable implements Scope {
  public readonly id: string;
  public readonly context: ReadContext;
  private readonly members = new Map<string, Keyed<Resource>>();
  private readonly children = new Map<string, Keyed<PlanModule>>();
  private readonly blocks: ReadonlyMap<string, Json>;
  private readonly found = new Map<string, Value>();
  private readonly dependencies = new Dependencies((address) =>
    referencesIn(
      this.blocks.get(address) ??
        objectAt(objectAt(this.configuration, "module_calls"), address.slice("module.".length)),
    ),
  );

  /** @param variable the root's variables, which the plan knows */
  public constructor(
    address: string,
    private readonly configuration: JsonObject,
    private readonly shared: Shared,
    private readonly caller: ModuleCall | undefined,
    private readonly variable: (name: string) => Value | undefined = () => undefined,
  ) {
    super();
    this.id = `${shared.prefix}${address}`;
    this.context = shared.context;
    this.blocks = new Map(listAt(configuration, "resources").map((block) => [textAt(block, "address") ?? "", block]));
  }

  /** The configuration of a module that is called from here. */
  public call(name: string): JsonObject {
    return objectAt(objectAt(this.configuration, "module_calls"), name);
  }

  public addChild(name: string, key: string | number | undefined, child: PlanModule): void {
    put(this.children, name, key, child);
  }

  /** Adds a resource instance, which references mean from then on. */
  public add(one: Listed, change: PlannedChange): Resource {
    const resource = this.made(one, change);
    put(this.members, blockOf(one), one.key, resource);
    return resource;
  }

  /** A resource instance that no reference means. */
  public made(one: Listed, { unknown, replaced, unread, absent }: PlannedChange): Resource {
    const { address, type, data, key, values } = one;
    const block = blockOf(one);
    const id = `${this.shared.prefix}${address}`;
    const reader = (): PlanReader => ({
      id,
      scope: this.instanceScope(id, this.blocks.get(block), key),
      ...instanceOf(this.blocks.get(block), key),
    });
    const read = (attribute: string): Value | undefined => {
      if (attribute === PROVISIONER) return this.provisioners(block, reader().scope);
      const expressions = objectAt(this.blocks.get(block), "expressions");
      return planned(
        member(values, attribute),
        member(unknown, attribute),
        planConfiguration(member(expressions, attribute)),
        attribute,
        reader,
      );
    };
    const attributes = (): readonly string[] => {
      const expressions = objectAt(this.blocks.get(block), "expressions");
      const names = [values, isJsonObject(unknown) ? unknown : {}, expressions].flatMap((one) => Object.keys(one));
      const isProvisioned = listAt(this.blocks.get(block), "provisioners").length > 0;
      return [...new Set(isProvisioned ? [...names, PROVISIONER] : names)];
    };
    const { stack } = this.shared;
    const configuration = this.configurationOf(block);
    const source = { id, type, data, stack, read, attributes };
    return new Resource(
      {
        ...source,
        ...(configuration && { configuration }),
        ...(replaced && { replaced }),
        ...(unread !== undefined && { unread }),
        ...(absent && { absent }),
      },
      this.context,
    );
  }

  /** What its blocks with a `count` or `for_each` would make that have no instances. */
  public absent(): readonly Resource[] {
    const module = this.id.slice(this.shared.prefix.length);
    return [...this.blocks].flatMap(([block, json]) => {
      const isCounted = member(json, "count_expression") !== undefined;
      if (this.members.has(block) || (!isCounted && member(json, "for_each_expression") === undefined)) return [];
      const address = `${module === "" ? "" : `${module}.`}${block}[0]`;
      const found = listedAs({ ...(json as JsonObject), address }, module, {});
      if (!found || found.data) return [];
      const names = Object.keys(objectAt(json, "expressions"));
      const unknown = Object.fromEntries(names.map((name) => [name, true]));
      return this.made({ ...found, ...(isCounted && { key: 0 }) }, { unknown, absent: true });
    });
  }

  /** In a module it may depend on what its caller does. */
  private configurationOf(block: string): ResourceConfiguration | undefined {
    const json = this.blocks.get(block);
    if (this.caller || json === undefined) return undefined;
    return {
      madeAfter: () => this.madeBefore(block),
      writes: (attribute) => member(objectAt(json, "expressions"), attribute) !== undefined,
      ignoresChanges: () => undefined,
      preconditions: () => [],
    };
  }

  /** What a local refers to, a plan does not tell. */
  private madeBefore(block: string): ReadonlySet<string> | undefined {
    const addresses = [...this.dependencies.of(block)];
    if (addresses.some((address) => address.startsWith("local."))) return undefined;
    return new Set(addresses.map((address) => `${this.shared.prefix}${address}`));
  }

  public find(names: readonly string[]): Found | undefined {
    const [root = "", second = "", third = ""] = names;
    if (root === "var") return { value: this.once(`var.${second}`, () => this.readVariable(second)), taken: 2 };
    if (root === "local") return { value: this.context.defer(this.name(`local.${second}`)), taken: 2 };
    if (root === "module") return { value: this.child(second), taken: 2 };
    const [block, taken] = root === "data" ? [`data.${second}.${third}`, 3] : [`${root}.${second}`, 2];
    const members = this.members.get(block);
    if (members) return { value: collected(members), taken };
    return this.blocks.has(block) ? { value: this.noneOf(block), taken } : undefined;
  }

  /** An output, which references from outside see as an attribute of the module. */
  public attribute(name: string): Value {
    return this.output(name) ?? this.context.defer(this.name(name));
  }

  public override candidates(): readonly Value[] {
    return Object.keys(objectAt(this.configuration, "outputs")).map((name) => this.attribute(name));
  }

  /** The value of an output; undefined where there is none. */
  public output(name: string): Value | undefined {
    const expression = member(objectAt(objectAt(this.configuration, "outputs"), name), "expression");
    if (expression === undefined) return undefined;
    return this.once(
      `output.${name}`,
      () =>
        planConfiguration(expression).value({ id: this.id, scope: this, passedOn: true }, name) ??
        this.context.defer(this.name(name)),
    );
  }

  /** A plan has the provisioners of a block in its configuration, with references in place of values. */
  private provisioners(block: string, scope: Scope): Value {
    return listAt(this.blocks.get(block), "provisioners").map((one) => {
      const expressions = objectAt(one, "expressions");
      const when = textAt(objectAt(expressions, "when"), "constant_value") ?? null;
      const references = Object.values(expressions).flatMap((expression) => listAt(expression, "references"));
      const named = references.filter((name) => typeof name === "string");
      return { [textAt(one, "type") ?? ""]: { when, named: named.map((name) => evaluateReference(name, scope)) } };
    });
  }

  private child(name: string): Value {
    const children = this.children.get(name);
    return children ? collected(children) : this.context.defer(this.name(`module.${name}`));
  }

  private readVariable(name: string): Value {
    const expression = this.name(`var.${name}`);
    const fallback = member(objectAt(objectAt(this.configuration, "variables"), name), "default");
    const given = this.caller ? this.given(this.caller, name) : this.variable(name);
    return given ?? (fallback === undefined ? this.context.defer(expression) : valueOf(fallback));
  }

  private given({ outer, json, key }: ModuleCall, name: string): Value | undefined {
    const expression = member(objectAt(json, "expressions"), name);
    if (expression === undefined) return undefined;
    const scope = outer.instanceScope(this.id, json, key);
    return planConfiguration(expression).value(
      { id: `${this.id}.var`, scope, passedOn: true, ...instanceOf(json, key) },
      name,
    );
  }

  /** What `each` and `count` mean in an instance of a block of this module. */
  private instanceScope(id: string, block: Json | undefined, key: string | number | undefined): Scope {
    if (key === undefined) return this;
    if (typeof key === "number") return new InnerScope(this, new Map([["count", { index: key }]]));
    const all = this.once(`for_each of ${id}`, () => this.repeatedFor(block));
    const value = elementFor(all, key) ?? unknown(`${id}: each.value`);
    return new InnerScope(this, new Map([["each", { key, value }]]));
  }

  /** What a block is repeated for, where the plan tells it: a constant, or a reference that stands alone. */
  private repeatedFor(block: Json | undefined): Value {
    const constant = member(objectAt(block, "for_each_expression"), "constant_value");
    if (constant !== undefined) return evaluateJson(constant, this);
    const [reference, ...others] = referencesOf(block);
    return reference === undefined || others.length > 0 ? null : evaluateReference(reference, this);
  }

  private noneOf(block: string): Value {
    const json = this.blocks.get(block);
    if (member(json, "count_expression") !== undefined) return [];
    return member(json, "for_each_expression") === undefined ? this.context.defer(this.name(block)) : {};
  }

  private once(key: string, evaluate: () => Value): Value {
    const known = this.found.get(key);
    if (known !== undefined) return known;
    // For what refers to itself.
    this.found.set(key, this.context.defer(this.name(key)));
    const value = evaluate();
    this.found.set(key, value);
    return value;
  }

  private name(rest: string): string {
    return this.caller ? `${this.id}.${rest}` : `${this.id}${rest}`;
  }
}

/** "data.azurerm_subnet.apps": the address of its block in its module. */
const blockOf = ({ data, type, name }: Listed): string => `${data ? "data." : ""}${type}.${name}`;

const referencesOf = (block: Json | undefined): readonly string[] =>
  listAt(objectAt(block, "for_each_expression"), "references").filter((one) => typeof one === "string");

/** An instance of a block, as far as its key and its `for_each` tell. */
const instanceOf = (
  block: Json | undefined,
  key: string | number | undefined,
): Pick<PlanReader, "key" | "repeatedFor"> => (key === undefined ? {} : { key, repeatedFor: referencesOf(block) });

/** The element of a map, set or list of objects that an instance stands for. */
function elementFor(all: Value, key: string): Value | undefined {
  if (isObject(all)) return Object.hasOwn(all, key) ? all[key] : undefined;
  if (!isList(all)) return undefined;
  const objects = all.filter((one) => isObject(one));
  if (objects.length === 0) return key;
  const named = objects.filter((one) => Object.values(one).includes(key));
  return named.length === 1 ? named[0] : undefined;
}

function put<T>(map: Map<string, Keyed<T>>, name: string, key: string | number | undefined, value: T): void {
  const known = map.get(name);
  if (known) known.set(key, value);
  else map.set(name, new Map([[key, value]]));
}

/** Instances as references see them. */
function collected(members: Keyed<Referable>): Value {
  const single = members.get(undefined);
  if (single) return single;
  const entries = [...members].sort(([a], [b]) =>
    typeof a === "number" && typeof b === "number" ? a - b : String(a) < String(b) ? -1 : 1,
  );
  return entries.every(([key], index) => key === index)
    ? entries.map(([, value]) => value)
    : Object.fromEntries(entries.map(([key, value]) => [String(key), value]));
}
