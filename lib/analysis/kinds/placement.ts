import type { Resource } from "../terraform/resource";
import type { KindContext } from "./kind";
import { NETWORK, NETWORK_READER } from "./network";
import { NETWORK_INTERFACE, NETWORK_INTERFACE_READER } from "./network-interface";
import { idOfText } from "./resource-index";
import type { Named, ResourceReferences } from "./resource-references";
import { SCALE_SETS } from "./scale-set";
import { standingOf } from "./standing";
import { networkOfSubnet, SUBNET, SUBNET_READER } from "./subnet";
import { VIRTUAL_MACHINE_READER } from "./virtual-machine";

/** Where resources are: ids of subnets, networks and network interfaces. */
export class Placement {
  public readonly subnets = new Set<string>();
  public readonly networks = new Set<string>();
  public readonly nics = new Set<string>();

  public get isEmpty(): boolean {
    return this.networks.size === 0;
  }

  public addAll(other: Placement): void {
    for (const id of other.subnets) this.subnets.add(id);
    for (const id of other.networks) this.networks.add(id);
    for (const id of other.nics) this.nics.add(id);
  }
}

/** Finds where resources are, by what they name and by what names them. */
export class Placements {
  private readonly byResource = new Map<Resource, Placement>();

  public constructor(
    private readonly references: ResourceReferences,
    private readonly kinds: KindContext,
  ) {}

  /** What a resource names, as far as that places it. */
  public namedBy(resource: Resource): readonly Named[] {
    const standing = standingOf(resource.type);
    const placedBy = standing.kind === "not-modelled" ? standing.entry.placedBy : undefined;
    const named = this.references.of(resource).filter((one) => one.resource !== resource);
    return placedBy ? named.filter(({ attribute }) => placedBy.includes(attribute)) : named;
  }

  /** By what it names: the nearest subnets or networks. */
  public of(resource: Resource): Placement {
    const known = this.byResource.get(resource);
    if (known) return known;
    const placement = new Placement();
    this.byResource.set(resource, placement);
    let level: readonly Resource[] = [resource];
    const seen = new Set(level);
    while (level.length > 0 && placement.isEmpty) {
      for (const one of level) this.add(placement, one);
      level = level
        .flatMap((one) => this.namedBy(one).flatMap((named) => named.resource ?? []))
        .filter((one) => !seen.has(one) && !isBoundary(one) && !isPlace(one));
      for (const one of level) seen.add(one);
    }
    return placement;
  }

  /** By what it names and what names it, through other resources that are not modelled. */
  public around(resource: Resource): Placement {
    const placement = new Placement();
    const waiting = [resource];
    const seen = new Set(waiting);
    for (let one = waiting.pop(); one; one = waiting.pop()) {
      this.add(placement, one);
      for (const next of [...this.namedBy(one).flatMap((named) => named.resource ?? []), ...this.references.to(one)]) {
        if (seen.has(next) || isBoundary(next)) continue;
        seen.add(next);
        if (standingOf(next.type).kind === "modelled") placement.addAll(this.ofModelled(next));
        else waiting.push(next);
      }
    }
    return placement;
  }

  /** By what one attribute of a resource names. */
  public namedIn(resource: Resource, attribute: string): Placement {
    const placement = new Placement();
    for (const named of this.references.of(resource).filter((one) => one.attribute === attribute))
      if (!named.resource) this.addNamed(placement, named.text);
      else if (isPlace(named.resource)) this.addPlace(placement, named.resource);
      else if (standingOf(named.resource.type).kind === "modelled") placement.addAll(this.ofModelled(named.resource));
    return placement;
  }

  /** A component that names no network is where those are that name it: a route table, a public IP. */
  private ofModelled(resource: Resource): Placement {
    const own = this.of(resource);
    if (!own.isEmpty) return own;
    const placement = new Placement();
    for (const user of this.references.to(resource))
      if (standingOf(user.type).kind === "modelled") placement.addAll(this.of(user));
    return placement;
  }

  private add(placement: Placement, resource: Resource): void {
    if (isPlace(resource)) this.addPlace(placement, resource);
    for (const { resource: named, text } of this.namedBy(resource))
      if (named) {
        if (isPlace(named)) this.addPlace(placement, named);
      } else this.addNamed(placement, text);
  }

  private addPlace({ subnets, networks, nics }: Placement, { id, type }: Resource): void {
    if (NETWORK.types.includes(type)) networks.add(id);
    const own = NETWORK_INTERFACE.types.includes(type) ? [id] : this.instanceNics(id, type);
    for (const nic of own) {
      nics.add(nic);
      const subnet = this.kinds.find(NETWORK_INTERFACE_READER, nic)?.subnet;
      if (subnet !== undefined) this.addSubnet({ subnets, networks }, subnet);
    }
    if (SUBNET.types.includes(type)) this.addSubnet({ subnets, networks }, id);
  }

  private instanceNics(id: string, type: string): readonly string[] {
    return SCALE_SETS.includes(type) ? (this.kinds.find(VIRTUAL_MACHINE_READER, id)?.nics ?? []) : [];
  }

  private addSubnet({ subnets, networks }: Pick<Placement, "subnets" | "networks">, id: string): void {
    subnets.add(id);
    networks.add(networkOfSubnet(id, this.kinds));
  }

  /** What is a block of a network, or is not in the files. */
  private addNamed(placement: Placement, text: string): void {
    const block = SUBNET_READER.blockNamed?.(this.kinds, text);
    const subnet = block ?? this.kinds.find(SUBNET_READER, idOfText(text))?.id;
    if (subnet !== undefined) this.addSubnet(placement, subnet);
    const network = this.kinds.find(NETWORK_READER, idOfText(text))?.id;
    if (network !== undefined) placement.networks.add(network);
  }
}

/** What many resources share although they have nothing else in common: a resource group, a workspace. */
const isBoundary = ({ type }: Resource): boolean => standingOf(type).kind === "no-bearing";

const isPlace = ({ type }: Resource): boolean =>
  [...NETWORK.types, ...SUBNET.types, ...NETWORK_INTERFACE.types, ...SCALE_SETS].includes(type);
