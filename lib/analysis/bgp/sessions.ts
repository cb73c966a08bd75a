import type { Scenario } from "../unknown/scenario";
import { resultIn } from "../unknown/alternatives";
import { statement } from "../unknown/truth";
import { ROUTE_SERVER_ASN } from "../../domain/asn";
import { parseAddress, parsePrefix } from "../../domain/ipv4";
import { referredAddress } from "../model/address";
import { peerOf } from "../model/relations";
import { edited, guestEdited } from "../model/repair";
import { applyPolicies } from "../guest/frr/policy";
import type { BgpConnection, Machine, Nic, RouteServer } from "../model/azure";
import type { GuestBgp, GuestNeighbor, Origination } from "../model/guest";
import type { Rejection, Route } from "./route";
import { mayHideAddresses } from "../model/unmodelled-addresses";
import { isOpen, isUnknown, type Unknown, shown } from "../unknown/value";
import type { TopologyIndex } from "../model/topology-index";

/** A session between an NVA and a Route Server, as both sides are configured. */
export interface Session {
  readonly connection: BgpConnection;
  readonly server: RouteServer;
  readonly machine?: Machine;
  readonly nic?: Nic;
  /** The guest's side of the sessions with the two instances that come up. */
  readonly neighbors: readonly { readonly instance: 0 | 1; readonly neighbor: GuestNeighbor }[];
  /** What the NVA announces. */
  readonly announced: readonly Route[];
  readonly rejections: readonly Rejection[];
}

/** All sessions of the Route Servers, up or not. */
export function sessions(index: TopologyIndex, scenario: Scenario): Session[] {
  return index.topology.bgpConnections.flatMap((connection) => {
    const server = index.topology.routeServers.find(({ id }) => id === connection.routeServer);
    return server ? session(index, scenario, connection, server) : [];
  });
}

function session(index: TopologyIndex, scenario: Scenario, connection: BgpConnection, server: RouteServer): Session {
  const { nic, machine } = peerOf(index, connection) ?? {};
  const base = { connection, server, ...(machine && { machine }), ...(nic && { nic }) };
  const name = machine?.name ?? shown(connection.peerAddress);
  if (!nic && !mayHideAddresses(index.topology)) {
    const rejection: Rejection = {
      prefix: "0.0.0.0/0",
      origin: connection.id,
      at: connection.id,
      cause: "session-down",
      text: `${connection.name} is for ${shown(connection.peerAddress)}, which is the address of no NIC near ${server.name}`,
      got: `"peer_ip": ${shown(connection.peerAddress)}`,
      want: "the NVA's private address",
      fix: '"peer_ip": the address of the NVA\'s NIC',
    };
    return { ...base, neighbors: [], announced: [], rejections: [rejection] };
  }
  if (!machine?.guest)
    return { ...base, neighbors: [], announced: unreadable(scenario, connection, name, machine), rejections: [] };
  const bgp = machine.guest.bgp;
  const down = (text: string, got: string, want: string, fix: string, repair?: Rejection["repair"]): Rejection => ({
    prefix: "0.0.0.0/0",
    origin: machine.id,
    at: machine.id,
    cause: "session-down",
    text: `the BGP session of ${name} with ${server.name} does not come up: ${text}`,
    got,
    want,
    fix,
    ...(repair && { repair }),
  });
  const rejections: Rejection[] = [];
  const unread = machine.guest.unread.find(({ affects }) => affects === "bgp");
  if (
    unread &&
    !scenario.isTrue(
      statement(`${machine.name} speaks BGP as far as its user data could be read ("${shown(unread.line)}" could not)`),
    )
  ) {
    return { ...base, neighbors: [], announced: unreadable(scenario, connection, name, machine), rejections };
  }
  if (!bgp) {
    const off = machine.guest.bgpOff;
    if (off !== undefined) {
      rejections.push(
        down(
          `FRR does not run BGP: ${off}`,
          off,
          "bgpd=yes",
          "in its user data: sed -i 's/^bgpd=no/bgpd=yes/' /etc/frr/daemons, before FRR starts",
        ),
      );
      return { ...base, neighbors: [], announced: [], rejections };
    }
    rejections.push(
      down(
        "no BGP is configured in its user data",
        "no router bgp",
        `router bgp ${isUnknown(connection.peerAsn) ? "ASN" : connection.peerAsn} with both instances as neighbors`,
        "configure FRR's bgpd in the user data",
      ),
    );
    return { ...base, neighbors: [], announced: [], rejections };
  }
  if (!scenario.same(bgp.asn, connection.peerAsn)) {
    rejections.push({
      ...down(
        "the AS numbers differ",
        `router bgp ${number(bgp.asn)}, peer_asn ${number(connection.peerAsn)}`,
        "the same on both sides",
        `"peer_asn": ${number(bgp.asn)}`,
        (topology) => edited(topology, "bgpConnections", connection.id, { peerAsn: bgp.asn }),
      ),
      at: connection.id,
    });
    return { ...base, neighbors: [], announced: [], rejections };
  }
  const neighbors: { instance: 0 | 1; neighbor: GuestNeighbor }[] = [];
  for (const instance of [0, 1] as const) {
    const neighbor = neighborFor(index, scenario, bgp, server, instance);
    const refusal = neighbor && refusedBy(scenario, neighbor);
    if (neighbor && !refusal) neighbors.push({ instance, neighbor });
    if (neighbor && refusal) {
      rejections.push(
        down(refusal.text, refusal.got, refusal.want, refusal.fix, (topology) =>
          guestEdited(topology, machine.id, (guest) => ({ ...guest, bgp: mended(guest.bgp!, refusal.mend) })),
        ),
      );
    }
  }
  if (neighbors.length === 0 && rejections.length === 0) {
    rejections.push(
      down(
        "none of its neighbors is one of the Route Server's addresses",
        bgp.neighbors.map(({ address }) => shown(address)).join(", ") || "no neighbor",
        "both of virtual_router_ips",
        `neighbor ADDRESS remote-as ${ROUTE_SERVER_ASN}, for both`,
      ),
    );
  }
  return {
    ...base,
    neighbors,
    announced:
      neighbors.length > 0
        ? announcements(
            scenario,
            machine,
            nic,
            bgp,
            neighbors.map(({ neighbor }) => neighbor),
          )
        : [],
    rejections: neighbors.length > 0 ? [] : rejections,
  };
}

const mended = (bgp: GuestBgp, mend: Partial<GuestNeighbor>): GuestBgp => ({
  ...bgp,
  neighbors: bgp.neighbors.map((neighbor) => ({ ...neighbor, ...mend })),
});

/** A machine whose configuration nobody could read may announce the default, or nothing. */
function unreadable(
  scenario: Scenario,
  connection: BgpConnection,
  name: string,
  machine: Machine | undefined,
): Route[] {
  if (!scenario.isTrue(statement(`${name} announces 0.0.0.0/0`))) return [];
  const asn = isUnknown(connection.peerAsn) ? 0 : connection.peerAsn;
  return [
    {
      prefix: "0.0.0.0/0",
      asPath: [asn],
      kind: "nva",
      origin: machine?.id ?? connection.id,
      nextHop: connection.peerAddress,
      communities: [],
      stations: [`${name} (AS ${number(connection.peerAsn)})`],
    },
  ];
}

/**
 * The guest's neighbor that is an instance of the Route Server. Fixed addresses count: Azure normally gives the 4th and
 * 5th of the subnet.
 */
function neighborFor(
  index: TopologyIndex,
  scenario: Scenario,
  bgp: GuestBgp,
  server: RouteServer,
  instance: 0 | 1,
): GuestNeighbor | undefined {
  const address = server.addresses[instance];
  const exact = bgp.neighbors.find((neighbor) => neighbor.address === address);
  if (exact || !isOpen(address)) return exact;
  const subnet = index.subnetsOf(server.network).find(({ name }) => name === "RouteServerSubnet");
  const prefix = subnet && parsePrefix(subnet.prefixes[0] ?? "");
  return bgp.neighbors.find((neighbor) => {
    const fixed = parseAddress(neighbor.address);
    if (fixed === undefined || !prefix || fixed < prefix.first || fixed > prefix.last) return false;
    const offset = fixed - prefix.first;
    // Another address of the subnet belongs to at most one instance, and nobody knows to which.
    return (
      offset === 4 + instance ||
      (offset > 5 &&
        instance === 0 &&
        scenario.isTrue(statement(`${neighbor.address} is an address of ${server.name}`)))
    );
  });
}

interface Refusal {
  readonly text: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  readonly mend: Partial<GuestNeighbor>;
}

function refusedBy(scenario: Scenario, neighbor: GuestNeighbor): Refusal | undefined {
  const address = isOpen(neighbor.address) ? "ADDRESS" : neighbor.address;
  if (!scenario.same(neighbor.remoteAsn, ROUTE_SERVER_ASN)) {
    return {
      text: `its remote-as is not ${ROUTE_SERVER_ASN}`,
      got: `remote-as ${number(neighbor.remoteAsn)}`,
      want: `remote-as ${ROUTE_SERVER_ASN}`,
      fix: `in frr.conf: neighbor ${address} remote-as ${ROUTE_SERVER_ASN}`,
      mend: { remoteAsn: ROUTE_SERVER_ASN },
    };
  }
  if (neighbor.multihop < 2) {
    return {
      text: "ebgp-multihop is missing, and the Route Server is not in the NVA's subnet",
      got: `neighbor ${address} without ebgp-multihop`,
      want: "eBGP over more than one hop (Azure Route Server)",
      fix: `in frr.conf: neighbor ${address} ebgp-multihop 4, of both instances or of their peer-group`,
      mend: { multihop: 4 },
    };
  }
  if (neighbor.password) {
    return {
      text: "Azure Route Server has no MD5",
      got: `neighbor ${address} password`,
      want: "no password",
      fix: `no neighbor ${address} password`,
      mend: { password: false },
    };
  }
  if (neighbor.shutdown)
    return {
      text: "it is shut down",
      got: `neighbor ${address} shutdown`,
      want: "a session",
      fix: `no neighbor ${address} shutdown`,
      mend: { shutdown: false },
    };
  if (!neighbor.active)
    return {
      text: "IPv4 unicast is not activated",
      got: "no activate",
      want: "address-family ipv4 unicast",
      fix: `in frr.conf, address-family ipv4 unicast: neighbor ${address} activate`,
      mend: { active: true },
    };
  return undefined;
}

/** What a guest announces to a Route Server: to both instances the same, so it is enough that one has it. */
function announcements(
  scenario: Scenario,
  machine: Machine,
  nic: Nic | undefined,
  bgp: GuestBgp,
  neighbors: readonly GuestNeighbor[],
): Route[] {
  const routes = neighbors.flatMap((neighbor) => [
    ...bgp.originates.flatMap((origination) => announced(scenario, machine, nic, bgp, origination, neighbor.out)),
    ...neighbor.originates.flatMap((origination) => announced(scenario, machine, nic, bgp, origination, [])),
  ]);
  return [...new Map(routes.map((route) => [JSON.stringify(route), route])).values()];
}

function announced(
  scenario: Scenario,
  machine: Machine,
  nic: Nic | undefined,
  bgp: GuestBgp,
  origination: Origination,
  out: GuestNeighbor["out"],
): Route[] {
  if (!scenario.isTrue(origination.present)) return [];
  const own = { prefix: origination.prefix, asPath: [], communities: [] };
  const policies = [...(origination.policy ? [origination.policy] : []), ...out];
  const passed = resultIn(scenario, applyPolicies(policies, own, machine.name));
  if (!passed.permitted) return [];
  const nextHop = passed.route.nextHop ?? (nic && referredAddress(nic));
  return [
    {
      prefix: origination.prefix,
      asPath: [isUnknown(bgp.asn) ? 0 : bgp.asn, ...passed.route.asPath],
      kind: "nva",
      origin: machine.id,
      ...(nextHop !== undefined && { nextHop }),
      communities: passed.route.communities,
      stations: [`${machine.name} (AS ${number(bgp.asn)})`],
    },
  ];
}

const number = (value: number | Unknown<number>): string => (isUnknown(value) ? `\${${value.unknown}}` : String(value));
