import type { Component } from "../model/component";
import { blocks, text } from "../terraform/attributes";
import { addressText } from "./box";
import type { Kind } from "./kind";
import { SUBNET } from "./subnet";

/** A private endpoint. */
export interface PrivateEndpoint extends Component {
  readonly subnet: string;
  readonly address?: string;
}

export const PRIVATE_ENDPOINT: Kind<PrivateEndpoint, "privateEndpoints"> = {
  list: "privateEndpoints",
  label: "private endpoint",
  types: ["azurerm_private_endpoint"],
  references: { subnet: "part-of" },
  read: (resources) =>
    resources.of("azurerm_private_endpoint").map((resource) => {
      const given = [...blocks(resource, "ip_configuration"), ...blocks(resource, "private_service_connection")];
      const address = given.map((block) => text(block, "private_ip_address")).find((one) => one !== undefined);
      return {
        ...resources.component(resource),
        subnet: resources.requiredReference(SUBNET, resource.configured("subnet_id"), resource),
        ...(address !== undefined && { address }),
      };
    }),
  box: ({ subnet, address }) => ({
    look: "private-endpoint",
    word: "PRIVATE ENDPOINT",
    parent: subnet,
    detail: addressText(address),
  }),
};
