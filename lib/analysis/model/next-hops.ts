import { contains, type Ipv4Prefix, parsePrefix, parseSource } from "../../domain/ipv4";
import { ALL_KINDS } from "../kinds/all-kinds";
import type { NextHopAddress } from "../kinds/kind";
import { put } from "../kinds/resource-index";
import { equals } from "../unknown/truth";
import { isOpen, symbol, symbolsIn } from "../unknown/value";
import { dynamicCandidates } from "./dynamic-addresses";
import { hasAddress } from "./nic-address";
import type { Component, Nic, Peering, Subnet, Topology } from "./azure";
import type { TopologyIndex } from "./topology-index";

/**
 * What gets the packets that a route sends to an address in one of these networks and subnets: the NIC that has it, the
 * backends of a load balancer that are there, which share the load, or a firewall. Empty where nothing has it.
 */
export function nextHopsAt(index: TopologyIndex, places: readonly string[], address: string): readonly Nic[] {
  const owners = presentOwners(index, places, ownersOf(index.topology).get(address) ?? []);
  const nics = owners.flatMap(({ to }) => to.flatMap((id) => index.nics.get(id) ?? index.firewallNic(id) ?? []));
  if (owners.length === 0) return nextHopsAfterApply(index, places, address);
  return [...new Set(nics)].filter((nic) => index.exists(nic));
}

/** What turns out to have an address that nothing has in the files. */
function nextHopsAfterApply(index: TopologyIndex, places: readonly string[], address: string): readonly Nic[] {
  const dynamic = dynamicOwner(index, places, address);
  if (dynamic) return [dynamic];
  const to = ownerByExpression(index, places, address)?.to ?? [];
  return to.flatMap((id) => index.nics.get(id) ?? []).filter((nic) => index.exists(nic));
}

/** The NICs in these places that may get an address which nothing has by itself. */
export const dynamicOwners = (index: TopologyIndex, places: readonly string[], address: string): readonly Nic[] =>
  dynamicCandidates(index.topology, address).filter((nic) => isWithin(index, places, nic.subnet) && index.exists(nic));

/** The only NIC that can get an address. */
function dynamicOwner(index: TopologyIndex, places: readonly string[], address: string): Nic | undefined {
  const [nic, ...others] = dynamicOwners(index, places, address);
  return others.length === 0 ? nic : undefined;
}

/** The NICs that have an address themselves, literal or by reference, in one of these networks and subnets. */
export const nicsAt = (index: TopologyIndex, places: readonly string[], address: string): readonly Nic[] =>
  nextHopsAt(index, places, address).filter(
    (nic) => hasAddress(nic, address) || dynamicCandidates(index.topology, address).includes(nic),
  );

/** The networks that a network reaches at least a part of: its own, and those that it is peered with. */
export const reachableNetworks = (index: TopologyIndex, network: string): readonly string[] => [
  network,
  ...connectedPeerings(index, network).map(({ remote }) => remote),
];

/**
 * Ids of what a network reaches directly (row 2.5): its own network, peered networks, and of those that a peering of
 * subnets joins, these subnets (row 10.7).
 */
export const peeredPlaces = (index: TopologyIndex, network: string): readonly string[] => [
  network,
  ...connectedPeerings(index, network).flatMap(
    (peering) => index.peeredSubnets(peering)?.map(({ id }) => id) ?? peering.remote,
  ),
];

/** The same, and the virtual hubs that the network is connected to: Azure joins them by a peering. */
export const reachablePlaces = (index: TopologyIndex, network: string): readonly string[] => [
  ...peeredPlaces(index, network),
  ...index.virtualHubConnectionsOf(network).map(({ hub }) => hub),
];

const connectedPeerings = (index: TopologyIndex, network: string): readonly Peering[] =>
  index.peeringsOf(network).filter((peering) => index.connected(peering));

/** The first of these networks and subnets that a subnet lies in, or is; -1 where it lies in none. */
function placeOf(index: TopologyIndex, places: readonly string[], subnet: string): number {
  const network = places.indexOf(index.subnets.get(subnet)?.network ?? subnet);
  return network >= 0 ? network : places.indexOf(subnet);
}

/** True where a subnet lies in one of these networks, or is one of these subnets. */
export const isWithin = (index: TopologyIndex, places: readonly string[], subnet: string): boolean =>
  placeOf(index, places, subnet) >= 0;

/** A component that has an address. */
interface Owner extends NextHopAddress {
  readonly component: Component;
}

/** Owners by their addresses. */
type Owners = ReadonlyMap<string, readonly Owner[]>;

const known = new WeakMap<Topology, Owners>();

/** The owner whose own address is an expression with this value. */
function ownerByExpression(index: TopologyIndex, places: readonly string[], address: string): Owner | undefined {
  const range = parseSource(address);
  if (!range) return undefined;
  return presentOwners(index, places, byExpression(index.topology)).find(
    (owner) =>
      owner.to.some((id) => index.nics.has(id)) &&
      mayLieIn(index.subnets.get(owner.subnet), range) &&
      index.exists({ exists: equals(symbolsIn(owner.address).join(", "), address) }),
  );
}

/** A subnet of which no prefix is known may hold any address. */
const mayLieIn = (subnet: Subnet | undefined, address: Ipv4Prefix): boolean =>
  subnet?.prefixes.some((text) => isOpen(text) || containsAddress(text, address)) ?? true;

function containsAddress(text: string, address: Ipv4Prefix): boolean {
  const prefix = parsePrefix(text);
  return prefix !== undefined && contains(prefix, address);
}

const knownByExpression = new WeakMap<Topology, readonly Owner[]>();

/** The NICs and load balancers whose addresses are written as expressions, and not left to Azure. */
function byExpression(topology: Topology): readonly Owner[] {
  const found =
    knownByExpression.get(topology) ??
    [...ownersOf(topology)].flatMap(([address, owners]) =>
      isOpen(address) ? owners.filter(({ component }) => address !== ownReference(component)) : [],
    );
  knownByExpression.set(topology, found);
  return found;
}

const ownReference = ({ id }: Component): string => symbol(`${id}.private_ip_address`);

function ownersOf(topology: Topology): Owners {
  const owners = known.get(topology) ?? findOwners(topology);
  known.set(topology, owners);
  return owners;
}

function findOwners(topology: Topology): Owners {
  const byAddress = new Map<string, Owner[]>();
  for (const kind of ALL_KINDS)
    for (const component of topology[kind.list])
      for (const nextHop of kind.nextHops?.(component) ?? [])
        put(byAddress, nextHop.address, { ...nextHop, component });
  return byAddress;
}

/** Those in the places that are there, in the order of the places. Existence is asked only of those that fit. */
function presentOwners(index: TopologyIndex, places: readonly string[], owners: readonly Owner[]): readonly Owner[] {
  const place = ({ subnet }: Owner): number => placeOf(index, places, subnet);
  return owners
    .filter((owner) => place(owner) >= 0 && index.exists(owner.component) && index.exists(owner))
    .sort((one, other) => place(one) - place(other));
}
