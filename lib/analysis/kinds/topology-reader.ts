import { GuestReader } from "../guest/read-guest";
import type { FirstBoot } from "../model/guest";
import type { Assumptions } from "../model/assumptions";
import type { Component } from "../model/component";
import { asText } from "../terraform/attributes";
import type { ReadContext } from "../terraform/read-context";
import type { Resource } from "../terraform/resource";
import type { Value } from "../terraform/value";
import type { KindContext, KindReader } from "./kind";
import { byId, idOfText, ResourceIndex, shortName } from "./resource-index";
import type { Unresolved } from "./unplaced";
import { decodeUserData } from "./user-data";

interface Components {
  readonly list: readonly Component[];
  readonly byId: ReadonlyMap<string, Component>;
}

/** Reads the components of each kind from resources, once, and keeps what stands for those that the files only name. */
export class TopologyReader implements KindContext {
  private readonly index: ResourceIndex;
  public readonly absent: readonly Resource[];
  private readonly read = new Map<KindReader, Components>();
  private readonly guests = new GuestReader();
  private readonly externals = new Map<KindReader, Map<string, Component>>();
  private readonly unresolved = new Map<Resource, Unresolved[]>();

  /** @param read its resources in the order of their ids */
  public constructor(
    { resources, absent }: { readonly resources: readonly Resource[]; readonly absent: readonly Resource[] },
    public readonly context: ReadContext,
    public readonly assumptions: Assumptions,
  ) {
    this.index = new ResourceIndex(resources, context);
    this.absent = absent;
  }

  public of(type: string): readonly Resource[] {
    return this.index.of(type);
  }

  public resolve(value: Value, ...types: readonly string[]): Resource | undefined {
    return this.index.resolve(value, ...types);
  }

  public at(address: string): Resource | undefined {
    return this.index.at(address);
  }

  public named(type: string, name: string, from: Resource): Resource | undefined {
    return this.index.named(type, name, from);
  }

  public component(resource: Resource): Component {
    const { id, path, exists, replaced } = resource;
    return {
      id,
      name: this.index.nameOf(resource),
      ...(path !== undefined && { path }),
      ...(exists && { exists }),
      ...(replaced && { replaced }),
    };
  }

  public unread(resource: Resource, what: string): (expression: string) => void {
    return (expression) =>
      this.context.note("unread", resource.id, `${what}: ${expression} is known only after the apply`);
  }

  public components<C extends Component>(reader: KindReader<C>): readonly C[] {
    return this.componentsOf(reader).list as readonly C[];
  }

  public find<C extends Component>(reader: KindReader<C>, id: string): C | undefined {
    return (this.componentsOf(reader).byId.get(id) ?? this.externalsOf(reader).get(id.toLowerCase())) as C | undefined;
  }

  public reference<C extends Component>(
    reader: KindReader<C>,
    value: Value,
    from: Resource,
    hint?: Partial<C>,
  ): string | undefined {
    const text = asText(value);
    return text === undefined ? undefined : this.requiredReference(reader, text, from, hint);
  }

  public requiredReference<C extends Component>(
    reader: KindReader<C>,
    value: Value,
    from: Resource,
    hint?: Partial<C>,
  ): string {
    const text = asText(value);
    const resource = text === undefined ? undefined : this.resolve(text, ...reader.kind.types);
    if (resource && !resource.data) return resource.id;
    const block = text === undefined ? undefined : reader.blockNamed?.(this, text);
    return block ?? resource?.id ?? this.external(reader, text, from, hint).id;
  }

  public unnamed<C extends Component>(reader: KindReader<C>, id: string, from: Resource): string {
    const externals = this.externalsOf(reader);
    if (!externals.has(id.toLowerCase()))
      externals.set(id.toLowerCase(), reader.external!.make({ id, name: id, from }, this));
    return externals.get(id.toLowerCase())!.id;
  }

  public missing(kind: Unresolved["kind"], value: Value, from: Resource): void {
    const text = asText(value);
    if (text === undefined || text === "") return;
    this.unresolved.set(from, [...this.unresolvedIn(from), { kind, text }]);
  }

  /** What a resource names by expressions that lead to no resource, as far as a kind has asked for it. */
  public unresolvedIn(resource: Resource): readonly Unresolved[] {
    return this.unresolved.get(resource) ?? [];
  }

  public guestOf(userData: Value, machine: string): FirstBoot | undefined {
    const text = decodeUserData(userData);
    return text === undefined ? undefined : this.guests.read(text, machine);
  }

  /** All components of a reader, in the order of their ids: those that the files hold, and those that they only name. */
  public all<C extends Component>(reader: KindReader<C>): readonly C[] {
    const all = [...this.components(reader), ...(this.externalsOf(reader).values() as Iterable<C>)].sort(byId);
    return reader.finish?.(all) ?? all;
  }

  private componentsOf(reader: KindReader): Components {
    const known = this.read.get(reader);
    if (known) return known;
    const list = reader.read(this);
    const components = { list, byId: new Map(list.map((component) => [component.id, component])) };
    this.read.set(reader, components);
    return components;
  }

  private externalsOf(reader: KindReader): Map<string, Component> {
    const known = this.externals.get(reader) ?? new Map<string, Component>();
    this.externals.set(reader, known);
    return known;
  }

  private external<C extends Component>(
    reader: KindReader<C>,
    text: string | undefined,
    from: Resource,
    hint?: Partial<C>,
  ): Component {
    this.missing(reader.kind, text ?? "", from);
    // Nothing is named at all: the file is not a valid one.
    const given = text ?? `${reader.kind.label} of ${from.id}`;
    const id = idOfText(given);
    const externals = this.externalsOf(reader);
    const known = externals.get(id.toLowerCase());
    if (known) return known;
    const named = { id, name: shortName(given), from, ...(text !== undefined && { text }) };
    const made: Component = { ...reader.external!.make(named, this), ...hint };
    externals.set(id.toLowerCase(), made);
    if (reader.external!.usual === undefined)
      this.context.note(
        "outside",
        id,
        `this ${reader.kind.label} is not in the files: what ${from.id} finds there is not known`,
      );
    return made;
  }
}
