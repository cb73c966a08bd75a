import { hasFourBytes, reservedAsn } from "../../../domain/asn";
import { isUnknown } from "../../unknown/value";
import { reported, type TopologyRule } from "../topology-rule";

/** FT136. */
export const fourByteAsn: TopologyRule = {
  id: "FT136",
  name: "four-byte-asn",
  severity: "warning",
  summary: "A Route Server peers with an NVA that has an AS number of 4 bytes.",
  why: "Microsoft documents that Route Server supports AS numbers of 2 bytes only. A lab of 2021 shows one that peered with AS 65555 and learned its routes, so Azure may accept it today and not tomorrow.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  facts: ["3.19"],
  example: "peer_asn = 65555",
  structural: true,
  check: ({ topology }) =>
    topology.bgpConnections.flatMap(({ id, name, peerAsn, routeServer }) =>
      isUnknown(peerAsn) || !hasFourBytes(peerAsn) || reservedAsn(peerAsn) !== undefined
        ? []
        : [
            reported({
              at: id,
              also: [routeServer],
              text: `${name} peers with AS ${peerAsn}, which has 4 bytes: documented as not supported, and seen accepted`,
              got: `"peer_asn": ${peerAsn}`,
              want: "an AS number of 2 bytes: 64512-65514, for example",
              fix: '"peer_asn": 65001, and the same number in the NVA',
              rows: ["3.19"],
            }),
          ],
    ),
};
