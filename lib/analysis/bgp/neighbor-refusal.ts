import { ROUTE_SERVER_ASN } from "../../domain/asn";
import type { GuestNeighbor } from "../model/guest";
import type { Scenario } from "../unknown/scenario";
import { statement } from "../unknown/truth";
import { isOpen, type Unknown } from "../unknown/value";
import { asnText } from "./asn-text";

/** The other side of a session, as far as a guest's settings for its neighbor have to fit it. */
export interface PeerSide {
  readonly kind: "route-server" | "nva";
  readonly name: string;
  readonly asn: number | Unknown<number>;
  /** The guest's machine, and its AS number. */
  readonly machine: string;
  readonly ownAsn: number | Unknown<number>;
  /** Both are in one subnet. */
  readonly connected: boolean;
  /** TTL of what it sends; absent: nobody has said. */
  readonly ttl?: number;
  /** Its password's fingerprint. */
  readonly password: string | false;
}

/** A Route Server's instance: never in the NVA's subnet, and without MD5. */
export const routeServerSide = (machine: string, ownAsn: number | Unknown<number>, name: string): PeerSide => ({
  kind: "route-server",
  name,
  asn: ROUTE_SERVER_ASN,
  machine,
  ownAsn,
  connected: false,
  password: false,
});

/** Why a session does not come up. */
export interface NeighborRefusal {
  readonly text: string;
  readonly got: string;
  readonly want: string;
  readonly fix: string;
  /** What mends it on the guest's side. */
  readonly mend: Partial<GuestNeighbor>;
}

/** Why the guest's configuration of a neighbor keeps the session from coming up; undefined where it does not. */
export function neighborRefusal(
  scenario: Scenario,
  neighbor: GuestNeighbor,
  peer: PeerSide,
): NeighborRefusal | undefined {
  return (
    asnRefusal(scenario, neighbor, peer) ??
    distanceRefusal(scenario, neighbor, peer) ??
    passwordRefusal(neighbor, peer) ??
    switchedOff(neighbor)
  );
}

const line = ({ address }: GuestNeighbor, setting: string): string =>
  `neighbor ${isOpen(address) ? "ADDRESS" : address} ${setting}`;

function asnRefusal(scenario: Scenario, neighbor: GuestNeighbor, peer: PeerSide): NeighborRefusal | undefined {
  const { remoteAsn } = neighbor;
  const fits = remoteAsn === "external" ? !scenario.same(peer.asn, peer.ownAsn) : scenario.same(remoteAsn, peer.asn);
  if (fits) return undefined;
  const setting = `remote-as ${asnText(peer.asn)}`;
  return {
    text: `its remote-as is not ${asnText(peer.asn)}`,
    got: `remote-as ${remoteAsn === "external" ? remoteAsn : asnText(remoteAsn)}`,
    want: setting,
    fix: `in frr.conf: ${line(neighbor, setting)}`,
    mend: { remoteAsn: peer.asn },
  };
}

/** Whether Azure lowers the TTL between subnets is not documented. */
function distanceRefusal(scenario: Scenario, neighbor: GuestNeighbor, peer: PeerSide): NeighborRefusal | undefined {
  const { multihop, ttlSecurity, connectedCheck = true } = neighbor;
  const { name, machine, connected, ttl } = peer;
  if (ttlSecurity !== undefined) {
    const least = 256 - ttlSecurity;
    const arrives = statement(`BGP packets of ${name} reach ${machine} with a TTL of ${least} or more`);
    const isUp = ttl === undefined || (ttlSecurity === 1 && !connected) ? scenario.isTrue(arrives) : ttl >= least;
    return isUp
      ? undefined
      : tooFar(neighbor, peer, `ttl-security wants a TTL of ${least} or more`, `ttl-security hops ${ttlSecurity}`);
  }
  if (multihop >= 2 || connected) return undefined;
  if (connectedCheck) {
    const place =
      peer.kind === "route-server" ? "the Route Server is not in the NVA's subnet" : `${name} is in another subnet`;
    return tooFar(neighbor, peer, `ebgp-multihop is missing, and ${place}`);
  }
  return scenario.isTrue(statement(`BGP packets of ${machine} with a TTL of 1 reach ${name}`))
    ? undefined
    : tooFar(neighbor, peer, "disable-connected-check sends with a TTL of 1", "disable-connected-check");
}

function tooFar(neighbor: GuestNeighbor, peer: PeerSide, text: string, setting?: string): NeighborRefusal {
  const [of, sides] =
    peer.kind === "route-server" ? [" (Azure Route Server)", ", of both instances or of their peer-group"] : ["", ""];
  return {
    text,
    got: line(neighbor, setting ?? "without ebgp-multihop"),
    want: `eBGP over more than one hop${of}`,
    fix: `in frr.conf: ${line(neighbor, "ebgp-multihop 4")}${sides}`,
    mend: { multihop: 4, ...(setting !== undefined && { connectedCheck: true, ttlSecurity: undefined }) },
  };
}

function passwordRefusal(neighbor: GuestNeighbor, { kind, name, password }: PeerSide): NeighborRefusal | undefined {
  if (neighbor.password === password) return undefined;
  const got = neighbor.password === false ? "no password" : line(neighbor, "password");
  if (kind === "route-server")
    return {
      text: "Azure Route Server has no MD5",
      got,
      want: "no password",
      fix: `no ${line(neighbor, "password")}`,
      mend: { password: false },
    };
  return {
    text: `its password differs from that of ${name}`,
    got,
    want: "the same password on both sides, or none",
    fix: "set the same password on both sides",
    mend: { password },
  };
}

function switchedOff(neighbor: GuestNeighbor): NeighborRefusal | undefined {
  if (neighbor.shutdown)
    return {
      text: "it is shut down",
      got: line(neighbor, "shutdown"),
      want: "a session",
      fix: `no ${line(neighbor, "shutdown")}`,
      mend: { shutdown: false },
    };
  if (neighbor.active) return undefined;
  return {
    text: "IPv4 unicast is not activated",
    got: "no activate",
    want: "address-family ipv4 unicast",
    fix: `in frr.conf, address-family ipv4 unicast: ${line(neighbor, "activate")}`,
    mend: { active: true },
  };
}
