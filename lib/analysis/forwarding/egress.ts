import type { Address } from "../model/address";
import type { Firewall, LoadBalancer, Nic, Subnet } from "../model/azure";
import type { Packet } from "../model/packet";
import type { Egress, OutboundMethod } from "../results";
import type { TopologyIndex } from "../model/topology-index";
import type { RoutingState } from "../routes/routing-state";
import { isOpen } from "../unknown/value";

/** A NIC that sends to the internet itself. */
export interface EgressQuery {
  readonly nic: Nic;
  readonly subnet: Subnet;
  /** The address of the NIC's that it sends from. */
  readonly source: Address;
  readonly protocol: Packet["protocol"];
}

/** The address that the internet sees of what leaves Azure directly. */
export type OutboundAddress = Egress & { readonly kind: OutboundMethod };

/** The address that the internet sees: the first method that there is (rows 4.6, 5.1 to 5.9). */
export function egressOf(routing: RoutingState, query: EgressQuery): OutboundAddress | undefined {
  const gateway = natGatewayOf(routing, query);
  // A NAT gateway comes first even for what it does not translate.
  if (gateway) return query.protocol === "icmp" ? undefined : gateway;
  const firewall = routing.index.firewalls.get(query.nic.id);
  if (firewall) return firewallAddress(routing, firewall);
  return publicIpOf(routing, query) ?? balancedOf(routing, query) ?? defaultOutbound(routing, query);
}

/** It translates TCP and UDP only (row 4.9), and without an address nothing. */
function natGatewayOf(routing: RoutingState, { nic, subnet }: EgressQuery): OutboundAddress | undefined {
  const { index, scenario } = routing;
  const gateway = index.natGatewayOf(subnet);
  if (!gateway || gateway.publicIps.length === 0 || !scenario.isTrue(gateway.translates ?? true)) return undefined;
  const { id, name, publicIps } = gateway;
  return { kind: "nat-gateway", name, id, address: onlyAddress(routing, publicIps), machine: index.nameOf(nic) };
}

/** One of its public IPs, by chance (row 13.3). Azure gives those of a virtual hub. */
export function firewallAddress(
  routing: RoutingState,
  { id, name, hub, egressIps, attached = true }: Firewall,
): OutboundAddress | undefined {
  if (!routing.scenario.isTrue(attached)) return undefined;
  const [only, ...others] = egressIps;
  if (only === undefined && hub !== undefined)
    return { kind: "firewall", name: `a public IP of ${name}`, id, address: null, machine: name };
  if (only === undefined) return undefined;
  const names = egressIps.map((one) => routing.index.publicIps.get(one)?.name ?? one);
  const more = names.length - MAX_NAMED;
  return {
    kind: "firewall",
    name: `${names.slice(0, MAX_NAMED).join(" or ")}${more > 0 ? ` or ${more} more` : ""}`,
    id: others.length === 0 ? only : id,
    address: onlyAddress(routing, egressIps),
    machine: name,
  };
}

/** A firewall may have 250. */
const MAX_NAMED = 3;

function publicIpOf(routing: RoutingState, { nic, source }: EgressQuery): OutboundAddress | undefined {
  const { index } = routing;
  const id = index.publicIpFor(nic, source);
  if (id === undefined) return undefined;
  const name = index.publicIps.get(id)?.name ?? id;
  return { kind: "public-ip", name, id, address: onlyAddress(routing, [id]), machine: index.nameOf(nic) };
}

/** An outbound rule, or an inbound rule that translates its own protocol outbound, too (rows 5.3, 5.9). */
function balancedOf(routing: RoutingState, { nic, protocol }: EgressQuery): OutboundAddress | undefined {
  const { index } = routing;
  const [found] = index.present(index.topology.loadBalancers).flatMap(({ id, name, outbound }) => {
    const rule = outbound.find((one) => one.nics.includes(nic.id) && ["all", protocol].includes(one.protocol));
    return rule ? [{ id, name, publicIps: rule.publicIps }] : [];
  });
  if (!found) return undefined;
  const { id, name, publicIps } = found;
  return { kind: "load-balancer", name, id, address: onlyAddress(routing, publicIps), machine: index.nameOf(nic) };
}

/** It does not translate ICMP, and not for NICs in a pool of a Standard load balancer (rows 5.7, 5.8). */
function defaultOutbound(
  { index, scenario }: RoutingState,
  { nic, subnet, protocol }: EgressQuery,
): OutboundAddress | undefined {
  if (protocol === "icmp" || balancerOf(index, nic) || !scenario.isTrue(subnet.defaultOutboundAccess)) return undefined;
  return { kind: "default-outbound", name: "a default outbound address", address: null, machine: index.nameOf(nic) };
}

/** The load balancer that takes default outbound access from a NIC. */
export const balancerOf = (index: TopologyIndex, nic: Nic): LoadBalancer | undefined =>
  index.present(index.topology.loadBalancers, ({ withoutDefaultOutbound }) =>
    withoutDefaultOutbound.includes(nic.id),
  )[0];

function onlyAddress({ index }: RoutingState, ids: readonly string[]): string | null {
  const address = ids.length === 1 ? index.publicIps.get(ids[0]!)?.address : undefined;
  return address === undefined || isOpen(address) ? null : address;
}
