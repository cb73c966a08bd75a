import { freePrefix, prefixAround } from "../domain/free-prefix";
import { canonical, contains, mustParse, overlaps, parsePrefix, type Ipv4Prefix } from "../domain/ipv4";
import { isPrivate, PRIVATE_PREFIXES } from "../domain/special-ranges";
import type { Declaration, NetworkDeclaration, Place, SubnetDeclaration } from "./declaration";
import { edit } from "./edit";

/** Something at a place that has a well-formed prefix: host bits, if any, are another rule's affair. */
export interface Placed {
  readonly at: Place;
  readonly prefix: Ipv4Prefix;
}

/** A subnet with a well-formed prefix. */
export interface PlacedSubnet extends Placed {
  readonly name: string | undefined;
}

/** A VNet's name, or the path of whoever declares it where the name is known only at apply. */
export function networkName({ name, path, spaces }: NetworkDeclaration): string {
  return name ?? spaces[0]?.at.path ?? path;
}

/** The name of the VNet with that path, or the path itself. */
export function networkLabel(app: Declaration, path: string): string {
  const network = app.networks.find((one) => one.path === path);
  return network ? networkName(network) : path;
}

/** A subnet as a sentence calls it. */
export function subnetLabel({ name, at }: { readonly name: string | undefined; readonly at: Place }): string {
  return name === undefined ? `the subnet of ${at.prop}` : `subnet ${name}`;
}

/** The address spaces of a VNet that are prefixes. */
export function spacesOf(network: NetworkDeclaration): Placed[] {
  return network.spaces.flatMap(({ at, prefix }) => placed(at, prefix));
}

/** The subnets of a VNet whose prefix is one. */
export function subnetsOf(network: NetworkDeclaration): PlacedSubnet[] {
  return network.subnets.flatMap(({ at, name, prefix }) => placed(at, prefix).map((it) => ({ ...it, name })));
}

/** True where no address space is unknown or malformed, so that one may say what lies outside. */
export function spacesAreKnown(network: NetworkDeclaration): boolean {
  return network.spaces.length > 0 && spacesOf(network).length === network.spaces.length;
}

/** The subnet with that name, ignoring case as Azure does. */
export function findSubnet(app: Declaration, network: string, name: string | undefined): SubnetDeclaration | undefined {
  if (name === undefined) return undefined;
  return app.networks
    .filter(({ path }) => path === network)
    .flatMap(({ subnets }) => subnets)
    .find((subnet) => subnet.name !== undefined && sameName(subnet.name, name));
}

/** True where Azure takes the two for one name. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * An edit that gives a subnet a place of its own: of the wished size where there is room, else smaller, else a wider
 * VNet.
 */
export function moveSubnet(network: NetworkDeclaration, at: Place, length: number, smallest: number): string {
  const spaces = spacesOf(network).map(({ prefix }) => prefix);
  const others = subnetsOf(network)
    .filter((subnet) => subnet.at !== at)
    .map(({ prefix }) => prefix);
  for (let wished = length; wished <= smallest; wished++) {
    const free = freePrefix(wished, spaces, others);
    if (free) return edit(at, canonical(free));
  }
  return widerSpace(network);
}

/**
 * An edit with an address space that shares no address with any other of the app, of the wished size where there is
 * room.
 */
export function moveSpace(app: Declaration, at: Place, length: number): string {
  const taken = app.networks
    .flatMap(spacesOf)
    .filter((space) => space.at !== at)
    .map(({ prefix }) => prefix);
  const wished = Math.max(length, 8);
  for (let longer = wished; longer <= 29; longer++) {
    const free = freePrefix(longer, PRIVATE_PREFIXES.map(mustParse), taken);
    if (free) return edit(at, canonical(free));
  }
  return `leave ${at.prop} out: no private addresses are left`;
}

/** How one prefix lies to another that it overlaps. */
export function relation(one: Ipv4Prefix, other: Ipv4Prefix): string {
  if (one.length === other.length) return "is the same as";
  return contains(other, one) ? "lies inside" : "contains";
}

/** True where the prefix shares addresses with one of the list. */
export function overlapsAny(prefix: Ipv4Prefix, others: readonly Ipv4Prefix[]): boolean {
  return others.some((other) => overlaps(prefix, other));
}

function placed(at: Place, text: string | undefined): Placed[] {
  const prefix = text === undefined ? undefined : parsePrefix(text);
  return prefix ? [{ at, prefix }] : [];
}

function widerSpace(network: NetworkDeclaration): string {
  const last = spacesOf(network).at(-1);
  if (!last) return 'addressSpace: "10.0.0.0/16"';
  const wider = prefixAround(last.prefix.first, Math.max(last.prefix.length - 1, 0));
  if (isPrivate(wider)) return edit(last.at, canonical(wider));
  const free = freePrefix(
    16,
    PRIVATE_PREFIXES.map(mustParse),
    spacesOf(network).map(({ prefix }) => prefix),
  );
  return free ? `moreAddressSpaces: ["${canonical(free)}"]` : "a smaller prefix for one of its other subnets";
}
