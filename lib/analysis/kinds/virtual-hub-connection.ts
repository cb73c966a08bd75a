import type { Component } from "../model/component";
import { blocks, flag, text, texts, word } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import { type HubRouting, hubRoutingOf, routeMapsOf } from "./hub-routing";
import type { Kind, KindReader } from "./kind";
import { NETWORK_READER } from "./network";
import { VIRTUAL_HUB_READER } from "./virtual-hub";

/** A connection of a virtual network to a virtual hub. */
export interface VirtualHubConnection extends Component {
  /** Id of the virtual network. */
  readonly network: string;
  readonly hub: string;
  /** internet_security_enabled: the network learns 0.0.0.0/0. */
  readonly internetSecurity: boolean | Unknown<boolean>;
  readonly routing: HubRouting;
  /** Routes to next hops in the network. */
  readonly staticRoutes: readonly ConnectionRoute[];
  /** The static routes are propagated to the tables that the connection propagates to. */
  readonly propagatesStatic: boolean | Unknown<boolean>;
  /**
   * static_vnet_local_route_override_criteria: which static routes take the traffic to the network itself, those that
   * contain its range or those that equal it.
   */
  readonly localOverride: "Contains" | "Equal" | Unknown<"Contains" | "Equal">;
}

/** A static route of a connection. */
export interface ConnectionRoute {
  readonly prefix: string;
  /** Address of an NVA in the network; may be a symbol. */
  readonly nextHopAddress: string;
}

export const VIRTUAL_HUB_CONNECTION: Kind<VirtualHubConnection, "virtualHubConnections"> = {
  list: "virtualHubConnections",
  label: "virtual hub connection",
  types: ["azurerm_virtual_hub_connection"],
  references: { network: "joins", hub: "joins" },
};

export const VIRTUAL_HUB_CONNECTION_READER: KindReader<VirtualHubConnection> = {
  kind: VIRTUAL_HUB_CONNECTION,
  read: (resources) =>
    resources
      .of("azurerm_virtual_hub_connection")
      .filter(({ data }) => !data)
      .map((resource) => {
        const [routing] = blocks(resource, "routing");
        return {
          ...resources.component(resource),
          network: resources.requiredReference(
            NETWORK_READER,
            resource.configured("remote_virtual_network_id"),
            resource,
          ),
          hub: resources.requiredReference(VIRTUAL_HUB_READER, resource.configured("virtual_hub_id"), resource),
          internetSecurity: flag(resource, "internet_security_enabled", false),
          routing: hubRoutingOf(resource, resources),
          staticRoutes: (routing ? blocks(routing, "static_vnet_route") : []).flatMap((block) =>
            texts(block, "address_prefixes").map((prefix) => ({
              prefix,
              nextHopAddress: text(block, "next_hop_ip_address") ?? "",
            })),
          ),
          propagatesStatic: routing ? flag(routing, "static_vnet_propagate_static_routes_enabled", true) : true,
          localOverride: routing
            ? word(routing, "static_vnet_local_route_override_criteria", ["Contains", "Equal"])
            : "Contains",
        };
      }),
  withAddresses: (connection, addressOf) => ({
    ...connection,
    staticRoutes: connection.staticRoutes.map((route) => ({
      ...route,
      nextHopAddress: addressOf(route.nextHopAddress),
    })),
  }),
  notFollowed: (resources) => routeMapsOf(resources.of("azurerm_virtual_hub_connection")),
};
