import { ROUTE_SERVER_ASN } from "../../domain/asn";
import { PRIVATE_PREFIXES } from "../../domain/special-ranges";
import type { AssumedGuest } from "../model/assumptions";
import type { BgpConnection } from "./bgp-connection";
import type { RouteServer } from "./route-server";
import type { Guest, GuestBgp, GuestNeighbor, Policy } from "../model/guest";
import { unknown, type Unknown } from "../unknown/value";

/** Why a guest does what the user says. */
export const ASSUMED = "assumed";

/** The guest that the user describes, with sessions to every Route Server that expects it. */
export function assumedGuest(
  assumed: AssumedGuest,
  addresses: readonly string[],
  sides: { readonly bgpConnections: readonly BgpConnection[]; readonly routeServers: readonly RouteServer[] },
): Guest {
  const expecting = sides.bgpConnections.filter(({ peerAddress }) => addresses.includes(peerAddress));
  const translates = assumed.translates ?? true;
  return {
    forwards: { value: assumed.forwards ?? true, because: ASSUMED },
    forward: [],
    postrouting: translates
      ? [
          {
            name: ASSUMED,
            policy: "accept",
            rules: [
              { line: ASSUMED, destination: { prefixes: PRIVATE_PREFIXES, negated: true }, action: "masquerade" },
            ],
          },
        ]
      : [],
    ...(expecting.length > 0 && { bgp: bgp(assumed, expecting, sides.routeServers) }),
    unread: [],
  };
}

/** A guest with what the user adds to it: NICs that it sends by, and tunnels. */
export function withAssumedRoutes(
  guest: Guest,
  { sendsBy = {}, tunnels = [] }: AssumedGuest,
  nicNamed: (name: string) => string,
): Guest {
  const sends = Object.entries(sendsBy).map(([prefix, name]) => ({ prefix, nic: nicNamed(name) }));
  const prefixes = tunnels.map((text) => (text.includes("/") ? text : `${text}/32`));
  const tunnel = { name: "a tunnel", prefixes, addresses: [], remotes: [], line: ASSUMED };
  return {
    ...guest,
    ...(sends.length > 0 && { sendsBy: sends }),
    ...(prefixes.length > 0 && { tunnels: [...(guest.tunnels ?? []), tunnel] }),
  };
}

/** True where nothing is assumed that its user data may say. */
export const addsRoutesOnly = (assumed: AssumedGuest): boolean =>
  Object.keys(assumed).every((key) => key === "sendsBy" || key === "tunnels");

function bgp(
  assumed: AssumedGuest,
  expecting: readonly BgpConnection[],
  routeServers: readonly RouteServer[],
): GuestBgp {
  const asn: number | Unknown<number> = assumed.asn ?? expecting[0]?.peerAsn ?? unknown(ASSUMED);
  const peers = routeServers.filter(({ id }) => expecting.some(({ routeServer }) => routeServer === id));
  return {
    asn,
    neighbors: peers.flatMap(({ addresses }) => addresses.map((address) => neighbor(address, outbound(assumed, asn)))),
    originates: (assumed.announces ?? []).map((prefix) => ({
      prefix,
      by: "network",
      present: true,
      line: ASSUMED,
    })),
    resolvesByDefault: true,
  };
}

function neighbor(address: string, out: readonly Policy[]): GuestNeighbor {
  return {
    address,
    remoteAsn: ROUTE_SERVER_ASN,
    multihop: 255,
    shutdown: false,
    active: true,
    password: false,
    originates: [],
    in: [],
    out,
  };
}

/** What it prepends; it advertises nothing that it has learned. */
function outbound({ announces = [], prepend = 0 }: AssumedGuest, asn: number | Unknown<number>): readonly Policy[] {
  const own = announces.map((prefix) => ({ action: "permit", prefix }) as const);
  const times = typeof asn === "number" ? Array.from({ length: prepend }, () => asn) : [];
  return [
    {
      name: ASSUMED,
      terms: [
        {
          action: "permit",
          prefixes: own,
          asPathChanges: times.length > 0 ? [{ kind: "prepend", asns: times }] : [],
          communities: [],
          line: ASSUMED,
        },
      ],
    },
  ];
}
