import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { ROUTE_SERVER_ASN } from "../../domain/asn";
import type { BgpConnection, Machine, Nic } from "../model/azure";
import type { BgpServer } from "../model/bgp-servers";
import type { Guest, GuestBgp, GuestNeighbor } from "../model/guest";
import { peerAt } from "../model/relations";
import { edited } from "../model/repair";
import type { TopologyIndex } from "../model/topology-index";
import { mayHideAddresses } from "../model/unmodelled-addresses";
import type { Scenario } from "../unknown/scenario";
import { statement } from "../unknown/truth";
import { isOpen, isUnknown, shown, symbolsIn } from "../unknown/value";
import { unreadableAnnouncements } from "./announcements";
import { asnText } from "./asn-text";
import { closedPeering } from "./closed-peering";
import { existsWith } from "./link";
import { neighborRefusal, routeServerSide } from "./neighbor-refusal";
import type { Rejection, Route } from "./route";
import { refusedNeighbor, sessionDown } from "./session-down";
import { instanceAddress, neighborFor } from "./session-neighbor";
import { deniedSession } from "./session-packets";

/** A session between an NVA and a Route Server, as both sides are configured. */
export interface Session {
  /** The guest's side of the sessions with the two instances that come up. */
  readonly neighbors: readonly { readonly instance: 0 | 1; readonly neighbor: GuestNeighbor }[];
  /** What an NVA may advertise whose configuration cannot be read. */
  readonly unread: readonly Route[];
  readonly rejections: readonly Rejection[];
  /** The guest's side of a session that does not come up with one instance, where it does with the other. */
  readonly refused?: { readonly neighbor: GuestNeighbor; readonly rejection: Rejection };
}

/** The NVA's end of a BGP connection. */
interface Peer {
  readonly connection: BgpConnection;
  readonly server: BgpServer;
  readonly machine: Machine;
  readonly nic: Nic;
}

const down = (...rejections: readonly Rejection[]): Session => ({ neighbors: [], unread: [], rejections });

/** The session that a BGP connection of a Route Server makes, in one scenario. */
export function sessionOf(
  index: TopologyIndex,
  scenario: Scenario,
  connection: BgpConnection,
  server: BgpServer,
): Session {
  const { nic, machine } = presentPeer(index, scenario, server.network, connection);
  if (!nic && !mayHideAddresses(index.topology)) return down(addressOfNobody(connection, server));
  if (!nic) return unreadable(scenario, connection, machine);
  const denied = (instance: 0 | 1, neighbor?: GuestNeighbor): Rejection | undefined =>
    deniedAt(index, scenario, { connection, server, nic, ...(machine && { machine }) }, { instance, neighbor });
  if (!machine?.guest || !speaksAsRead(scenario, machine)) {
    const denials = ([0, 1] as const).map((instance) => denied(instance));
    return denials.every((one) => one !== undefined)
      ? down(...alike(denials))
      : unreadable(scenario, connection, machine);
  }
  const { guest } = machine;
  const peer: Peer = { connection, server, machine, nic };
  return guest.bgp ? configured(scenario, peer, guest.bgp, denied) : down(notConfigured(peer, guest));
}

/** Why packets do not pass between the NVA and an instance: a closed peering, or security groups. */
function deniedAt(
  index: TopologyIndex,
  scenario: Scenario,
  { connection, server, machine, nic }: Omit<Peer, "machine"> & { readonly machine?: Machine },
  { instance, neighbor }: { readonly instance: 0 | 1; readonly neighbor: GuestNeighbor | undefined },
): Rejection | undefined {
  const own = index.ownAddress(nic, connection.peerAddress) ?? index.addressOf(nic);
  const near = { address: own, nic, ...(neighbor?.passive === true && { passive: true }) };
  const far = {
    address: instanceAddress(server, instance, neighbor),
    ...(server.near !== undefined && { prefix: server.near }),
  };
  const speaker = machine ?? nic;
  return (
    closedPeering(index, scenario, { server, nic, speaker }) ??
    deniedSession(index, scenario, [near, far], { speaker, other: server.name })
  );
}

function presentPeer(
  index: TopologyIndex,
  scenario: Scenario,
  network: string,
  { peerAddress }: BgpConnection,
): { readonly nic?: Nic; readonly machine?: Machine } {
  const peer = peerAt(index, network, peerAddress);
  return peer && scenario.isTrue(existsWith(peer.nic, peer.machine)) ? peer : {};
}

/** Whether a machine speaks BGP as its user data was read: a line that was not may say something else. */
export function speaksAsRead(scenario: Scenario, { name, guest }: Machine): boolean {
  const unread = guest?.unread.find(({ affects }) => affects === "bgp");
  if (unread === undefined) return true;
  return scenario.isTrue(
    statement(`${name} speaks BGP as far as its user data could be read ("${shown(unread.line)}" could not)`),
  );
}

const unreadable = (scenario: Scenario, connection: BgpConnection, machine: Machine | undefined): Session => ({
  neighbors: [],
  unread: unreadableAnnouncements(scenario, connection, machine?.name ?? shown(connection.peerAddress), machine),
  rejections: [],
});

/** A session that the guest configures: it comes up where both sides agree. */
function configured(
  scenario: Scenario,
  peer: Peer,
  bgp: GuestBgp,
  denied: (instance: 0 | 1, neighbor: GuestNeighbor) => Rejection | undefined,
): Session {
  const { connection, server, machine } = peer;
  const side = routeServerSide(machine.name, bgp.asn, server.name);
  if (!scenario.same(bgp.asn, connection.peerAsn)) return down(asnsDiffer(peer, bgp));
  const found = ([0, 1] as const).flatMap((instance) => {
    const neighbor = neighborFor(scenario, bgp, server, instance);
    if (!neighbor) return [];
    const refusal = neighborRefusal(scenario, neighbor, side);
    const rejection = refusal ? refusedNeighbor(machine, server.name, refusal, () => true) : denied(instance, neighbor);
    return [{ instance, neighbor, rejection }];
  });
  const neighbors = found.flatMap(({ instance, neighbor, rejection }) => (rejection ? [] : [{ instance, neighbor }]));
  const refused = found.flatMap(({ neighbor, rejection }) => (rejection ? [{ neighbor, rejection }] : []));
  if (neighbors.length > 0)
    return { neighbors, unread: [], rejections: [], ...(refused[0] && { refused: refused[0] }) };
  const rejections = alike(refused.map(({ rejection }) => rejection));
  return rejections.length === 0 ? down(notTheServersAddress(peer, bgp)) : down(...rejections);
}

/** What both instances are refused for, once. */
const alike = (rejections: readonly Rejection[]): readonly Rejection[] => [
  ...new Map(rejections.map((one) => [`${one.at}\n${one.text}\n${one.got}`, one])).values(),
];

function addressOfNobody(connection: BgpConnection, server: BgpServer): Rejection {
  const address = isOpen(connection.peerAddress)
    ? symbolsIn(connection.peerAddress).join(", ")
    : connection.peerAddress;
  return {
    prefix: DEFAULT_ROUTE,
    origin: connection.id,
    at: connection.id,
    cause: "session-down",
    text: `${connection.name} is for ${address}, which is not the address of any NIC near ${server.name}`,
    got: `"peer_ip": ${address}`,
    want: "the NVA's private address",
    fix: '"peer_ip": the address of the NVA\'s NIC',
  };
}

function notConfigured({ machine, server, connection }: Peer, { bgpOff }: Guest): Rejection {
  if (bgpOff !== undefined)
    return sessionDown(machine, server.name, {
      text: `FRR does not run BGP: ${bgpOff}`,
      got: bgpOff,
      want: "bgpd=yes",
      fix: "in its user data: sed -i 's/^bgpd=no/bgpd=yes/' /etc/frr/daemons, before FRR starts",
    });
  const { peerAsn } = connection;
  return sessionDown(machine, server.name, {
    text: "its user data does not configure BGP",
    got: "no router bgp",
    want: `router bgp ${isUnknown(peerAsn) ? "ASN" : peerAsn} with both instances as neighbors`,
    fix: "configure FRR's bgpd in the user data",
  });
}

const asnsDiffer = ({ machine, server, connection }: Peer, { asn }: GuestBgp): Rejection => ({
  ...sessionDown(machine, server.name, {
    text: "the AS numbers differ",
    got: `router bgp ${asnText(asn)}, peer_asn ${asnText(connection.peerAsn)}`,
    want: "the same AS number on both sides",
    fix: `"peer_asn": ${asnText(asn)}`,
  }),
  at: connection.id,
  repair: (topology) =>
    edited(edited(topology, "bgpConnections", connection.id, { peerAsn: asn }), "hubBgpConnections", connection.id, {
      peerAsn: asn,
    }),
});

const notTheServersAddress = ({ machine, server }: Peer, { neighbors }: GuestBgp): Rejection =>
  sessionDown(machine, server.name, {
    text: "none of its neighbors is one of the Route Server's addresses",
    got: neighbors.map(({ address }) => shown(address)).join(", ") || "no neighbor",
    want: "both of virtual_router_ips",
    fix: `neighbor ADDRESS remote-as ${ROUTE_SERVER_ASN}, for both`,
  });
