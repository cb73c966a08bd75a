import type { Component } from "../model/component";
import { number, text } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import { HUB_TYPE, routeServerHubs } from "./hub-route-server";
import type { Kind, KindReader } from "./kind";
import { ROUTE_SERVER_READER } from "./route-server";

/** One peer of a Route Server. */
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
  read: (resources) => {
    const routeServers = routeServerHubs(resources);
    const own = resources.of("azurerm_route_server_bgp_connection").map((resource) => ({
      resource,
      server: resources.requiredReference(ROUTE_SERVER_READER, resource.configured("route_server_id"), resource),
    }));
    const ofHubs = resources.of("azurerm_virtual_hub_bgp_connection").flatMap((resource) => {
      const hub = resources.resolve(resource.configured("virtual_hub_id"), HUB_TYPE);
      return hub && routeServers.has(hub) ? [{ resource, server: hub.id }] : [];
    });
    return [...own, ...ofHubs].map(({ resource, server }) => ({
      ...resources.component(resource),
      routeServer: server,
      peerAsn: number(resource, "peer_asn", 0),
      peerAddress: text(resource, "peer_ip") ?? "",
    }));
  },
  withAddresses: (connection, addressOf) => ({ ...connection, peerAddress: addressOf(connection.peerAddress) }),
};
