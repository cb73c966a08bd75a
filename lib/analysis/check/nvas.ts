import { parsePrefix } from "../../domain/ipv4";
import type { Machine, NatGateway, Nic, PublicIp, RouteTable, Subnet, Topology } from "../model/azure";
import type { GuestBgp } from "../model/guest";
import { publicIpsOf } from "../model/nic-address";
import { serverConnections } from "../model/bgp-servers";
import { nextHopsAt, peeredPlaces } from "../model/next-hops";
import { peerAt } from "../model/relations";
import { TopologyIndex } from "../model/topology-index";

/** 0/0, or a half of it: what leads packets to public addresses somewhere. */
export const isDefault = (prefix: string): boolean => (parsePrefix(prefix)?.length ?? 32) <= 1;

/** Machines whose guest brings a default route into BGP, whatever becomes of it. */
export const announcers = (topology: Topology): Machine[] =>
  topology.machines.filter(({ guest }) => guest?.bgp && originatesDefault(guest.bgp));

/**
 * Machines that internet traffic of others is, or is meant to be, led to: by a route to their address, or by BGP. A
 * Route Server's peer counts too where its guest translates, or is not known to speak BGP: what it was to advertise
 * nobody can tell.
 */
export function nvas(topology: Topology): readonly Machine[] {
  const known = found.get(topology) ?? search(topology);
  found.set(topology, known);
  return known;
}

const found = new WeakMap<Topology, readonly Machine[]>();

function search(topology: Topology): Machine[] {
  const index = new TopologyIndex(topology);
  const nextHops = new Set(defaultNextHops(topology).flatMap((one) => ownersOf(index, one)));
  const announcing = new Set([...announcers(topology), ...peers(index).filter(isMeantAsExit)].map(({ id }) => id));
  return topology.machines.filter(({ id, nics }) => announcing.has(id) || nics.some((nic) => nextHops.has(nic)));
}

/** Ids of the NICs that get the packets; those beyond reach are meant only where nothing within reach has the address. */
function ownersOf(index: TopologyIndex, { network, address }: NextHop): readonly string[] {
  const near = nextHopsAt(index, peeredPlaces(index, network), address);
  const meant = near.length > 0 ? near : nextHopsAt(index, [...index.networks.keys()], address);
  return meant.map(({ id }) => id);
}

const isMeantAsExit = ({ guest }: Machine): boolean =>
  !guest?.bgp ||
  guest.postrouting.some(({ rules }) => rules.some(({ action }) => action === "masquerade" || action === "snat"));

function peers(index: TopologyIndex): Machine[] {
  return serverConnections(index).flatMap(
    ({ connection, server }) => peerAt(index, server.network, connection.peerAddress)?.machine ?? [],
  );
}

/**
 * Ids of the machines that are no clients of the tunnel: NVAs, and those with IP forwarding on a NIC. The standby of an
 * NVA is one of these, although no route leads to it.
 */
export function routers(topology: Topology): ReadonlySet<string> {
  const forwarding = new Set(topology.nics.filter((nic) => nic.forwarding !== false).map(({ id }) => id));
  const standby = topology.machines.filter((machine) => machine.nics.some((id) => forwarding.has(id)));
  return new Set([...nvas(topology), ...standby].map(({ id }) => id));
}

/** A machine's NICs. */
export const nicsOf = (topology: Topology, machine: Machine): Nic[] =>
  topology.nics.filter(({ id }) => machine.nics.includes(id));

/** The BGP speakers among the machines. */
export const speakers = (topology: Topology): (Machine & { guest: { bgp: GuestBgp } })[] =>
  topology.machines.filter(
    (machine): machine is Machine & { guest: NonNullable<Machine["guest"]> & { bgp: GuestBgp } } =>
      machine.guest?.bgp !== undefined,
  );

function originatesDefault(bgp: GuestBgp): boolean {
  return [...bgp.originates, ...bgp.neighbors.flatMap(({ originates }) => originates)].some(({ prefix }) =>
    isDefault(prefix),
  );
}

/** The next hop of a default route, as a VNet has it. */
interface NextHop {
  /** Empty where no VNet has the route. */
  readonly network: string;
  readonly address: string;
}

function defaultNextHops(topology: Topology): NextHop[] {
  const tables = new Map(topology.routeTables.map((table) => [table.id, table]));
  const ofTable = (network: string, table: RouteTable | undefined): NextHop[] =>
    (table?.routes ?? [])
      .filter(({ prefix, nextHopType }) => isDefault(prefix) && nextHopType === "VirtualAppliance")
      .flatMap(({ nextHopAddress }) => (nextHopAddress === undefined ? [] : [{ network, address: nextHopAddress }]));
  const ofSubnets = topology.subnets.flatMap(({ network, routeTable }) =>
    ofTable(network, tables.get(routeTable ?? "")),
  );
  // A table that no subnet has, or has no longer, says what was meant all the same.
  const used = new Set(topology.subnets.flatMap(tablesOf));
  const ofNobody = topology.routeTables.filter(({ id }) => !used.has(id)).flatMap((table) => ofTable("", table));
  const ofHubs = topology.virtualHubConnections.flatMap(({ network, staticRoutes }) =>
    staticRoutes
      .filter(({ prefix }) => isDefault(prefix))
      .map(({ nextHopAddress }) => ({ network, address: nextHopAddress })),
  );
  return [
    ...new Map([...ofSubnets, ...ofNobody, ...ofHubs].map((one) => [`${one.network} ${one.address}`, one])).values(),
  ];
}

/** Ids of what a subnet is, or may be, associated with: its route table among them. */
const tablesOf = ({ routeTable, conditional = [] }: Subnet): string[] => [
  ...(routeTable === undefined ? [] : [routeTable]),
  ...conditional.map(({ id }) => id),
];

/** The public IPs and NAT gateways that NVAs leave with, each once. */
export function egressesOf(topology: Topology): readonly (PublicIp | NatGateway)[] {
  const nics = nvas(topology).flatMap((machine) => nicsOf(topology, machine));
  const addresses = new Set(nics.flatMap(publicIpsOf));
  const subnets = new Set(nics.map(({ subnet }) => subnet));
  const gateways = new Set(topology.subnets.filter(({ id }) => subnets.has(id)).map(({ natGateway }) => natGateway));
  return [
    ...topology.publicIps.filter(({ id }) => addresses.has(id)),
    ...topology.natGateways.filter(({ id }) => gateways.has(id)),
  ];
}
