import type { Component } from "../model/component";
import { number, text } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import type { Kind, KindReader } from "./kind";
import { ROUTE_SERVER_READER } from "./route-server";

/** One peer of a Route Server (azurerm_route_server_bgp_connection). */
export interface BgpConnection extends Component {
  readonly routeServer: string;
  readonly peerAsn: number | Unknown<number>;
  readonly peerAddress: string;
}

export const BGP_CONNECTION: Kind<BgpConnection, "bgpConnections"> = {
  list: "bgpConnections",
  label: "BGP session",
  types: ["azurerm_route_server_bgp_connection"],
  references: { routeServer: "joins" },
};

export const BGP_CONNECTION_READER: KindReader<BgpConnection> = {
  kind: BGP_CONNECTION,
  read: (resources) =>
    resources.of("azurerm_route_server_bgp_connection").map((resource) => ({
      ...resources.component(resource),
      routeServer: resources.requiredReference(ROUTE_SERVER_READER, resource.configured("route_server_id"), resource),
      peerAsn: number(resource, "peer_asn", 0),
      peerAddress: text(resource, "peer_ip") ?? "",
    })),
  withAddresses: (connection, addressOf) => ({ ...connection, peerAddress: addressOf(connection.peerAddress) }),
};
