import { ALL_KINDS } from "../kinds/all-kinds";
import type { NextHopAddress } from "../kinds/kind";
import { put } from "../kinds/resource-index";
import { hasAddress } from "./nic-address";
import type { Component, Nic, Topology } from "./azure";
import type { TopologyIndex } from "./topology-index";

/**
 * What gets the packets that a route sends to an address in one of these networks: the NIC that has it, the backends of a
 * load balancer that are there, which share the load, or a firewall. Empty where nothing has it.
 */
export function nextHopsAt(index: TopologyIndex, networks: readonly string[], address: string): readonly Nic[] {
  const owners = presentOwners(index, networks, ownersOf(index.topology).get(address) ?? []);
  const nics = owners.flatMap(({ to }) => to.flatMap((id) => index.nics.get(id) ?? index.firewallNic(id) ?? []));
  return [...new Set(nics)].filter((nic) => index.exists(nic));
}

/** The NICs that have an address themselves, literal or by reference, in one of these networks. */
export const nicsAt = (index: TopologyIndex, networks: readonly string[], address: string): readonly Nic[] =>
  nextHopsAt(index, networks, address).filter((nic) => hasAddress(nic, address));

/** The networks whose addresses a network reaches directly: its own, and those that it is peered with (row 2.5). */
export const reachableNetworks = (index: TopologyIndex, network: string): readonly string[] => [
  network,
  ...index
    .peeringsOf(network)
    .filter((peering) => index.connected(peering))
    .map(({ remote }) => remote),
];

/** The same, and the virtual hubs that the network is connected to: Azure joins them by a peering. */
export const reachablePlaces = (index: TopologyIndex, network: string): readonly string[] => [
  ...reachableNetworks(index, network),
  ...index.virtualHubConnectionsOf(network).map(({ hub }) => hub),
];

/** A component that has an address. */
interface Owner extends NextHopAddress {
  readonly component: Component;
}

/** Owners by their addresses. */
type Owners = ReadonlyMap<string, readonly Owner[]>;

const known = new WeakMap<Topology, Owners>();

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

/** Those in the networks that are there, in the order of the networks. Existence is asked only of those that fit. */
function presentOwners(index: TopologyIndex, networks: readonly string[], owners: readonly Owner[]): readonly Owner[] {
  const place = ({ subnet }: Owner): number => networks.indexOf(index.subnets.get(subnet)?.network ?? subnet);
  return owners
    .filter((owner) => place(owner) >= 0 && index.exists(owner.component))
    .sort((one, other) => place(one) - place(other));
}
