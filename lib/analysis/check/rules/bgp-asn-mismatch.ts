import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import { isUnknown, type Unknown } from "../../unknown/value";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { type Session, sessions } from "../sessions";

/** FT117. */
export const bgpAsnMismatch: TopologyRule = {
  id: "FT117",
  name: "bgp-asn-mismatch",
  severity: "error",
  summary: "An NVA and its Route Server are configured with different AS numbers for their session.",
  why: "Both reject the OPEN message of the other, so the session does not come up.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  facts: ["3.9"],
  example: "router bgp 65002 in frr.conf, and peer_asn = 65001 in the connection",
  structural: true,
  explains: ["session-down", "no-advertise"],
  check: ({ topology }) =>
    sessions(topology).flatMap((session) => {
      const finding = peerAsnFinding(session) ?? remoteAsnFinding(session);
      return finding ? [finding] : [];
    }),
};

/** Azure expects another AS number than the NVA has. */
function peerAsnFinding({ routeServer, machine, connection, neighbors }: Session): TopologyReported | undefined {
  const { asn } = machine.guest.bgp;
  if (!connection || neighbors.length === 0 || !differ(asn, connection.peerAsn)) return undefined;
  return reported({
    at: connection.id,
    also: [machine.id, routeServer.id],
    text: `${machine.name} is in AS ${number(asn)}, but ${routeServer.name} expects AS ${number(connection.peerAsn)}`,
    got: `"peer_asn": ${number(connection.peerAsn)}, router bgp ${number(asn)}`,
    want: "the same number on both sides",
    fix: `"peer_asn": ${number(asn)}`,
    rows: ["3.9"],
  });
}

/** The NVA expects another AS number than every Route Server has. */
function remoteAsnFinding({ routeServer, machine, connection, neighbors }: Session): TopologyReported | undefined {
  const expected = neighbors.flatMap(({ remoteAsn }) => (remoteAsn === "external" ? [] : [remoteAsn]));
  const wrong = expected.find((asn) => differ(asn, ROUTE_SERVER_ASN));
  if (!connection || wrong === undefined) return undefined;
  return reported({
    at: machine.id,
    also: [connection.id, routeServer.id],
    text: `${machine.name} expects ${routeServer.name} in AS ${number(wrong)}, but it is in AS ${ROUTE_SERVER_ASN}`,
    got: `remote-as ${number(wrong)}`,
    want: `remote-as ${ROUTE_SERVER_ASN}: the AS number of every Route Server`,
    fix: `neighbor ADDRESS remote-as ${ROUTE_SERVER_ASN}`,
    rows: ["3.9"],
  });
}

const differ = (a: number | Unknown<number>, b: number | Unknown<number>): boolean =>
  !isUnknown(a) && !isUnknown(b) && a !== b;
const number = (value: number | Unknown<number>): string => (isUnknown(value) ? `\${${value.unknown}}` : String(value));
