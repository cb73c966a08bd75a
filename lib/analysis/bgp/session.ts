import { ROUTE_SERVER_ASN } from "../../domain/asn";
import type { BgpConnection, Machine, Nic, RouteServer } from "../model/azure";
import type { Guest, GuestBgp, GuestNeighbor } from "../model/guest";
import { peerOf } from "../model/relations";
import { edited, guestEdited } from "../model/repair";
import type { TopologyIndex } from "../model/topology-index";
import { mayHideAddresses } from "../model/unmodelled-addresses";
import type { Scenario } from "../unknown/scenario";
import { statement } from "../unknown/truth";
import { isUnknown, shown } from "../unknown/value";
import { announcements, unreadableAnnouncements } from "./announcements";
import { asnText } from "./asn-text";
import { existsWith } from "./link";
import type { Rejection, Route } from "./route";
import { neighborFor, neighborRefusal } from "./session-neighbor";

/** A session between an NVA and a Route Server, as both sides are configured. */
export interface Session {
  /** The guest's side of the sessions with the two instances that come up. */
  readonly neighbors: readonly { readonly instance: 0 | 1; readonly neighbor: GuestNeighbor }[];
  /** What the NVA advertises. */
  readonly announced: readonly Route[];
  readonly rejections: readonly Rejection[];
}

/** The NVA's end of a BGP connection. */
interface Peer {
  readonly connection: BgpConnection;
  readonly server: RouteServer;
  readonly machine: Machine;
  readonly nic: Nic;
}

const down = (...rejections: readonly Rejection[]): Session => ({ neighbors: [], announced: [], rejections });

/** The session that a BGP connection of a Route Server makes, in one scenario. */
export function sessionOf(
  index: TopologyIndex,
  scenario: Scenario,
  connection: BgpConnection,
  server: RouteServer,
): Session {
  const { nic, machine } = presentPeer(index, scenario, connection);
  if (!nic && !mayHideAddresses(index.topology)) return down(addressOfNobody(connection, server));
  if (!nic || !machine?.guest) return unreadable(scenario, connection, machine);
  const { guest } = machine;
  const unread = guest.unread.find(({ affects }) => affects === "bgp");
  if (unread && !scenario.isTrue(speaksAsRead(machine.name, unread.line)))
    return unreadable(scenario, connection, machine);
  const peer: Peer = { connection, server, machine, nic };
  return guest.bgp ? configured(index, scenario, peer, guest.bgp) : down(notConfigured(peer, guest));
}

function presentPeer(
  index: TopologyIndex,
  scenario: Scenario,
  connection: BgpConnection,
): { readonly nic?: Nic; readonly machine?: Machine } {
  const peer = peerOf(index, connection);
  return peer && scenario.isTrue(existsWith(peer.nic, peer.machine)) ? peer : {};
}

const speaksAsRead = (machine: string, line: string): ReturnType<typeof statement> =>
  statement(`${machine} speaks BGP as far as its user data could be read ("${shown(line)}" could not)`);

const unreadable = (scenario: Scenario, connection: BgpConnection, machine: Machine | undefined): Session => ({
  neighbors: [],
  announced: unreadableAnnouncements(scenario, connection, machine?.name ?? shown(connection.peerAddress), machine),
  rejections: [],
});

/** A session that the guest configures: it comes up where both sides agree. */
function configured(index: TopologyIndex, scenario: Scenario, peer: Peer, bgp: GuestBgp): Session {
  const { connection, server, machine, nic } = peer;
  if (!scenario.same(bgp.asn, connection.peerAsn)) return down(asnsDiffer(peer, bgp));
  const found = ([0, 1] as const).flatMap((instance) => {
    const neighbor = neighborFor(index, scenario, bgp, server, instance);
    return neighbor ? [{ instance, neighbor, refusal: neighborRefusal(scenario, neighbor) }] : [];
  });
  const neighbors = found.flatMap(({ instance, neighbor, refusal }) => (refusal ? [] : [{ instance, neighbor }]));
  if (neighbors.length > 0) {
    const configurations = neighbors.map(({ neighbor }) => neighbor);
    return { neighbors, announced: announcements(scenario, machine, nic, bgp, configurations), rejections: [] };
  }
  const refusals = found.flatMap(({ refusal }) => refusal ?? []);
  if (refusals.length === 0) return down(notTheServersAddress(peer, bgp));
  return down(
    ...refusals.map(({ text, got, want, fix, mend }) => ({
      ...notUp(peer, text, got, want, fix),
      repair: (topology: Parameters<NonNullable<Rejection["repair"]>>[0]) =>
        guestEdited(topology, machine.id, (guest) => ({ ...guest, bgp: mended(guest.bgp!, mend) })),
    })),
  );
}

const mended = (bgp: GuestBgp, mend: Partial<GuestNeighbor>): GuestBgp => ({
  ...bgp,
  neighbors: bgp.neighbors.map((neighbor) => ({ ...neighbor, ...mend })),
});

const notUp = ({ server, machine }: Peer, text: string, got: string, want: string, fix: string): Rejection => ({
  prefix: "0.0.0.0/0",
  origin: machine.id,
  at: machine.id,
  cause: "session-down",
  text: `the BGP session of ${machine.name} with ${server.name} does not come up: ${text}`,
  got,
  want,
  fix,
});

const addressOfNobody = (connection: BgpConnection, server: RouteServer): Rejection => ({
  prefix: "0.0.0.0/0",
  origin: connection.id,
  at: connection.id,
  cause: "session-down",
  text: `${connection.name} is for ${shown(connection.peerAddress)}, which is the address of no NIC near ${server.name}`,
  got: `"peer_ip": ${shown(connection.peerAddress)}`,
  want: "the NVA's private address",
  fix: '"peer_ip": the address of the NVA\'s NIC',
});

function notConfigured(peer: Peer, { bgpOff }: Guest): Rejection {
  if (bgpOff !== undefined)
    return notUp(
      peer,
      `FRR does not run BGP: ${bgpOff}`,
      bgpOff,
      "bgpd=yes",
      "in its user data: sed -i 's/^bgpd=no/bgpd=yes/' /etc/frr/daemons, before FRR starts",
    );
  const { peerAsn } = peer.connection;
  return notUp(
    peer,
    "its user data does not configure BGP",
    "no router bgp",
    `router bgp ${isUnknown(peerAsn) ? "ASN" : peerAsn} with both instances as neighbors`,
    "configure FRR's bgpd in the user data",
  );
}

const asnsDiffer = (peer: Peer, bgp: GuestBgp): Rejection => ({
  ...notUp(
    peer,
    "the AS numbers differ",
    `router bgp ${asnText(bgp.asn)}, peer_asn ${asnText(peer.connection.peerAsn)}`,
    "the same AS number on both sides",
    `"peer_asn": ${asnText(bgp.asn)}`,
  ),
  at: peer.connection.id,
  repair: (topology) => edited(topology, "bgpConnections", peer.connection.id, { peerAsn: bgp.asn }),
});

const notTheServersAddress = (peer: Peer, { neighbors }: GuestBgp): Rejection =>
  notUp(
    peer,
    "none of its neighbors is one of the Route Server's addresses",
    neighbors.map(({ address }) => shown(address)).join(", ") || "no neighbor",
    "both of virtual_router_ips",
    `neighbor ADDRESS remote-as ${ROUTE_SERVER_ASN}, for both`,
  );
