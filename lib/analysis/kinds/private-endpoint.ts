import type { Component } from "../model/component";
import { blocks, flag, text } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import { addressText } from "./box";
import type { Resource } from "../terraform/resource";
import type { Kind, KindContext, KindReader } from "./kind";
import { put } from "./resource-index";
import { SUBNET_READER } from "./subnet";

/** A private endpoint. */
export interface PrivateEndpoint extends Component {
  readonly subnet: string;
  readonly address?: string;
  /** Further addresses: a service may have one for each of its parts. */
  readonly further?: readonly string[];
  /** The owner of the service has to approve the connection by hand. @default false */
  readonly manual?: boolean | Unknown<boolean>;
  /** @default none */
  readonly applicationSecurityGroups?: readonly string[];
}

const GROUP_ASSOCIATION = "azurerm_private_endpoint_application_security_group_association";

export const PRIVATE_ENDPOINT: Kind<PrivateEndpoint, "privateEndpoints"> = {
  list: "privateEndpoints",
  label: "private endpoint",
  types: ["azurerm_private_endpoint"],
  parts: [GROUP_ASSOCIATION],
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
  read: (resources) => {
    const groups = applicationGroups(resources);
    return resources
      .of("azurerm_private_endpoint")
      .map((resource) => readEndpoint(resource, resources, groups.get(resource.id)));
  },
};

function readEndpoint(
  resource: Resource,
  resources: KindContext,
  applicationSecurityGroups: readonly string[] | undefined,
): PrivateEndpoint {
  const connections = blocks(resource, "private_service_connection");
  const given = [...blocks(resource, "ip_configuration"), ...connections];
  const addresses = [...new Set(given.flatMap((block) => text(block, "private_ip_address") ?? []))];
  const [address, ...further] = addresses;
  const manual = connections.map((block) => flag(block, "is_manual_connection", false)).find((one) => one !== false);
  return {
    ...resources.component(resource),
    subnet: resources.requiredReference(SUBNET_READER, resource.configured("subnet_id"), resource),
    ...(address !== undefined && { address }),
    ...(further.length > 0 && { further }),
    ...(manual !== undefined && { manual }),
    ...(applicationSecurityGroups && { applicationSecurityGroups }),
  };
}

/** The application security groups of private endpoints, by the endpoint's id. */
function applicationGroups(resources: KindContext): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  for (const resource of resources.of(GROUP_ASSOCIATION)) {
    const endpoint = resources.resolve(resource.configured("private_endpoint_id"), "azurerm_private_endpoint");
    const group = resources.resolve(
      resource.configured("application_security_group_id"),
      "azurerm_application_security_group",
    );
    if (endpoint && group) put(groups, endpoint.id, group.id);
    else
      resources.context.note("outside", resource.id, "it names something that is not in the files, so it is left out");
  }
  return groups;
}
