import type { Component } from "../model/component";
import type { Kind, KindReader } from "./kind";
import { NETWORK_READER } from "./network";

/** A connection of a virtual network to a virtual hub: what the hub advertises to the network is not modelled. */
export interface VirtualHubConnection extends Component {
  /** Id of the virtual network. */
  readonly network: string;
}

export const VIRTUAL_HUB_CONNECTION: Kind<VirtualHubConnection, "virtualHubConnections"> = {
  list: "virtualHubConnections",
  label: "virtual hub connection",
  types: ["azurerm_virtual_hub_connection"],
  references: { network: "joins" },
};

export const VIRTUAL_HUB_CONNECTION_READER: KindReader<VirtualHubConnection> = {
  kind: VIRTUAL_HUB_CONNECTION,
  read: (resources) =>
    resources
      .of("azurerm_virtual_hub_connection")
      .filter(({ data }) => !data)
      .map((resource) => ({
        ...resources.component(resource),
        network: resources.requiredReference(
          NETWORK_READER,
          resource.configured("remote_virtual_network_id"),
          resource,
        ),
      })),
};
