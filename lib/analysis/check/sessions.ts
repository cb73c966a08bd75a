import { contains, parsePrefix, parseSource } from "../../domain/ipv4";
import { isSubnetNamed, ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import type { BgpConnection, Machine, RouteServer, Topology } from "../model/azure";
import type { GuestBgp, GuestNeighbor } from "../model/guest";
import { peerOf } from "../model/relations";
import { TopologyIndex } from "../model/topology-index";
import { isOpen } from "../unknown/value";
import { speakers } from "./nvas";

/** A BGP session of a machine with a Route Server: at least one side is configured. */
export interface Session {
  readonly routeServer: RouteServer;
  readonly machine: Machine & { readonly guest: { readonly bgp: GuestBgp } };
  /** The side of Azure. */
  readonly connection?: BgpConnection;
  /** The side of the guest: one for each instance. */
  readonly neighbors: readonly GuestNeighbor[];
}

/** Every pair of a guest that speaks BGP and a Route Server of which one names the other. */
export function sessions(topology: Topology): Session[] {
  const index = new TopologyIndex(topology);
  return topology.routeServers.flatMap((routeServer) =>
    speakers(topology).flatMap((machine) => session(index, routeServer, machine)),
  );
}

function session(index: TopologyIndex, routeServer: RouteServer, machine: Session["machine"]): Session[] {
  const { topology } = index;
  const own = topology.bgpConnections.filter((one) => one.routeServer === routeServer.id);
  // Which machine an address that is known only after apply belongs to, a rule cannot tell.
  const mayBeIts = own.some((one) => isOpen(one.peerAddress) && peerOf(index, one) === undefined);
  const connection = own.find((one) => peerOf(index, one)?.machine?.id === machine.id);
  if (!connection && mayBeIts) return [];
  const instances = instancesOf(topology, routeServer);
  const neighbors = machine.guest.bgp.neighbors.filter(({ address }) => instances(address));
  return connection || neighbors.length > 0
    ? [{ routeServer, machine, ...(connection && { connection }), neighbors }]
    : [];
}

/** Tells an instance's address: one of the two, or, where these are not known yet, any of their subnet. */
function instancesOf(topology: Topology, { network, addresses }: RouteServer): (address: string) => boolean {
  const subnet = topology.subnets.find(
    (one) => one.network === network && isSubnetNamed(one.name, ROUTE_SERVER_SUBNET),
  );
  const prefixes = (subnet?.prefixes ?? []).flatMap((prefix) => parsePrefix(prefix) ?? []);
  const known = addresses.every((address) => parseSource(address));
  return (address) => {
    const host = parseSource(address);
    return (
      addresses.includes(address) || (!known && host !== undefined && prefixes.some((prefix) => contains(prefix, host)))
    );
  };
}
