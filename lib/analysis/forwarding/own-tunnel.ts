import { contains, parsePrefix, parseSource } from "../../domain/ipv4";
import { hasOutsideNeighbor, outsideAddress } from "../bgp/nva-peers";
import type { Route } from "../bgp/route";
import { noEgress } from "../faults/internet";
import { ownDefault } from "../faults/loops";
import { blockedInAzure } from "../faults/machines";
import type { RepairableFault } from "../faults/repairable-fault";
import { routeDrops } from "../faults/routing";
import { ASSUMED } from "../kinds/assumed-guest";
import { type Address, holds, isPublic, knownAddress } from "../model/address";
import type { Machine, Nic, PublicIp, Subnet } from "../model/azure";
import type { GuestTunnel } from "../model/guest";
import { nextHopsAt, nicsAt, peeredPlaces } from "../model/next-hops";
import { lengthOf } from "../model/prefix-length";
import type { TopologyIndex } from "../model/topology-index";
import type { EffectiveRoute } from "../results";
import { statement } from "../unknown/truth";
import { shown, symbolsIn } from "../unknown/value";
import { isInAzure, tunnelEdge } from "./edge";
import { egressOf } from "./egress";
import { edgeHop, type Step } from "./step";
import { passes, type Transit } from "./transit";

/** A machine that forwards a packet, and the NIC that it came in by. */
interface Forwarder {
  readonly machine: Machine;
  readonly nic: Nic;
}

/** Into which tunnel, for which prefix. */
interface Entrance {
  readonly prefix: string;
  /** Absent where the tunnel itself is not in the user data. */
  readonly tunnel?: GuestTunnel;
}

/**
 * Into a tunnel of the machine's own, past Azure's routes, where its guest sends the packet there; undefined where
 * Azure's routes decide.
 */
export function intoOwnTunnel(transit: Transit, forwarder: Forwarder): Step[] | undefined {
  const entrance = knownEntrance(transit, forwarder) ?? supposedEntrance(transit, forwarder);
  return entrance && [enter(transit, forwarder, entrance)];
}

function enter(transit: Transit, { machine, nic }: Forwarder, { prefix, tunnel }: Entrance): Step {
  const { index } = transit.routing;
  const name = tunnel?.name ?? "a tunnel";
  const because = tunnel?.line ?? "a tunnel of its own";
  const decided = transit.decided(
    passes({ kind: "route", text: `${shown(prefix)} -> ${name}`, because, at: machine.id }, tunnel ? "7.2" : "A1"),
  );
  const fault = tunnel && carrierFault(transit, { machine, nic }, tunnel);
  if (fault) return decided.drop(fault);
  const end = tunnel && otherEnd(index, tunnel);
  if (end) return { transit: decided, at: { kind: "emerging", nic: end } };
  const edge = tunnelEdge(machine, nic, tunnel?.name);
  return decided.to(edgeHop(edge, `has ${shown(prefix)}`)).end({ kind: "on-premises", edge });
}

/** The NIC that has the address of the other end, its own or a public one, where the files have it. */
function otherEnd(index: TopologyIndex, { remotes }: GuestTunnel): Nic | undefined {
  const networks = index.topology.networks.map(({ id }) => id);
  const isPublicIp = (remote: string): PublicIp | undefined =>
    index.topology.publicIps.find(
      ({ id, address }) => address === remote || symbolsIn(remote)[0] === `${id}.ip_address`,
    );
  return remotes
    .map((remote) => {
      const publicIp = isPublicIp(remote);
      return publicIp
        ? index.topology.nics.find((nic) => nic.publicIp === publicIp.id)
        : nicsAt(index, networks, remote)[0];
    })
    .find((nic) => nic !== undefined);
}

/** Why what carries the tunnel does not get out of Azure; of an end that is not known here nothing is said. */
function carrierFault(
  { routing, hop }: Transit,
  { machine, nic }: Forwarder,
  tunnel: GuestTunnel,
): RepairableFault | undefined {
  if (tunnel.blocked) return blockedInAzure(machine, tunnel);
  const { index } = routing;
  const subnet = index.subnets.get(nic.subnet);
  const remote = tunnel.remotes.find((one) => parseSource(one) && isPublic(knownAddress(one)));
  if (!subnet || remote === undefined) return undefined;
  const rows = routing.lookup(subnet, knownAddress(remote));
  if (rows.every((row) => leadsTo(index, subnet, row, nic))) return ownDefault(index, subnet, machine.name);
  const none = rows.find(({ nextHop }) => nextHop.kind === "none");
  if (none) return routeDrops(subnet.id, hop, remote, none);
  const identity = { nic, subnet, protocol: "udp" } as const;
  return rows.every(({ nextHop }) => nextHop.kind === "internet") &&
    !egressOf(routing, { ...identity, source: index.addressOf(nic) })
    ? noEgress(machine.name, { ...identity, untunnelled: false })
    : undefined;
}

/** By IPsec's policies, then by the longest prefix of the guest's own routes and of those that it has learned. */
function knownEntrance(transit: Transit, forwarder: Forwarder): Entrance | undefined {
  const { routing, packet } = transit;
  const { guest } = forwarder.machine;
  const tunnels = guest?.tunnels ?? [];
  const outside = hasOutsideNeighbor(routing.index, forwarder.machine);
  if (tunnels.length === 0 && !outside) return undefined;
  const isFor = (prefix: string): boolean => routing.scenario.isTrue(holds(prefix, packet.destination, "user"));
  const entrances = tunnels.flatMap((tunnel) =>
    tunnel.prefixes.filter(isFor).map((prefix): Required<Entrance> => ({ prefix, tunnel })),
  );
  const byPolicy = entrances.find(({ tunnel }) => tunnel.byPolicy && takesSource(tunnel, packet.source));
  if (byPolicy) return byPolicy;
  const routed = longest(entrances.filter(({ tunnel }) => !tunnel.byPolicy));
  const others = otherRoutes(transit, forwarder, tunnels).filter(isFor);
  const [learned] = guest?.bgp ? routing.bestRoutes(forwarder.machine.id, packet.destination) : [];
  const length = Math.max(-1, ...others.map(lengthOf), routed ? lengthOf(routed.prefix) : -1);
  if (learned && lengthOf(learned.prefix) > length) return learnedEntrance(transit, forwarder, learned);
  return routed && lengthOf(routed.prefix) === length ? routed : undefined;
}

const longest = (entrances: readonly Required<Entrance>[]): Required<Entrance> | undefined =>
  [...entrances].sort((a, b) => lengthOf(b.prefix) - lengthOf(a.prefix))[0];

const takesSource = ({ sources }: GuestTunnel, { range }: Address): boolean =>
  sources === undefined ||
  range === undefined ||
  sources.some((source) => {
    const prefix = parsePrefix(source);
    return prefix !== undefined && contains(prefix, range);
  });

/** The subnets of the machine's NICs, and what its own routes lead to Azure's gateway. */
function otherRoutes(
  { routing: { index } }: Transit,
  { machine }: Forwarder,
  tunnels: readonly GuestTunnel[],
): readonly string[] {
  const subnets = machine.nics.flatMap((id) => index.subnets.get(index.nics.get(id)?.subnet ?? "") ?? []);
  const intoTunnels = tunnels.flatMap(({ prefixes }) => prefixes);
  const routes = (machine.guest?.bgp?.routes ?? []).filter((prefix) => !intoTunnels.includes(prefix));
  return [...subnets.flatMap(({ prefixes }) => prefixes), ...routes];
}

/** A learned route leads into the tunnel that its next hop is in. */
function learnedEntrance(transit: Transit, { machine }: Forwarder, route: Route): Entrance | undefined {
  const { prefix, nextHop } = route;
  const tunnel = machine.guest?.tunnels?.find(({ prefixes }) => prefixes.some((one) => isIn(one, nextHop)));
  if (tunnel) return { prefix, tunnel };
  const outside = outsideAddress(machine, route.neighbor);
  if (outside === undefined) return undefined;
  const byTunnel = statement(`${machine.name} reaches ${outside} by a tunnel of its own`, {
    machines: { [machine.name]: { tunnels: [outside] } },
  });
  return transit.routing.scenario.isTrue(byTunnel) ? { prefix } : undefined;
}

function isIn(network: string, address: string | undefined): boolean {
  const [prefix, host] = [parsePrefix(network), parseSource(address ?? "")];
  return prefix !== undefined && host !== undefined && contains(prefix, host);
}

/**
 * What a machine advertises and Azure leads back to it, it has another way to: a tunnel that its user data does not
 * show. The same may be true of whatever reaches a machine of which not everything could be read.
 */
function supposedEntrance(transit: Transit, forwarder: Forwarder): Entrance | undefined {
  const { routing, packet } = transit;
  const { machine } = forwarder;
  const { guest } = machine;
  const advertised = advertisedPrefix(machine, packet.destination);
  const isOpaque = guest === undefined || guest.unread.some(({ affects }) => affects === "forward");
  if (advertised === undefined && (!isOpaque || isPublic(packet.destination))) return undefined;
  const { range } = packet.destination;
  if (!range || isInAzure(routing.index, range) || !leadsNowhere(transit, forwarder)) return undefined;
  const prefix = advertised ?? packet.destination.text;
  const isAssumed = advertised !== undefined && guest?.forwards.because === ASSUMED;
  const hasTunnel = statement(`${machine.name} has a tunnel of its own to ${shown(prefix)}`, {
    machines: { [machine.name]: { tunnels: [prefix] } },
  });
  return isAssumed || routing.scenario.isTrue(hasTunnel) ? { prefix } : undefined;
}

/** The prefix, not a default, that the machine originates and that holds the address. */
function advertisedPrefix({ guest }: Machine, destination: Address): string | undefined {
  const { originates = [], neighbors = [] } = guest?.bgp ?? {};
  return [...originates, ...neighbors.flatMap((neighbor) => neighbor.originates)]
    .map(({ prefix }) => prefix)
    .find((prefix) => lengthOf(prefix) > 1 && holds(prefix, destination, "network") === true);
}

/** Azure has no route to the destination, or one that leads back to the machine. */
function leadsNowhere({ routing, packet }: Transit, { nic }: Forwarder): boolean {
  const { index } = routing;
  const subnet = index.subnets.get(nic.subnet);
  return (
    subnet !== undefined &&
    routing
      .lookup(subnet, packet.destination)
      .every((row) => (row.nextHop.kind === "none" && row.source === "Default") || leadsTo(index, subnet, row, nic))
  );
}

/** True where a route of a subnet leads to the NIC itself. */
const leadsTo = (index: TopologyIndex, { network }: Subnet, { nextHop }: EffectiveRoute, nic: Nic): boolean =>
  nextHop.kind === "appliance" && nextHopsAt(index, peeredPlaces(index, network), nextHop.address).includes(nic);
