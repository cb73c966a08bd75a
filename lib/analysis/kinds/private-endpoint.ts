import type { Component } from "../model/component";
import { blocks, text } from "../terraform/attributes";
import { addressText } from "./box";
import type { Kind, KindReader } from "./kind";
import { SUBNET_READER } from "./subnet";

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
  box: ({ subnet, address }) => ({
    look: "private-endpoint",
    word: "PRIVATE ENDPOINT",
    parent: subnet,
    detail: addressText(address),
  }),
};

export const PRIVATE_ENDPOINT_READER: KindReader<PrivateEndpoint> = {
  kind: PRIVATE_ENDPOINT,
  read: (resources) =>
    resources.of("azurerm_private_endpoint").map((resource) => {
      const given = [...blocks(resource, "ip_configuration"), ...blocks(resource, "private_service_connection")];
      const address = given.map((block) => text(block, "private_ip_address")).find((one) => one !== undefined);
      return {
        ...resources.component(resource),
        subnet: resources.requiredReference(SUBNET_READER, resource.configured("subnet_id"), resource),
        ...(address !== undefined && { address }),
      };
    }),
};
