import type { Component } from "../model/azure";
import { isOpen, shown, symbolsIn } from "../unknown/value";
import { asText, blocks, text, type Block } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import type { Value } from "../terraform/value";
import type { ReadContext } from "../terraform/read-context";
import { StandIns } from "./external-references";

/** A subnet that is a block of its network. */
export interface InlineSubnet {
  readonly id: string;
  readonly network: Resource;
  readonly name: string;
  readonly block: Block;
}

/** What the readers of components share: all resources, found by type, id and name. */
export class Build {
  public readonly standIns: StandIns;
  /** Subnets that are blocks of their network. */
  public readonly inlineSubnets: readonly InlineSubnet[];
  private readonly inlineByText = new Map<string, string>();
  private readonly byType = new Map<string, Resource[]>();
  private readonly byId = new Map<string, Resource[]>();
  private readonly byName = new Map<string, Resource[]>();

  /** @param resources in the order of their ids */
  public constructor(
    resources: readonly Resource[],
    public readonly context: ReadContext,
  ) {
    // What is managed goes before what only looks the same thing up.
    for (const resource of [...resources.filter(({ data }) => !data), ...resources.filter(({ data }) => data)])
      this.add(resource);
    this.standIns = new StandIns(this);
    this.inlineSubnets = this.readInlineSubnets();
    for (const { id, network, name, block } of this.inlineSubnets) {
      const networkId = asText(network.attribute("id")) ?? "";
      for (const text of [asText(block.configured("id")), `${networkId}/subnets/${name}`])
        if (text !== undefined) this.inlineByText.set(key(text), id);
    }
  }

  /** The resources of a type, and the data sources that look up something that no resource here makes. */
  public of(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** The resource of one of the types that a value names by its id. */
  public resolve(value: Value, ...types: readonly string[]): Resource | undefined {
    const id = asText(value);
    return id === undefined ? undefined : this.byId.get(key(id))?.find(({ type }) => types.includes(type));
  }

  /**
   * The resource that a name, with its resource group's, stands for; where several have it, the one of the same stack.
   */
  public named(type: string, name: string, from: Resource): Resource | undefined {
    const all = this.byName.get(`${type}\n${name.toLowerCase()}`) ?? [];
    if (all.length < 2) return all[0];
    const group = groupOf(from, this.context);
    const near = all.filter((one) => groupOf(one, this.context) === group);
    return near.find(({ stack }) => stack === from.stack) ?? near[0] ?? all.find(({ stack }) => stack === from.stack);
  }

  /** What every component has. */
  public component(resource: Resource): Component {
    const { id, path, exists } = resource;
    return { id, name: this.nameOf(resource), ...(path !== undefined && { path }), ...(exists && { exists }) };
  }

  /** Its name in Azure; where there is none, its address. */
  public nameOf(resource: Resource): string {
    return this.context.quietly(() => text(resource, "name")) ?? resource.id;
  }

  /** Says that a part could not be read. */
  public unread(resource: Resource, what: string): (expression: string) => void {
    return (expression) =>
      this.context.note("unread", resource.id, `${what}: ${expression} is known only after the apply`);
  }

  /** The subnet that is a block of its network. */
  public inlineSubnet(id: string): string | undefined {
    return this.inlineByText.get(key(id));
  }

  private readInlineSubnets(): readonly InlineSubnet[] {
    return this.of("azurerm_virtual_network").flatMap((network) => {
      if (network.data) return [];
      return blocks(network, "subnet", this.unread(network, "subnet blocks")).flatMap((block) => {
        const name = text(block, "name");
        // States list all subnets, also those that are resources of their own.
        const own = name === undefined || this.resolve(block.configured("id"), "azurerm_subnet") !== undefined;
        return own ? [] : [{ id: `${network.id}.subnet[${JSON.stringify(shown(name))}]`, network, name, block }];
      });
    });
  }

  private add(resource: Resource): void {
    const id = key(asText(resource.attribute("id")) ?? resource.id);
    const known = this.byId.get(id) ?? [];
    if (resource.data && known.some(({ type }) => type === resource.type)) return;
    put(this.byId, id, resource);
    put(this.byType, resource.type, resource);
    put(this.byName, `${resource.type}\n${this.nameOf(resource).toLowerCase()}`, resource);
  }
}

function groupOf(resource: Resource, context: ReadContext): string {
  return context.quietly(() => text(resource, "resource_group_name") ?? "").toLowerCase();
}

/** Azure does not tell capitals apart in ids. */
const key = (id: string): string => (isOpen(id) ? id : id.toLowerCase());

/** Adds to the list under a key. */
export function put<T>(map: Map<string, T[]>, at: string, one: T): void {
  const list = map.get(at);
  if (list) list.push(one);
  else map.set(at, [one]);
}

/** The last segment of a resource id; an expression as it is. */
export function shortName(id: string): string {
  const [only, ...more] = symbolsIn(id);
  if (only !== undefined && more.length === 0 && shown(id) === "(after apply)") return only;
  return shown(id).split("/").filter(Boolean).at(-1) ?? id;
}

/** An id for something that is known by a text only. */
export function idOfText(id: string): string {
  return isOpen(id) ? shortName(id) : id;
}

/** The order of ids: the same everywhere, whatever the language of the machine. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : Number(a.id > b.id);
