import type { Component } from "../model/component";
import { blocks, flag, text } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import { addressText } from "./box";
import type { Kind, KindReader } from "./kind";
import { SUBNET_READER } from "./subnet";

/** A private endpoint. */
export interface PrivateEndpoint extends Component {
  readonly subnet: string;
  readonly address?: string;
  /** Further addresses: a service may have one for each of its parts. */
  readonly further?: readonly string[];
  /** The owner of the service has to approve the connection by hand. @default false */
  readonly manual?: boolean | Unknown<boolean>;
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
      const connections = blocks(resource, "private_service_connection");
      const given = [...blocks(resource, "ip_configuration"), ...connections];
      const addresses = [...new Set(given.flatMap((block) => text(block, "private_ip_address") ?? []))];
      const [address, ...further] = addresses;
      const manual = connections
        .map((block) => flag(block, "is_manual_connection", false))
        .find((one) => one !== false);
      return {
        ...resources.component(resource),
        subnet: resources.requiredReference(SUBNET_READER, resource.configured("subnet_id"), resource),
        ...(address !== undefined && { address }),
        ...(further.length > 0 && { further }),
        ...(manual !== undefined && { manual }),
      };
    }),
};
