import type { Component } from "../model/component";
import type { Resource } from "../terraform/resource";
import { members } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import type { Kind, KindReader, KindContext } from "./kind";
import { PUBLIC_IP_READER } from "./public-ip";
import { put } from "./resource-index";

/** A NAT gateway. */
export interface NatGateway extends Component {
  /** Ids of its public IPs and public prefixes. Without any it translates nothing. */
  readonly publicIps: readonly string[];
  /** Whether it has them, where a count decides that is known only after apply. */
  readonly translates?: Unknown<boolean>;
}

export const NAT_GATEWAY: Kind<NatGateway, "natGateways"> = {
  list: "natGateways",
  label: "NAT gateway",
  types: ["azurerm_nat_gateway"],
  parts: ["azurerm_nat_gateway_public_ip_association", "azurerm_nat_gateway_public_ip_prefix_association"],
  references: { publicIps: "uses" },
  box: ({ id }, picture) => (picture.isUsed(id) ? { look: "nat-gateway", word: "NAT GATEWAY" } : undefined),
};

export const NAT_GATEWAY_READER: KindReader<NatGateway> = {
  kind: NAT_GATEWAY,
  read: (resources) => {
    const associations = associationsByGateway(resources);
    return resources.of("azurerm_nat_gateway").map((resource) => {
      const own = ownAddresses(resource, resources);
      const associated = associations.get(resource.id) ?? [];
      const all = [...own, ...associated.map(({ publicIp }) => publicIp)];
      const optional = own.length === 0 && associated.every(({ exists }) => exists !== undefined);
      const [translates] = optional ? associated.map(({ exists }) => exists) : [];
      return {
        ...resources.component(resource),
        publicIps: [...new Set(all)].sort(),
        ...(translates && { translates }),
      };
    });
  },
  external: { make: ({ id, name }) => ({ id, name, publicIps: [`public IPs of ${id}`] }) },
};

/** Versions before the associations have lists. */
const ownAddresses = (resource: Resource, resources: KindContext): readonly string[] =>
  [
    ...members(resource.configured("public_ip_address_ids")),
    ...members(resource.configured("public_ip_prefix_ids")),
  ].flatMap((value) => resources.reference(PUBLIC_IP_READER, value, resource) ?? []);

interface AddressAssociation {
  readonly publicIp: string;
  readonly exists: Unknown<boolean> | undefined;
}

function associationsByGateway(resources: KindContext): ReadonlyMap<string, readonly AddressAssociation[]> {
  const map = new Map<string, AddressAssociation[]>();
  const add = (type: string, attribute: string): void => {
    for (const resource of resources.of(type)) {
      const gateway = resources.resolve(resource.configured("nat_gateway_id"), ...NAT_GATEWAY.types);
      const publicIp = resources.reference(PUBLIC_IP_READER, resource.configured(attribute), resource);
      if (gateway && publicIp !== undefined) put(map, gateway.id, { publicIp, exists: resource.exists });
    }
  };
  add("azurerm_nat_gateway_public_ip_association", "public_ip_address_id");
  add("azurerm_nat_gateway_public_ip_prefix_association", "public_ip_prefix_id");
  return map;
}
