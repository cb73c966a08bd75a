import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import { isUnknown, type Unknown } from "../../unknown/value";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { sessions } from "../sessions";

/** FT117. */
export const bgpAsnMismatch: TopologyRule = {
  id: "FT117",
  name: "bgp-asn-mismatch",
  severity: "error",
  summary: "An NVA and its Route Server expect other AS numbers of each other than they have.",
  why: "Both refuse the session at its first message, again and again.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  facts: ["3.9"],
  example: "router bgp 65002 in frr.conf, and peer_asn = 65001 in the connection",
  explains: ["session-down", "no-advertise"],
  check: ({ topology }) =>
    sessions(topology).flatMap(({ routeServer, machine, connection, neighbors }): TopologyReported[] => {
      if (!connection || neighbors.length === 0) return [];
      const { asn } = machine.guest.bgp;
      const wrong = neighbors.find(({ remoteAsn }) => differ(remoteAsn, ROUTE_SERVER_ASN));
      const also = [machine.id, routeServer.id];
      if (differ(asn, connection.peerAsn)) {
        const said = {
          text: `${machine.name} is AS ${number(asn)}, and ${routeServer.name} expects AS ${number(connection.peerAsn)}`,
          got: `"peer_asn": ${number(connection.peerAsn)}, router bgp ${number(asn)}`,
          want: "the same number on both sides",
        };
        return [reported({ at: connection.id, also, ...said, fix: `"peer_asn": ${number(asn)}`, rows: ["3.9"] })];
      }
      if (!wrong) return [];
      const said = {
        text: `${machine.name} expects AS ${number(wrong.remoteAsn)} of ${routeServer.name}, which is AS ${ROUTE_SERVER_ASN}`,
        got: `remote-as ${number(wrong.remoteAsn)}`,
        want: `remote-as ${ROUTE_SERVER_ASN}: the AS number of every Route Server`,
      };
      return [
        reported({
          at: machine.id,
          also: [connection.id, routeServer.id],
          ...said,
          fix: `neighbor ADDRESS remote-as ${ROUTE_SERVER_ASN}`,
          rows: ["3.9"],
        }),
      ];
    }),
};

const differ = (a: number | Unknown<number>, b: number | Unknown<number>): boolean =>
  !isUnknown(a) && !isUnknown(b) && a !== b;
const number = (value: number | Unknown<number>): string => (isUnknown(value) ? `\${${value.unknown}}` : String(value));
