import type { Component } from "../model/component";
import { asText, text } from "../terraform/attributes";
import type { ComputedSource } from "../terraform/computed-attributes";
import type { Resource } from "../terraform/resource";
import { asUnordered, isList, isObject, textOf, type Value } from "../terraform/value";
import { isUnknown, symbol, type Unknown, unknown } from "../unknown/value";
import { prefixesText } from "./box";
import type { Kind, KindReader, KindContext } from "./kind";

/** A virtual network. */
export interface Network extends Component {
  readonly location?: string;
  /** Prefixes as written; may be symbols. */
  readonly addressSpace: readonly string[];
  /** private_endpoint_vnet_policies = "Basic": a UDR to VnetLocal leads to private endpoints. @default false */
  readonly endpointPolicies?: boolean | Unknown<boolean>;
  /** Made elsewhere: the files only name it or look it up, and may not hold all that is in it or joined to it. */
  readonly outside?: true;
}

export const NETWORK: Kind<Network, "networks"> = {
  list: "networks",
  label: "VNet",
  types: ["azurerm_virtual_network"],
  references: {},
  box: ({ addressSpace }) => ({ look: "network", detail: prefixesText(addressSpace) }),
};

export const NETWORK_READER: KindReader<Network> = {
  kind: NETWORK,
  read: (resources) =>
    resources.of("azurerm_virtual_network").map((resource) => {
      const location = resources.context.quietly(() => text(resource, "location"));
      return {
        ...resources.component(resource),
        ...(location !== undefined && { location }),
        addressSpace: prefixesOf(resource, "address_space"),
        ...endpointPolicies(resource),
        ...(resource.data && { outside: true as const }),
      };
    }),
  computed: { subnet: (network, own) => (isList(own) ? asUnordered(own.map((block) => withId(network, block))) : own) },
  external: {
    make: ({ id, name }) => ({ id, name, addressSpace: [symbol(`${id}.address_space`)], outside: true }),
  },
};

/** A subnet that is a block of its network has an id, which the configuration does not say. */
function withId(network: ComputedSource, block: Value): Value {
  if (!isObject(block) || block["name"] === undefined || (block["id"] ?? null) !== null) return block;
  const id = network.configured("id") ?? network.afterApply("id");
  return { ...block, id: `${textOf(id)}/subnets/${textOf(block["name"])}` };
}

/** Id of the network that a resource lies in, which it names by name or by id. */
export function networkOf(resource: Resource, resources: KindContext): string {
  const name = text(resource, "virtual_network_name");
  if (name === undefined)
    return resources.requiredReference(NETWORK_READER, resource.configured("virtual_network_id"), resource);
  const [type = ""] = NETWORK.types;
  return resources.named(type, name, resource)?.id ?? resources.requiredReference(NETWORK_READER, name, resource);
}

/** Prefixes; of what is only looked up, a symbol where the file does not have them. */
export function prefixesOf(resource: Resource, attribute: string): readonly string[] {
  const value: Value = resource.data ? resource.attribute(attribute) : resource.configured(attribute);
  return (isList(value) ? value : [value]).map(asText).filter((one) => one !== undefined);
}

function endpointPolicies(resource: Resource): Pick<Network, "endpointPolicies"> {
  const policies = resource.configured("private_endpoint_vnet_policies");
  if (isUnknown(policies)) return { endpointPolicies: unknown(policies.unknown) };
  return policies === "Basic" ? { endpointPolicies: true } : {};
}
