import { hasAddress } from "./address";
import type { Component, Nic } from "./azure";
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
  const nics = networks
    .flatMap((network) => index.subnetsOf(network))
    .flatMap(({ id }) => index.nicsIn(id))
    .filter((nic) => hasAddress(nic, address));
  return { nics: nics.length > 0 ? nics : backendsAt(index, networks, address) };
}

function backendsAt(index: TopologyIndex, networks: readonly string[], address: string): readonly Nic[] {
  const frontend = index.topology.loadBalancers
    .flatMap(({ frontends }) => frontends)
    .find((one) => one.address === address && networks.includes(index.subnets.get(one.subnet ?? "")?.network ?? ""));
  return (frontend?.appliances ?? []).flatMap((id) => index.nics.get(id) ?? []);
}

/** The networks whose addresses a network reaches directly: its own, and those that it is peered with (row 2.5). */
export const reachableNetworks = (index: TopologyIndex, network: string): readonly string[] => [
  network,
  ...index
    .peeringsOf(network)
    .filter((peering) => index.connected(peering))
    .map(({ remote }) => remote),
];
