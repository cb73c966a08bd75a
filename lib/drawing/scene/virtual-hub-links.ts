import { ROUTE_SERVER_ASN } from "../../domain/asn";
import type { TopologyIndex } from "../../analysis/model/topology-index";
import { serverConnections } from "../../analysis/model/bgp-servers";
import { peerAt } from "../../analysis/model/relations";
import { shown } from "../../analysis/unknown/value";
import { asnText } from "./bgp-speakers";
import type { Link } from "./graph";

/** The links of virtual hubs: to their networks, to what is in them, and to the Virtual WAN. */
export function virtualHubLinks(index: TopologyIndex): Link[] {
  const { topology } = index;
  return [
    ...topology.virtualHubConnections.map(({ id, name, network, hub }): Link => ({
      ids: [id],
      kind: "connection",
      from: network,
      to: hub,
      label: shown(name),
    })),
    ...topology.virtualHubs.flatMap(({ id, wan }): Link[] =>
      wan === undefined ? [] : [{ ids: [], kind: "attachment", from: id, to: wan }],
    ),
    ...topology.hubGateways.map(({ id, hub }): Link => ({ ids: [], kind: "attachment", from: hub, to: id })),
    ...topology.firewalls.flatMap(({ id, hub }): Link[] =>
      hub === undefined ? [] : [{ ids: [], kind: "attachment", from: hub, to: id }],
    ),
    ...topology.branchConnections.flatMap(({ id, name, gateway, circuit, site }): Link[] => {
      const far = circuit ?? site;
      return far === undefined ? [] : [{ ids: [id], kind: "connection", from: gateway, to: far, label: shown(name) }];
    }),
    ...sessions(index),
  ];
}

const sessions = (index: TopologyIndex): Link[] =>
  serverConnections(index).flatMap(({ connection, server, ofHub }): Link[] =>
    ofHub
      ? [
          {
            ids: [connection.id],
            kind: "bgp",
            from: ofHub.hub,
            to: peerAt(index, server.network, connection.peerAddress)?.machine?.id ?? shown(connection.peerAddress),
            label: `${asnText(connection.peerAsn)} - ${ROUTE_SERVER_ASN}`,
          },
        ]
      : [],
  );
