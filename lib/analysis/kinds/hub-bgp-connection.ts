import type { Component } from "../model/component";
import { number, text } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import { HUB_TYPE, routeServerHubs } from "./hub-route-server";
import type { Kind, KindReader } from "./kind";
import { VIRTUAL_HUB_READER } from "./virtual-hub";
import { VIRTUAL_HUB_CONNECTION } from "./virtual-hub-connection";

/** One peer of a virtual hub's router. */
export interface HubBgpConnection extends Component {
  readonly hub: string;
  /** Id of the connection of the network that the peer is in. */
  readonly connection?: string;
  readonly peerAsn: number | Unknown<number>;
  readonly peerAddress: string;
}

export const HUB_BGP_CONNECTION: Kind<HubBgpConnection, "hubBgpConnections"> = {
  list: "hubBgpConnections",
  label: "BGP session with a virtual hub",
  types: ["azurerm_virtual_hub_bgp_connection"],
  references: { hub: "joins", connection: "joins" },
};

export const HUB_BGP_CONNECTION_READER: KindReader<HubBgpConnection> = {
  kind: HUB_BGP_CONNECTION,
  read: (resources) => {
    const routeServers = routeServerHubs(resources);
    return resources
      .of("azurerm_virtual_hub_bgp_connection")
      .filter((resource) => {
        const hub = resources.resolve(resource.configured("virtual_hub_id"), HUB_TYPE);
        return !hub || !routeServers.has(hub);
      })
      .map((resource) => {
        const named = resource.configured("virtual_network_connection_id");
        const connection = resources.resolve(named, ...VIRTUAL_HUB_CONNECTION.types);
        if (!connection) resources.missing(VIRTUAL_HUB_CONNECTION, named, resource);
        return {
          ...resources.component(resource),
          hub: resources.requiredReference(VIRTUAL_HUB_READER, resource.configured("virtual_hub_id"), resource),
          ...(connection && { connection: connection.id }),
          peerAsn: number(resource, "peer_asn", 0),
          peerAddress: text(resource, "peer_ip") ?? "",
        };
      });
  },
  withAddresses: (connection, addressOf) => ({ ...connection, peerAddress: addressOf(connection.peerAddress) }),
};
