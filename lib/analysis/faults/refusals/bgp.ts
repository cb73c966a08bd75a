import { reservedAsn } from "../../../domain/asn";
import type { Topology } from "../../model/azure";
import { isUnknown } from "../../unknown/value";
import { beyondLimit, type Refusal, REFUSED_BEYOND } from "./refusal";

export const tooManyPeers = (topology: Topology): Refusal[] =>
  topology.routeServers.flatMap((component) => {
    const count = topology.bgpConnections.filter(({ routeServer }) => routeServer === component.id).length;
    const max = REFUSED_BEYOND.peersOfRouteServer;
    return beyondLimit({ networks: [component.network], component, what: "BGP peers", count, max });
  });

/** Peers of a Route Server with an AS number that is reserved (row 3.15). */
export const refusedAsns = (topology: Topology): Refusal[] =>
  topology.bgpConnections.flatMap(({ id, name, peerAsn, routeServer }): Refusal[] => {
    if (isUnknown(peerAsn)) return [];
    const refusal = reservedAsn(peerAsn);
    if (refusal === undefined) return [];
    const network = topology.routeServers.find((server) => server.id === routeServer)?.network;
    return [
      {
        networks: network === undefined ? [] : [network],
        at: id,
        text: `${name} peers with AS ${peerAsn}, which ${refusal}`,
        got: String(peerAsn),
        want: "an AS number that a Route Server accepts: 64512-65514, for example",
        fix: '"peer_asn": 65001',
        row: "3.15",
      },
    ];
  });
