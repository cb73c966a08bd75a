import type { Component } from "../model/component";
import { text } from "../terraform/attributes";
import { isResourceId } from "../terraform/expressions/resource-id";
import type { Attributes, Resource } from "../terraform/resource";
import type { Value } from "../terraform/value";
import { type Claim, claim } from "../unknown/truth";
import { isUnknown } from "../unknown/value";
import type { Kind, KindContext, KindReader } from "./kind";
import { instanceNics, scaleSetsOf } from "./scale-set";

/** A public IP address, or a prefix of them. */
export interface PublicIp extends Component {
  readonly address?: string;
  readonly sku?: string;
  /** "Static" or "Dynamic". */
  readonly allocation?: string;
}

export const PUBLIC_IP: Kind<PublicIp, "publicIps"> = {
  list: "publicIps",
  label: "public IP",
  types: ["azurerm_public_ip", "azurerm_public_ip_prefix"],
  references: {},
};

export const PUBLIC_IP_READER: KindReader<PublicIp> = {
  kind: PUBLIC_IP,
  read: (resources) => {
    const read = (resource: Resource, attribute: string): PublicIp => {
      const [address, sku] = [text(resource, attribute), text(resource, "sku")];
      const allocation = text(resource, "allocation_method");
      return {
        ...resources.component(resource),
        ...(address !== undefined && { address }),
        ...(sku !== undefined && { sku }),
        ...(allocation !== undefined && { allocation }),
      };
    };
    return [
      ...resources.of("azurerm_public_ip").map((resource) => read(resource, "ip_address")),
      ...resources.of("azurerm_public_ip_prefix").map((resource) => read(resource, "ip_prefix")),
      ...scaleSetsOf(resources).flatMap((set) =>
        instanceNics(set, resources).flatMap(({ publicIp }) => publicIp ?? []),
      ),
    ];
  },
  external: { make: ({ id, name }) => ({ id, name }) },
};

/** Whether something has the public IP that it names: an expression may turn out to be null, the id of a resource may not. */
export const ifNotNull = (value: Value): { readonly exists?: Claim } =>
  isUnknown(value) && !isResourceId(value.unknown) ? { exists: claim(value.unknown, "is not null") } : {};

/** Ids of the public IPs that configurations of a resource name. */
export const publicIpsOf = (
  configurations: readonly Attributes[],
  resource: Resource,
  resources: KindContext,
): readonly string[] =>
  configurations.flatMap(
    (block) => resources.reference(PUBLIC_IP_READER, block.configured("public_ip_address_id"), resource) ?? [],
  );
