import { freePrefix, prefixAround } from "../domain/free-prefix";
import { canonical, contains, mustParse, overlaps, parsePrefix, type Ipv4Prefix } from "../domain/ipv4";
import { isPrivate, PRIVATE_PREFIXES } from "../domain/special-ranges";
import { plannedSubnets } from "../domain/subnet-plan";
import type { Declaration, NetworkDeclaration, Place, SubnetDeclaration } from "./declaration";
import { edit } from "./edit";

/** A well-formed prefix with its place; another rule reports host bits. */
export interface Placed {
  readonly at: Place;
  readonly prefix: Ipv4Prefix;
}

/** A subnet with a well-formed prefix. */
export interface PlacedSubnet extends Placed {
  readonly name: string | undefined;
}

/** The name of a VNet, or the path of its construct where the name is known after apply. */
export function networkName({ name, path, spaces }: NetworkDeclaration): string {
  return name ?? spaces[0]?.at.path ?? path;
}

/** The name of the VNet with that path, or the path itself. */
export function networkLabel(app: Declaration, path: string): string {
  const network = app.networks.find((one) => one.path === path);
  return network ? networkName(network) : path;
}

/** The name of a subnet in a sentence. */
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

/** True where every address space is known and well-formed, so that what is outside can be determined. */
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

/** True where the two are one name to Azure, which ignores letter case. */
export function sameName(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

/**
 * An edit with a free prefix for a subnet: of the desired size if there is room, else smaller; else a larger VNet.
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
 * An edit with an address space that overlaps no other one of the app, of the desired size if there is room.
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
  return `remove ${at.prop}: no private addresses are free`;
}

/** The relation of two overlapping prefixes. */
export function relation(one: Ipv4Prefix, other: Ipv4Prefix): string {
  if (one.length === other.length) return "is the same as";
  return contains(other, one) ? "lies inside" : "contains";
}

/** True of a prefix that a subnet has because none was given for it. */
export function isPlanned(network: NetworkDeclaration, { text }: Ipv4Prefix): boolean {
  const [main] = spacesOf(network);
  return main !== undefined && (plannedSubnets(main.prefix).includes(text) || text === main.prefix.text);
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
  return free ? `moreAddressSpaces: ["${canonical(free)}"]` : "use a smaller prefix for another subnet";
}
