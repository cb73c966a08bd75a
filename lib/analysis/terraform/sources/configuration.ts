import { heldAttributes } from "./held-attributes";
import { isUnknown } from "../../unknown/value";
import {
  bodies,
  isJsonList,
  isJsonObject,
  labelled,
  member,
  objectAt,
  textAt,
  type Json,
  type JsonObject,
} from "../json";
import { valueOf } from "../expressions/encodings";
import { evaluateJson } from "../expressions/read-expression";
import { InnerScope, type Found, type Scope } from "../expressions/scope";
import { Resource } from "../resource";
import { written, type Value, type ValueObject } from "../value";
import type { ReadContext } from "../read-context";
import { addressesIn, Dependencies } from "./dependencies";
import { absentInstance, collection, type Instance, instancesOf } from "./instances";
import { forgottenBy } from "./removed";
import type { Source, Sources } from "./source";

/** The type of what stands for a module. */
export const MODULE = "module";

const CROSS_STACK = "cross-stack-reference-input-";

interface Block {
  readonly address: string;
  readonly type: string;
  readonly data: boolean;
  readonly body: JsonObject;
}

/** Terraform JSON that is still to be planned: a cdk.tf.json, or any *.tf.json. */
export class Configuration implements Source, Scope {
  private readonly blocks = new Map<string, Block>();
  private readonly locals: ReadonlyMap<string, Json>;
  public readonly variables: ReadonlyMap<string, Json>;
  private readonly outputs: ReadonlyMap<string, Json>;
  private readonly modules: readonly Resource[];
  private readonly forgotten: readonly Resource[];
  /** Collections, locals and outputs that were evaluated, or are being. */
  private readonly found = new Map<string, Value>();
  private readonly members = new Map<string, readonly Resource[]>();
  /** One for each block that has no instances. */
  private readonly absent: Resource[] = [];
  private readonly moduleBodies: ReadonlyMap<string, Json>;
  private readonly dependencies = new Dependencies((address) => this.named(address));

  public constructor(
    json: JsonObject,
    public readonly name: string,
    /** "stack:" where several are read, or nothing. */
    private readonly prefix: string,
    private readonly sources: Sources,
    public readonly context: ReadContext,
  ) {
    for (const [type, named] of labelled(json["resource"])) this.addBlocks(type, named, false);
    for (const [type, named] of labelled(json["data"])) this.addBlocks(type, named, true);
    this.locals = new Map(labelled(json["locals"]));
    this.variables = new Map(labelled(json["variable"]));
    this.outputs = new Map(labelled(json["output"]));
    this.forgotten = forgottenBy(json["removed"], { stack: name, prefix, context });
    this.moduleBodies = new Map(labelled(json["module"]).map(([name, body]) => [`module.${name}`, body]));
    this.modules = labelled(json["module"]).map(([module, body]) => this.module(module, first(body)));
  }

  public get resources(): readonly Resource[] {
    for (const key of this.blocks.keys()) this.instances(key);
    return [...[...this.members.values()].flat(), ...this.absent, ...this.modules, ...this.forgotten];
  }

  public output(name: string): Value | undefined {
    const output = this.outputs.get(name);
    return output === undefined
      ? undefined
      : this.once(`output.${name}`, () => evaluateJson(member(first(output), "value") ?? null, this));
  }

  public find(names: readonly string[]): Found | undefined {
    const [root = "", second = "", third = ""] = names;
    if (root === "local")
      return this.locals.has(second)
        ? { value: this.once(`local.${second}`, () => evaluateJson(this.locals.get(second)!, this)), taken: 2 }
        : undefined;
    if (root === "var") return { value: this.variable(second), taken: 2 };
    if (root === "module") return { value: this.context.defer(`${this.prefix}module.${second}`), taken: 2 };
    if (root === "data" && second === "terraform_remote_state") return this.remote(third, names);
    if (root === "data") return this.reference(`data.${second}.${third}`, 3);
    return this.reference(`${root}.${second}`, 2);
  }

  /** What a module makes is not in this file: it stands for that. */
  private module(name: string, body: JsonObject): Resource {
    const id = `${this.prefix}module.${name}`;
    this.context.note(
      "unread",
      id,
      "what a module makes is not in this file: read the plan instead (terraform show -json)",
    );
    return new Resource(
      {
        id,
        type: MODULE,
        data: false,
        stack: this.name,
        read: (attribute) => readAttribute(body, attribute, this),
        attributes: () => attributesOf(body).filter((attribute) => !MODULE_SOURCE.has(attribute)),
      },
      this.context,
    );
  }

  private addBlocks(type: string, named: Json, data: boolean): void {
    for (const [name, body] of labelled(named)) {
      const address = `${data ? "data." : ""}${type}.${name}`;
      this.blocks.set(address, { address, type, data, body: first(body) });
    }
  }

  private reference(address: string, taken: number): Found | undefined {
    if (!this.blocks.has(address)) return undefined;
    return { value: this.instances(address), taken };
  }

  private instances(address: string): Value {
    return this.once(address, () => {
      const { body, type, data } = this.blocks.get(address)!;
      const id = `${this.prefix}${address}`;
      const evaluated = (key: string): Value | undefined =>
        member(body, key) === undefined ? undefined : evaluateJson(member(body, key)!, this);
      const instances = instancesOf(id, evaluated("count"), evaluated("for_each"), this.context);
      const path = textAt(objectAt(objectAt(body, "//"), "metadata"), "path");
      const resourceOf = ({ suffix, names, exists, absent }: Instance): Resource => {
        const scope = names.size === 0 ? this : new InnerScope(this, names);
        const read = (attribute: string): Value | undefined =>
          readAttribute(body, attribute, scope) ?? (data ? heldIn(body, scope).get(attribute) : undefined);
        return new Resource(
          {
            id: `${id}${suffix}`,
            type,
            data,
            stack: this.name,
            read,
            attributes: () => attributesOf(body),
            configuration: {
              madeAfter: () => this.madeBefore(address),
              writes: (attribute) => attributesOf(body).includes(attribute),
              ignoresChanges: (attribute) => ignoredChanges(body).some((one) => one === "all" || one === attribute),
              preconditions: () => conditionsOf(body, "precondition"),
            },
            ...(path !== undefined && { path }),
            ...(exists && { exists }),
            ...(absent && { absent }),
          },
          this.context,
        );
      };
      const members = instances.map(resourceOf);
      this.members.set(address, members);
      if (members.length === 0)
        this.absent.push(resourceOf(absentInstance(id, member(body, "for_each") !== undefined)));
      return collection(instances, members, member(body, "for_each") !== undefined);
    });
  }

  private madeBefore(address: string): ReadonlySet<string> {
    return new Set([...this.dependencies.of(address)].map((one) => `${this.prefix}${one}`));
  }

  private named(address: string): readonly string[] {
    const [kind, name = ""] = address.split(".");
    const json =
      kind === "local" ? this.locals.get(name) : (this.blocks.get(address)?.body ?? this.moduleBodies.get(address));
    return addressesIn(json);
  }

  private variable(name: string): Value {
    const expression = `var.${name}`;
    const given = this.context.defer(expression);
    if (!isUnknown(given)) return given;
    const fallback = member(first(this.variables.get(name) ?? null), "default");
    if (fallback === undefined) {
      const shared = [...this.sources.values()].filter(({ variables }) => variables?.has(name)).length > 1;
      if (shared) this.context.note("assumed", expression, "the same value is assumed in every stack");
      return given;
    }
    const value = valueOf(fallback);
    this.context.note("assumed", `${this.prefix}${expression}`, `the default ${written(value)} is assumed`);
    return value;
  }

  private remote(name: string, names: readonly string[]): Found {
    const [, , , attribute, output = ""] = names;
    const source = this.sources.get(name.startsWith(CROSS_STACK) ? name.slice(CROSS_STACK.length) : name);
    const value = attribute === "outputs" ? source?.output(output) : undefined;
    return value === undefined
      ? { value: this.context.defer(`${this.prefix}data.terraform_remote_state.${name}`), taken: 3 }
      : { value, taken: 5 };
  }

  private once(key: string, evaluate: () => Value): Value {
    const known = this.found.get(key);
    if (known !== undefined) return known;
    // For what refers to itself.
    this.found.set(key, this.context.defer(`${this.prefix}${key}`));
    const value = evaluate();
    this.found.set(key, value);
    return value;
  }
}

/** Arguments of Terraform itself, which say nothing about the resource. */
const META_ARGUMENTS: ReadonlySet<string> = new Set(["//", "count", "depends_on", "for_each", "lifecycle", "provider"]);
const MODULE_SOURCE: ReadonlySet<string> = new Set(["providers", "source", "version"]);

function attributesOf(body: JsonObject): readonly string[] {
  const dynamic = bodies(member(body, "dynamic")).flatMap((one) => Object.keys(one));
  return [...new Set([...Object.keys(body), ...dynamic])].filter(
    (name) => name !== "dynamic" && !META_ARGUMENTS.has(name),
  );
}

const ignoredChanges = (body: JsonObject): readonly Json[] =>
  bodies(member(body, "lifecycle")).flatMap((lifecycle) => {
    const ignored = member(lifecycle, "ignore_changes") ?? null;
    return isJsonList(ignored) ? ignored : [ignored];
  });

const conditionsOf = (body: JsonObject, kind: "precondition" | "postcondition"): readonly string[] =>
  bodies(member(body, "lifecycle"))
    .flatMap((lifecycle) => bodies(member(lifecycle, kind)))
    .flatMap((one) => textAt(one, "condition") ?? []);

const heldIn = (body: JsonObject, scope: Scope): ReadonlyMap<string, Value> =>
  heldAttributes(conditionsOf(body, "postcondition"), (expression) => evaluateJson(`\${${expression}}`, scope));

const first = (json: Json): JsonObject => bodies(json)[0] ?? {};

function readAttribute(body: JsonObject, attribute: string, scope: Scope): Value | undefined {
  const json = member(body, attribute);
  const dynamic = bodies(member(body, "dynamic")).flatMap((one) => bodies(member(one, attribute)));
  if (dynamic.length === 0) return json === undefined ? undefined : evaluateBody(json, scope);
  const written = json === undefined ? [] : isJsonList(json) ? json : [json];
  return [
    ...written.map((one) => evaluateBody(one, scope)),
    ...dynamic.flatMap((one) => expand(attribute, one, scope)),
  ];
}

/** A value, or a block with the dynamic blocks in it, at any depth, expanded. */
function evaluateBody(json: Json, scope: Scope): Value {
  if (!hasDynamic(json)) return evaluateJson(json, scope);
  if (isJsonList(json)) return json.map((one) => evaluateBody(one, scope));
  const body = json as JsonObject;
  return Object.fromEntries(attributesOf(body).map((name) => [name, readAttribute(body, name, scope) ?? null]));
}

/** True for a block with a dynamic block in it, at any depth. */
function hasDynamic(json: Json): boolean {
  if (isJsonList(json)) return json.some(hasDynamic);
  if (!isJsonObject(json)) return false;
  const dynamic = bodies(member(json, "dynamic")).flatMap((one) => Object.values(one).flatMap(bodies));
  return dynamic.some((one) => isJsonObject(member(one, "content"))) || Object.values(json).some(hasDynamic);
}

/** The blocks that a dynamic block makes; one that waits, where only the apply knows how many. */
function expand(label: string, dynamic: JsonObject, scope: Scope): readonly Value[] {
  const forEach = evaluateJson(member(dynamic, "for_each") ?? null, scope);
  if (isUnknown(forEach)) return [scope.context.defer(`dynamic.${label}[${forEach.unknown}]`)];
  const iterator = textAt(dynamic, "iterator") ?? label;
  const pairs = forEach === null || typeof forEach !== "object" ? [] : Object.entries<Value>(forEach as ValueObject);
  return pairs.map(([key, value]) =>
    evaluateBody(objectAt(dynamic, "content"), new InnerScope(scope, new Map([[iterator, { key, value }]]))),
  );
}
