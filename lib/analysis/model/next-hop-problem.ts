import { contains, type Ipv4Prefix, parsePrefix, parseSource } from "../../domain/ipv4";
import { isOpen, symbol } from "../unknown/value";
import { isPublic } from "./address";
import type { Component, LoadBalancer, Nic, Peering, PublicIp } from "./azure";
import { hasInRange, networkAt } from "./network-at";
import { dynamicOwners, isWithin, peeredPlaces, reachableNetworks } from "./next-hops";
import { referredAddress } from "./nic-address";
import { lenders } from "./relations";
import type { TopologyIndex } from "./topology-index";
import { mayHideAddresses } from "./unmodelled-addresses";

/** Why a user-defined route's next hop, which no NIC has, leads nowhere (row 2.5). */
export type NextHopProblem =
  /** `owner`: the public IP, and the load balancer whose frontend it is, where the files have them. */
  | { readonly kind: "public"; readonly owner?: PublicIp; readonly balancer?: LoadBalancer }
  /** A frontend of a load balancer that has no rule for all ports and protocols. */
  | { readonly kind: "no-port-rule"; readonly balancer: LoadBalancer }
  /** A frontend of a load balancer whose rule for all ports has no backends. */
  | { readonly kind: "empty-pool"; readonly balancer: LoadBalancer }
  /** In a network that is reachable, but nothing there has it. */
  | { readonly kind: "no-owner" }
  /**
   * `network`: the network whose range it is in, where the files have it; `peering`: the peering of subnets with that,
   * which leaves the address out.
   */
  | { readonly kind: "out-of-reach"; readonly network?: Component; readonly peering?: Peering };

/**
 * What is wrong with an address that no NIC of a reachable network has; undefined where its owner may not be in the
 * files.
 * @param network id of the network that the route is used in
 */
export function nextHopProblem(index: TopologyIndex, network: string, address: string): NextHopProblem | undefined {
  const balanced = balancerAt(index, peeredPlaces(index, network), address);
  if (balanced) return balanced;
  const range = parseSource(address);
  if (mayBeInHub(index, network, range)) return undefined;
  const isNear = nearPrefixes(index, network).some((addressSpace) => hasInRange({ addressSpace }, address));
  if (!isNear) {
    const owner = publicIpAt(index, address);
    if (owner ?? (range && isPublic({ text: address, range, within: [] })))
      return { kind: "public", ...(owner && { owner, ...frontendOf(index, owner) }) };
  }
  if (!range || reachableNetworks(index, network).some((id) => index.isOutside(id))) return undefined;
  if (isNear) return isHidden(index, network, address) ? undefined : { kind: "no-owner" };
  const elsewhere = networkAt(index.networks.values(), address);
  const [peering] = elsewhere ? index.peeringsOf(network, ({ remote }) => remote === elsewhere.id) : [];
  return {
    kind: "out-of-reach",
    ...(elsewhere && { network: elsewhere }),
    ...(peering && index.connected(peering) && { peering }),
  };
}

/** Something may have the address of which the files do not tell. */
const isHidden = (index: TopologyIndex, network: string, address: string): boolean =>
  mayHideAddresses(index.topology) || dynamicOwners(index, peeredPlaces(index, network), address).length > 0;

/** The ranges that a network reaches directly, its own first. */
const nearPrefixes = (index: TopologyIndex, network: string): readonly (readonly string[])[] => [
  index.networks.get(network)?.addressSpace ?? [],
  ...index
    .peeringsOf(network)
    .filter((peering) => index.connected(peering))
    .map((peering) => index.remotePrefixes(peering)),
];

/** Which addresses what is in a virtual hub has, only Azure knows. */
const mayBeInHub = (index: TopologyIndex, network: string, address: Ipv4Prefix | undefined): boolean =>
  address !== undefined &&
  index.virtualHubConnectionsOf(network).some(({ hub }) => {
    const prefix = parsePrefix(index.virtualHubs.get(hub)?.prefix ?? "");
    return prefix === undefined || contains(prefix, address);
  });

/** A load balancer that has the address, and passes on nothing that is sent to it as a next hop. */
function balancerAt(index: TopologyIndex, places: readonly string[], address: string): NextHopProblem | undefined {
  for (const balancer of index.topology.loadBalancers) {
    const frontend = balancer.frontends.find(
      ({ address: own, subnet = "" }) => own === address && isWithin(index, places, subnet),
    );
    if (frontend && !frontend.appliances?.length)
      return { kind: frontend.appliances ? "empty-pool" : "no-port-rule", balancer };
  }
  return undefined;
}

/** By its address, or by a reference to that of a public IP which is made in the same apply. */
const publicIpAt = ({ topology }: TopologyIndex, text: string): PublicIp | undefined =>
  topology.publicIps.find(({ id, address }) => (isOpen(text) ? symbol(`${id}.ip_address`) === text : address === text));

function frontendOf({ topology }: TopologyIndex, { id }: PublicIp): { readonly balancer?: LoadBalancer } {
  const balancer = topology.loadBalancers.find(({ frontends }) => frontends.some(({ publicIp }) => publicIp === id));
  return balancer ? { balancer } : {};
}

/** The networks whose gateways a network uses, or may use. */
export const gatewayNetworks = (index: TopologyIndex, network: string): readonly string[] => [
  network,
  ...lenders(index, network)
    .filter(({ borrows }) => borrows !== false)
    .map((lender) => lender.network),
];

/** True where a route to VirtualNetworkGateway may lead to a gateway that is not in the files. */
export const mayHaveGatewayElsewhere = (index: TopologyIndex, network: string): boolean =>
  gatewayNetworks(index, network).some((id) => index.isOutside(id)) ||
  index.virtualHubConnectionsOf(network).length > 0;

/** A private address that could be meant in place of one that leads nowhere, and what has it. */
export interface PossibleNextHop {
  readonly address: string;
  readonly name: string;
}

/** The load balancers for all ports and the NICs with IP forwarding that a network reaches, the balancers first. */
export function possibleNextHops(index: TopologyIndex, network: string): readonly PossibleNextHop[] {
  const places = peeredPlaces(index, network);
  const isNear = (subnet = ""): boolean => isWithin(index, places, subnet);
  const balancers = index.topology.loadBalancers.flatMap(({ name, frontends }) =>
    frontends.flatMap(({ address, subnet, appliances }) =>
      address !== undefined && appliances?.length && isNear(subnet) ? [{ address, name }] : [],
    ),
  );
  const behind = new Set(
    index.topology.loadBalancers.flatMap(({ frontends }) => frontends.flatMap(({ appliances = [] }) => appliances)),
  );
  const nics = index.topology.nics
    .filter((nic) => nic.forwarding === true && isNear(nic.subnet) && !behind.has(nic.id))
    .map((nic: Nic) => ({ address: referredAddress(nic), name: index.nameOf(nic) }));
  return [...balancers, ...nics];
}
