import { isUnknown, type Unknown } from "../unknown/value";
import type { ComputedSource } from "./computed-attributes";
import { Referable, type Value } from "./value";
import type { ReadContext } from "./read-context";

/** Named values: a resource, or a block in one. */
export interface Attributes {
  /** What the configuration says; null where it says nothing. */
  configured(attribute: string): Value;
}

/** Where a resource instance comes from, and what is in it. */
export interface ResourceSource {
  /** Terraform's address, with the stack before it where there are several. */
  readonly id: string;
  readonly type: string;
  readonly data: boolean;
  /** Tells stacks apart: names are looked up in one. */
  readonly stack: string;
  readonly path?: string;
  readonly exists?: Unknown<boolean>;
  /** A plan destroys it before it creates it anew. */
  readonly replaced?: true;
  /** It has no instance: its `count` is 0, or its `for_each` is empty. It shows what an instance would be. */
  readonly absent?: true;
  /** What it does, after its name, where nobody knows what will be there: no kind reads it. */
  readonly unread?: string;
  /** The value that the file has; undefined where it has none. May read other resources. */
  readonly read: (attribute: string) => Value | undefined;
  /** Names of the attributes and blocks that the file has. */
  readonly attributes: () => readonly string[];
  /** How the configuration writes it. @default - the file has no configuration, or only a part of it */
  readonly configuration?: ResourceConfiguration;
}

/** What a configuration says of a resource beside its attributes. */
export interface ResourceConfiguration {
  /** Ids, without indexes, of the resources that are made before it; undefined where the file does not tell. */
  readonly madeAfter: () => ReadonlySet<string> | undefined;
  /** True for an attribute or block that is written, where others are computed. */
  readonly writes: (attribute: string) => boolean;
  /** True for an attribute whose changes by others are left alone; undefined where the file does not tell. */
  readonly ignoresChanges: (attribute: string) => boolean | undefined;
  /** Its preconditions, as they are written: the deployment stops where one does not hold. */
  readonly preconditions: () => readonly string[];
}

/** One instance of a resource or data source. Its attributes are evaluated when they are asked for. */
export class Resource extends Referable implements Attributes, ComputedSource {
  public readonly id: string;
  private readonly values = new Map<string, Value | undefined>();

  public constructor(
    private readonly source: ResourceSource,
    private readonly context: ReadContext,
  ) {
    super();
    this.id = source.id;
  }

  public get type(): string {
    return this.source.type;
  }

  public get data(): boolean {
    return this.source.data;
  }

  public get stack(): string {
    return this.source.stack;
  }

  public get path(): string | undefined {
    return this.source.path;
  }

  public get exists(): Unknown<boolean> | undefined {
    return this.source.exists;
  }

  public get replaced(): true | undefined {
    return this.source.replaced;
  }

  public get absent(): true | undefined {
    return this.source.absent;
  }

  public get unread(): string | undefined {
    return this.source.unread;
  }

  /** Names of the attributes and blocks that the file has. */
  public get attributes(): readonly string[] {
    return this.source.attributes();
  }

  /** How the configuration writes it; undefined where that is not known. */
  public get configuration(): ResourceConfiguration | undefined {
    return this.source.configuration;
  }

  public configured(attribute: string): Value {
    return this.read(attribute) ?? null;
  }

  /** What a reference to the attribute gives: what is not configured, Azure sets. */
  public attribute(attribute: string): Value {
    const value = this.read(attribute);
    const own = isUnknown(value) && value.unknown === this.name(attribute) ? undefined : value;
    const computed = ownMember(ownMember(this.context.computed, this.type), attribute)?.(this, own) ?? own;
    return computed === undefined ? this.afterApply(attribute) : computed;
  }

  /** The value of an attribute that is known only after apply. */
  public afterApply(attribute: string): Value {
    return this.context.defer(this.name(attribute));
  }

  /** A value taken for one that is known only after apply, with a note. */
  public assume(attribute: string, value: Value, note: string): Value {
    const given = this.afterApply(attribute);
    if (!isUnknown(given)) return given;
    this.context.note("assumed", this.id, note);
    return value;
  }

  private read(attribute: string): Value | undefined {
    if (this.values.has(attribute)) return this.values.get(attribute);
    // For references that come back here.
    this.values.set(attribute, this.context.defer(this.name(attribute)));
    const value = this.source.read(attribute);
    this.values.set(attribute, value);
    return value;
  }

  private name(attribute: string): string {
    return `${this.id}.${attribute}`;
  }
}

function ownMember<T>(members: Readonly<Record<string, T>> | undefined, key: string): T | undefined {
  return members && Object.hasOwn(members, key) ? members[key] : undefined;
}
