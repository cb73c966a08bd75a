import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import type { Machine, Nic, Peering } from "../../model/azure";
import type { GuestNeighbor } from "../../model/guest";
import type { TopologyIndex } from "../../model/topology-index";
import type { Scenario } from "../../unknown/scenario";
import { and, or, statement, type Truth } from "../../unknown/truth";
import { shown, type Unknown } from "../../unknown/value";
import { originatedFor, originatedPrefixes, unreadableAnnouncements } from "../announcements";
import { asnText } from "../asn-text";
import { acceptedBy, deniesPrefix, resolves, sentBy } from "../exchange";
import { existsWith, type Link } from "../link";
import { neighborRefusal, type PeerSide } from "../neighbor-refusal";
import { type Nva, type NvaEnd, numberOf } from "../nva";
import { networksOf, type NvaPeer, outsideSpeaker, peersOf } from "../nva-peers";
import { asNvaRoute, type Rejection, type Route } from "../route";
import { speaksAsRead } from "../session";
import { refusedNeighbor, sessionDown } from "../session-down";
import { deniedSession, type PacketEnd } from "../session-packets";

/** Between NVAs, and from routers that the files do not hold: only where a neighbor addresses the other. */
export const machineLinks = (index: TopologyIndex, nvas: ReadonlyMap<string, Nva>): Link[] =>
  [...nvas.values()].flatMap((nva) =>
    peersOf(index, nva.machine).flatMap((peer) =>
      peer.kind === "outside" ? fromOutside(nva, peer.neighbor) : fromMachine(index, nvas, nva, peer),
    ),
  );

/** A session between two NVAs that both configure it. */
interface Pair {
  /** Who learns over the link. */
  readonly mine: NvaEnd;
  readonly theirs: NvaEnd;
}

/** What the NVA learns from another machine. */
function fromMachine(
  index: TopologyIndex,
  nvas: ReadonlyMap<string, Nva>,
  nva: Nva,
  peer: NvaPeer & { readonly kind: "machine" },
): Link[] {
  const { machine, neighbor } = peer;
  const other = nvas.get(machine.id);
  const back = other && backTo(index, machine, nva.machine);
  const ends =
    other &&
    back &&
    pairOf({ nva, nic: back.nic }, neighbor, { nva: other, nic: peer.nic }, back.neighbor, peer.tunnel);
  const mine = ends?.mine ?? { nva, neighbor, remote: machine.name, remoteAsn: expectedAsn(neighbor) };
  const unread = (scenario: Scenario): boolean => machine.guest === undefined || !speaksAsRead(scenario, machine);
  const whyDown = (scenario: Scenario): readonly Rejection[] => {
    if (!ends) return [oneSided(nva.machine, machine)];
    const refused = pairRefusals(scenario, ends);
    return refused.length > 0 || peer.tunnel ? refused : deniedPair(index, scenario, ends);
  };
  const isUp = (scenario: Scenario): boolean =>
    speaksAsRead(scenario, nva.machine) && !unread(scenario) && whyDown(scenario).length === 0;
  const exists = and(
    existsWith(nva.machine, machine, peer.nic, back?.nic),
    peer.tunnel || packetsPass(index, nva.machine, machine),
  );
  return [
    ...(back ? [] : [unanswered(nva, machine, exists)]),
    {
      from: machine.id,
      to: nva.machine.id,
      exists,
      single: true,
      origination: {
        possible: [...new Set([DEFAULT_ROUTE, ...originatedPrefixes(back ? [back.neighbor] : [])])].map((prefix) =>
          possible(prefix, machine.id),
        ),
        routes: (scenario) => {
          if (unread(scenario)) return unreadAnnouncements(scenario, machine, neighbor);
          return ends && isUp(scenario) ? originatedFor(scenario, ends.theirs) : [];
        },
        rejections: (scenario) => (unread(scenario) ? [] : whyDown(scenario)),
      },
      carries: (route) => route.neighbor === undefined || (other?.relays === true && route.neighbor !== nva.machine.id),
      sends: (route, scenario) => {
        const sent = ends && isUp(scenario) ? sentBy(scenario, ends.theirs, route) : undefined;
        if (!sent) return { routes: [], rejections: [] };
        return "asPath" in sent ? { routes: [sent], rejections: [] } : { routes: [], rejections: [sent] };
      },
      keepsBack: ({ prefix }) => (deniesPrefix(neighbor.in, prefix, nva.machine.name) ? "filtered" : undefined),
      pass: (route) => ({
        ...asNvaRoute(route),
        ...(route.preference && { preference: route.preference }),
        neighbor: machine.id,
        stations: [...route.stations, nva.machine.name],
      }),
      accepts: (route, scenario) =>
        speaksAsRead(scenario, nva.machine) ? acceptedBy(scenario, mine, route) : undefined,
    },
  ];
}

/** What the other machine would learn if it had this one as a neighbor too. */
const unanswered = (nva: Nva, other: Machine, exists: Truth): Link => ({
  from: nva.machine.id,
  to: other.id,
  exists,
  origination: {
    possible: [possible(DEFAULT_ROUTE, nva.machine.id)],
    routes: () => [],
    rejections: (scenario) => (other.guest && speaksAsRead(scenario, other) ? [oneSided(nva.machine, other)] : []),
  },
  carries: (route) => route.neighbor === undefined || nva.relays,
  keepsBack: () => "filtered",
  pass: (route) => route,
});

/** The other machine's neighbor that is this one, and the NIC that it addresses. */
const backTo = (
  index: TopologyIndex,
  other: Machine,
  machine: Machine,
): (NvaPeer & { readonly kind: "machine" }) | undefined =>
  peersOf(index, other).find(
    (peer): peer is NvaPeer & { readonly kind: "machine" } => peer.kind === "machine" && peer.machine.id === machine.id,
  );

interface End {
  readonly nva: Nva;
  readonly nic: Nic;
}

/** @param tunnel they address each other in a tunnel */
function pairOf(a: End, toB: GuestNeighbor, b: End, toA: GuestNeighbor, tunnel: boolean): Pair {
  return {
    mine: {
      ...a,
      ...(tunnel && { address: toA.address }),
      neighbor: toB,
      remote: b.nva.machine.name,
      remoteAsn: b.nva.bgp.asn,
    },
    theirs: {
      ...b,
      ...(tunnel && { address: toB.address }),
      neighbor: toA,
      remote: a.nva.machine.name,
      remoteAsn: a.nva.bgp.asn,
    },
  };
}

/** Why the session of two NVAs is down: a setting of one side, of both, or neither opens it. */
function pairRefusals(scenario: Scenario, { mine, theirs }: Pair): readonly Rejection[] {
  const refused = [refusalOf(scenario, theirs, mine), refusalOf(scenario, mine, theirs)].flatMap((one) => one ?? []);
  if (refused.length > 0) return refused;
  const openers = [mine, theirs].filter(({ neighbor }) => neighbor.passive !== true);
  if (openers.length === 0)
    return [
      sessionDown(theirs.nva.machine, theirs.remote, {
        text: "both sides wait for the other to open it",
        got: "neighbor passive on both sides",
        want: "passive on one side at most",
        fix: `no neighbor ${shown(theirs.neighbor.address)} passive`,
      }),
    ];
  if (scenario.isTrue(or(...openers.map((end) => resolves(end, end.neighbor.address))))) return [];
  const address = shown(theirs.neighbor.address);
  return [
    sessionDown(theirs.nva.machine, theirs.remote, {
      text: "FRR has only its default route to the other side, and does not use it",
      got: `no route to ${address} but the default, and no "ip nht resolve-via-default"`,
      want: `a route to ${address}, or next hops that resolve by the default route`,
      fix: "in frr.conf: ip nht resolve-via-default",
    }),
  ];
}

/** Why the security groups of both sides keep the session down. */
function deniedPair(index: TopologyIndex, scenario: Scenario, { mine, theirs }: Pair): readonly Rejection[] {
  const packetEnd = (end: NvaEnd, known: GuestNeighbor): PacketEnd[] =>
    end.nic
      ? [
          {
            address: index.ownAddress(end.nic, known.address) ?? index.addressOf(end.nic),
            nic: end.nic,
            ...(end.neighbor.passive === true && { passive: true }),
          },
        ]
      : [];
  const [near] = packetEnd(theirs, mine.neighbor);
  const [far] = packetEnd(mine, theirs.neighbor);
  const speaker = theirs.nva.machine;
  const denied = near && far && deniedSession(index, scenario, [near, far], { speaker, other: theirs.remote });
  return denied ? [denied] : [];
}

function refusalOf(scenario: Scenario, end: NvaEnd, other: NvaEnd): Rejection | undefined {
  const { machine, bgp } = end.nva;
  const side: PeerSide = {
    kind: "nva",
    name: end.remote,
    asn: end.remoteAsn,
    machine: machine.name,
    ownAsn: bgp.asn,
    connected: end.address !== undefined || end.nic?.subnet === other.nic?.subnet,
    ttl: sentTtl(other),
    password: other.neighbor.password,
  };
  const refusal = neighborRefusal(scenario, end.neighbor, side);
  return refusal && refusedNeighbor(machine, end.remote, refusal, ({ address }) => address === end.neighbor.address);
}

const sentTtl = ({ neighbor }: NvaEnd): number => (neighbor.ttlSecurity === undefined ? neighbor.multihop : 255);

const oneSided = (learner: Machine, other: Machine): Rejection =>
  sessionDown(
    other,
    learner.name,
    other.guest?.bgp
      ? {
          text: `${learner.name} is not one of its neighbors`,
          got: other.guest.bgp.neighbors.map(({ address }) => shown(address)).join(", ") || "no neighbor",
          want: `${learner.name} as a neighbor`,
          fix: `neighbor ADDRESS remote-as ${asnText(learner.guest!.bgp!.asn)}, with the address of ${learner.name}`,
        }
      : {
          text: "its user data does not configure BGP",
          got: "no router bgp",
          want: `router bgp, with ${learner.name} as a neighbor`,
          fix: "configure FRR's bgpd in the user data",
        },
  );

/** In one network or over a peering; of other ways this model does not tell whether they carry the session. */
function packetsPass(index: TopologyIndex, a: Machine, b: Machine): Truth {
  const [here, there] = [networksOf(index, a), networksOf(index, b)];
  if (here.some((id) => there.includes(id))) return true;
  const peering = here.flatMap((id) => index.peeringsOf(id)).find(({ remote }) => there.includes(remote));
  const reverse = peering && index.reverse(peering);
  const leavesOut = (side: Peering, machine: Machine): boolean => !joins(index, side, machine);
  if (
    !peering ||
    (!reverse && !index.isOutside(peering.remote)) ||
    leavesOut(peering, b) ||
    (reverse && leavesOut(reverse, a))
  )
    return statement(`BGP packets pass between ${a.name} and ${b.name}`);
  return and(
    existsWith(peering, reverse),
    peering.virtualNetworkAccess,
    ...(reverse ? [reverse.virtualNetworkAccess] : []),
  );
}

/** Whether a peering joins a subnet of the machine, on the far side. */
function joins(index: TopologyIndex, side: Peering, { nics }: Machine): boolean {
  const subnets = index.peeredSubnets(side);
  return !subnets || subnets.some(({ id }) => nics.some((nic) => index.nics.get(nic)?.subnet === id));
}

const expectedAsn = ({ remoteAsn }: GuestNeighbor): number | Unknown<number> =>
  remoteAsn === "external" ? 0 : remoteAsn;

const unreadAnnouncements = (scenario: Scenario, machine: Machine, neighbor: GuestNeighbor): Route[] =>
  unreadableAnnouncements(
    scenario,
    { id: machine.id, peerAsn: expectedAsn(neighbor), peerAddress: neighbor.address },
    machine.name,
    machine,
  );

const possible = (prefix: string, origin: string): Route => ({
  prefix,
  asPath: [],
  kind: "nva",
  origin,
  communities: [],
  stations: [],
});

/** What the NVA may learn from a router that the files do not hold: they do not say what that one announces. */
function fromOutside(nva: Nva, neighbor: GuestNeighbor): Link[] {
  const address = shown(neighbor.address);
  const speaker = outsideSpeaker(nva.machine, address);
  const asn = numberOf(expectedAsn(neighbor)) ?? 0;
  const route: Route = {
    prefix: DEFAULT_ROUTE,
    asPath: [asn],
    kind: "outside",
    origin: speaker,
    nextHop: neighbor.address,
    communities: [],
    stations: [address],
  };
  const end: NvaEnd = { nva, neighbor, remote: address, remoteAsn: expectedAsn(neighbor) };
  const announcesNoDefault = statement(`${address} announces no ${DEFAULT_ROUTE} to ${nva.machine.name}`);
  return [
    {
      from: speaker,
      to: nva.machine.id,
      exists: existsWith(nva.machine),
      origination: {
        possible: [route],
        routes: (scenario) =>
          !neighbor.active || neighbor.shutdown || scenario.isTrue(announcesNoDefault) ? [] : [route],
      },
      carries: () => true,
      keepsBack: ({ prefix }) => (deniesPrefix(neighbor.in, prefix, nva.machine.name) ? "filtered" : undefined),
      pass: (one) => ({
        ...one,
        neighbor: speaker,
        neighborName: address,
        stations: [...one.stations, nva.machine.name],
      }),
      accepts: (one, scenario) => (speaksAsRead(scenario, nva.machine) ? acceptedBy(scenario, end, one) : undefined),
    },
  ];
}
