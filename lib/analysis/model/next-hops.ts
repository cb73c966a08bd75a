import { contains, parsePrefix, parseSource } from "../../domain/ipv4";
import { ALL_KINDS } from "../kinds/all-kinds";
import type { NextHopAddress } from "../kinds/kind";
import { put } from "../kinds/resource-index";
import { isOpen } from "../unknown/value";
import { hasAddress } from "./nic-address";
import type { Component, Nic, Topology } from "./azure";
import type { TopologyIndex } from "./topology-index";

/** What has an address that a route names as its next hop. */
export interface NextHopTarget {
  /** The NICs that get the packet: the one with the address, or the backends of a load balancer, which share the load. */
  readonly nics: readonly Nic[];
  /** What has the address, where this model does not say how it forwards: an Azure Firewall. */
  readonly opaque?: OpaqueNextHop;
}

/** A next hop whose forwarding is not modelled. */
export interface OpaqueNextHop {
  readonly component: Component;
  /** What it is called: "firewall". */
  readonly label: string;
}

/** What has an address in one of these networks; empty where nothing has it. */
export function nextHopsAt(index: TopologyIndex, networks: readonly string[], address: string): NextHopTarget {
  const owners = presentOwners(index, networks, ownersOf(index.topology).byAddress.get(address) ?? []);
  const [opaque] = owners.length > 0 ? owners.filter(isOpaque) : possibleOwners(index, networks, address);
  return {
    nics: nicsOf(index, owners),
    ...(opaque && { opaque: { component: opaque.component, label: opaque.label } }),
  };
}

/** The NICs that have an address themselves, literal or by reference, in one of these networks. */
export const nicsAt = (index: TopologyIndex, networks: readonly string[], address: string): readonly Nic[] =>
  nextHopsAt(index, networks, address).nics.filter((nic) => hasAddress(nic, address));

/** The networks whose addresses a network reaches directly: its own, and those that it is peered with (row 2.5). */
export const reachableNetworks = (index: TopologyIndex, network: string): readonly string[] => [
  network,
  ...index
    .peeringsOf(network)
    .filter((peering) => index.connected(peering))
    .map(({ remote }) => remote),
];

/** A component that has an address. */
interface Owner extends NextHopAddress {
  readonly component: Component;
  readonly label: string;
}

interface Owners {
  readonly byAddress: ReadonlyMap<string, readonly Owner[]>;
  /** Those that are not modelled, and whose address is known only after apply. */
  readonly opaqueAtUnknownAddress: readonly Owner[];
}

const known = new WeakMap<Topology, Owners>();

function ownersOf(topology: Topology): Owners {
  const owners = known.get(topology) ?? findOwners(topology);
  known.set(topology, owners);
  return owners;
}

function findOwners(topology: Topology): Owners {
  const all = ALL_KINDS.flatMap((kind) =>
    topology[kind.list].flatMap((component): Owner[] =>
      (kind.nextHops?.(component) ?? []).map((nextHop) => ({ ...nextHop, component, label: kind.label })),
    ),
  );
  const byAddress = new Map<string, Owner[]>();
  for (const owner of all) put(byAddress, owner.address, owner);
  return { byAddress, opaqueAtUnknownAddress: all.filter((owner) => isOpaque(owner) && isOpen(owner.address)) };
}

const isOpaque = ({ to }: Owner): boolean => to === "not-modelled";

const nicsOf = (index: TopologyIndex, owners: readonly Owner[]): readonly Nic[] => [
  ...new Set(owners.flatMap(({ to }) => (to === "not-modelled" ? [] : to.flatMap((id) => index.nics.get(id) ?? [])))),
];

/** Those in the networks that are there, in the order of the networks. Existence is asked only of those that fit. */
function presentOwners(index: TopologyIndex, networks: readonly string[], owners: readonly Owner[]): readonly Owner[] {
  const place = ({ subnet }: Owner): number => networks.indexOf(index.subnets.get(subnet)?.network ?? "");
  return owners
    .filter((owner) => place(owner) >= 0 && index.exists(owner.component))
    .sort((one, other) => place(one) - place(other));
}

/** What is not modelled may turn out to have any address of its subnet. */
function possibleOwners(index: TopologyIndex, networks: readonly string[], address: string): readonly Owner[] {
  const wanted = parseSource(address);
  if (!wanted) return [];
  const fitting = ownersOf(index.topology).opaqueAtUnknownAddress.filter(({ subnet }) =>
    index.subnets.get(subnet)?.prefixes.some((text) => {
      const prefix = parsePrefix(text);
      return prefix !== undefined && contains(prefix, wanted);
    }),
  );
  return presentOwners(index, networks, fitting);
}
