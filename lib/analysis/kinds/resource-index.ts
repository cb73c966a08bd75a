import { asText, text } from "../terraform/attributes";
import type { ReadContext } from "../terraform/read-context";
import type { Resource } from "../terraform/resource";
import type { Value } from "../terraform/value";
import { isOpen, shown, symbolsIn } from "../unknown/value";

/** All resources, found by type, id and name. */
export class ResourceIndex {
  private readonly byType = new Map<string, Resource[]>();
  private readonly byId = new Map<string, Resource[]>();
  private readonly byName = new Map<string, Resource[]>();
  private readonly byAddress: ReadonlyMap<string, Resource>;

  /** @param resources in the order of their ids */
  public constructor(
    resources: readonly Resource[],
    private readonly context: ReadContext,
  ) {
    this.byAddress = new Map(resources.map((resource) => [resource.id, resource]));
    // What is managed goes before what only looks the same thing up.
    for (const resource of [...resources.filter(({ data }) => !data), ...resources.filter(({ data }) => data)])
      this.add(resource);
  }

  /** The resources of a type, and the data sources that look up something that no resource here makes. */
  public of(type: string): readonly Resource[] {
    return this.byType.get(type) ?? [];
  }

  /** The resource of one of the types, or of any, that a value names by its id. */
  public resolve(value: Value, ...types: readonly string[]): Resource | undefined {
    const id = asText(value);
    if (id === undefined) return undefined;
    const isMeant = ({ type }: Resource): boolean => types.length === 0 || types.includes(type);
    return this.byId.get(idKey(id))?.find(isMeant) ?? this.writtenOut(id).find(isMeant);
  }

  /** The resource that an id means which is written out: Azure makes ids of the resource group and the name. */
  private writtenOut(id: string): readonly Resource[] {
    const { group, kind, name, subnet } = RESOURCE_ID.exec(id)?.groups ?? {};
    const type = TYPES_BY_ID[`${kind}${subnet === undefined ? "" : "/subnets"}`.toLowerCase()];
    if (group === undefined || name === undefined || type === undefined) return [];
    const inGroup = (this.byName.get(`${type}\n${(subnet ?? name).toLowerCase()}`) ?? []).filter(
      (one) => !one.data && this.groupOf(one) === group.toLowerCase(),
    );
    const networkOf = (one: Resource): string | undefined =>
      this.context.quietly(() => text(one, "virtual_network_name"))?.toLowerCase();
    const found = subnet === undefined ? inGroup : inGroup.filter((one) => networkOf(one) === name.toLowerCase());
    return found.length === 1 ? found : [];
  }

  /** The resource at a Terraform address. */
  public at(address: string): Resource | undefined {
    return this.byAddress.get(address);
  }

  /**
   * The resource that a name, with its resource group's, stands for; where several have it, the one of the same stack.
   * None of another group, as far as both groups are known.
   */
  public named(type: string, name: string, from: Resource): Resource | undefined {
    const group = this.groupOf(from);
    const all = (this.byName.get(`${type}\n${name.toLowerCase()}`) ?? []).filter((one) =>
      mayBeOneGroup(this.groupOf(one), group),
    );
    if (all.length < 2) return all[0];
    const same = all.filter((one) => this.groupOf(one) === group);
    return same.find(({ stack }) => stack === from.stack) ?? same[0] ?? all.find(({ stack }) => stack === from.stack);
  }

  /** Its name in Azure; where there is none, its address. */
  public nameOf(resource: Resource): string {
    return this.context.quietly(() => text(resource, "name")) ?? resource.id;
  }

  private groupOf(resource: Resource): string {
    return this.context.quietly(() => text(resource, "resource_group_name") ?? "").toLowerCase();
  }

  /** The only resource of these files that a data source looks up: by its name, in the same group and network. */
  private managedTwin(resource: Resource): Resource | undefined {
    const named = this.byName.get(`${resource.type}\n${this.nameOf(resource).toLowerCase()}`) ?? [];
    const fitting = named.filter((one) => !one.data && PLACES.every((place) => this.samePlace(place, one, resource)));
    return fitting.length === 1 ? fitting[0] : undefined;
  }

  private samePlace(attribute: string, one: Resource, other: Resource): boolean {
    const [a, b] = this.context.quietly(() => [text(one, attribute), text(other, attribute)]);
    return a === b || a?.toLowerCase() === b?.toLowerCase();
  }

  private add(resource: Resource): void {
    const id = idKey(asText(resource.attribute("id")) ?? resource.id);
    const known = this.byId.get(id) ?? [];
    if (resource.data && known.some(({ type }) => type === resource.type)) return;
    const twin = resource.data ? this.managedTwin(resource) : undefined;
    if (twin) {
      put(this.byId, id, twin);
      return;
    }
    put(this.byId, id, resource);
    put(this.byType, resource.type, resource);
    put(this.byName, `${resource.type}\n${this.nameOf(resource).toLowerCase()}`, resource);
  }
}

/** The end of a resource's id. The subscription is not compared: files do not say theirs. */
const RESOURCE_ID =
  /\/resourceGroups\/(?<group>[\w.()-]+)\/providers\/Microsoft\.Network\/(?<kind>\w+)\/(?<name>[\w.-]+)(?:\/subnets\/(?<subnet>[\w.-]+))?$/i;

const TYPES_BY_ID: Readonly<Record<string, string>> = {
  azurefirewalls: "azurerm_firewall",
  expressroutecircuits: "azurerm_express_route_circuit",
  firewallpolicies: "azurerm_firewall_policy",
  loadbalancers: "azurerm_lb",
  localnetworkgateways: "azurerm_local_network_gateway",
  natgateways: "azurerm_nat_gateway",
  networkinterfaces: "azurerm_network_interface",
  networksecuritygroups: "azurerm_network_security_group",
  publicipaddresses: "azurerm_public_ip",
  routetables: "azurerm_route_table",
  virtualhubs: "azurerm_virtual_hub",
  virtualnetworkgateways: "azurerm_virtual_network_gateway",
  virtualnetworks: "azurerm_virtual_network",
  "virtualnetworks/subnets": "azurerm_subnet",
  virtualwans: "azurerm_virtual_wan",
};

/** What tells resources of one name apart. */
const mayBeOneGroup = (one: string, other: string): boolean =>
  one === other || one === "" || other === "" || isOpen(one) || isOpen(other);

const PLACES = ["resource_group_name", "virtual_network_name"] as const;

/** An id to compare by: Azure does not tell capitals apart. */
export const idKey = (id: string): string => (isOpen(id) ? id : id.toLowerCase());

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
export const idOfText = (id: string): string => (isOpen(id) ? shortName(id) : id);

/** The order of ids: the same everywhere, whatever the language of the machine. */
export const byId = (a: { readonly id: string }, b: { readonly id: string }): number =>
  a.id < b.id ? -1 : Number(a.id > b.id);
