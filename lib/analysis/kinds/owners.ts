import { asText, text } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import { isList, type Value } from "../terraform/value";
import { isOpen, isUnknown } from "../unknown/value";
import type { KindContext } from "./kind";
import { networkOf } from "./network";
import { SUBNET_READER } from "./subnet";

/** A part of a resource that two resources of the configuration manage: each apply of one undoes the other. */
export interface TwoOwners {
  /** The resource that has the part as a block, or the first of two alike. */
  readonly owner: string;
  /** Id of the network, subnet, table or group whose part it is. */
  readonly component: string;
  /** Ids of the resources that manage the same beside it. */
  readonly others: readonly string[];
  /** What both manage, as Terraform calls it: "subnet", "route", "security_rule", "route_table_id", "security_group". */
  readonly part: string;
  /** Name of the network, table or group. */
  readonly of: string;
  /** Name of the subnet that is a block, where an association is one of the owners. */
  readonly subnet?: string;
  /** What the other owner sets: "azurerm_route_table.app". */
  readonly value?: string;
}

/** Every part with two owners; where the provider is told to ignore changes there is one (row 12.2). */
export const readOwners = (resources: KindContext): readonly TwoOwners[] => [
  ...blocksBeside(resources, "azurerm_virtual_network", "subnet", {
    type: "azurerm_subnet",
    ownerOf: (subnet) => networkOf(subnet, resources),
  }),
  ...blocksBeside(resources, "azurerm_route_table", "route", {
    type: "azurerm_route",
    ownerOf: (route) => parentOf(route, resources, "azurerm_route_table", "route_table_name"),
  }),
  ...blocksBeside(resources, "azurerm_network_security_group", "security_rule", {
    type: "azurerm_network_security_rule",
    ownerOf: (rule) => parentOf(rule, resources, "azurerm_network_security_group", "network_security_group_name"),
  }),
  ...associations(resources, "azurerm_subnet_route_table_association", "route_table_id", "route_table_id"),
  ...associations(
    resources,
    "azurerm_subnet_network_security_group_association",
    "network_security_group_id",
    "security_group",
  ),
];

interface Separate {
  readonly type: string;
  readonly ownerOf: (resource: Resource) => string | undefined;
}

/** Blocks of a resource, and resources of their own for more of the same. */
function blocksBeside(resources: KindContext, type: string, part: string, separate: Separate): TwoOwners[] {
  const others = managed(resources, separate.type);
  return managed(resources, type)
    .filter((owner) => writesPart(owner, part))
    .flatMap((owner) => {
      const beside = others.filter((one) => separate.ownerOf(one) === owner.id).map(({ id }) => id);
      return beside.length === 0
        ? []
        : [{ owner: owner.id, component: owner.id, others: beside, part, of: resources.component(owner).name }];
    });
}

/** An empty list of blocks says that there are none; null says nothing. */
const writesPart = (owner: Resource, part: string): boolean =>
  owner.configuration?.writes(part) === true && isList(owner.configured(part)) && isExclusive(owner, part);

function parentOf(part: Resource, resources: KindContext, type: string, attribute: string): string | undefined {
  const name = text(part, attribute);
  return name === undefined ? undefined : resources.named(type, name, part)?.id;
}

/** Associations of a subnet that is a block of its network, and of one subnet with several of a kind. */
function associations(resources: KindContext, type: string, attribute: string, part: string): TwoOwners[] {
  const bySubnet = new Map<string, Resource[]>();
  // A write-only argument of the subnet associates as well.
  for (const subnet of managed(resources, "azurerm_subnet"))
    if (subnet.configured(writeOnly(attribute)) !== null && subnet.configuration !== undefined && !subnet.exists)
      bySubnet.set(subnet.id, [subnet]);
  for (const one of managed(resources, type)) {
    const subnet = one.configured("subnet_id");
    // One that may not be there, or whose subnet the file does not tell, is no owner for certain.
    if (asText(subnet) === undefined || one.configuration === undefined || one.exists) continue;
    const id = resources.requiredReference(SUBNET_READER, subnet, one);
    bySubnet.set(id, [...(bySubnet.get(id) ?? []), one]);
  }
  return [...bySubnet].flatMap(([subnet, [first, ...more]]): TwoOwners[] => {
    const name = resources.find(SUBNET_READER, subnet)?.name ?? subnet;
    const network = networkOfBlock(subnet, resources);
    const shared = {
      part,
      component: subnet,
      subnet: name,
      value: valueOf(first!.configured(attribute) ?? first!.configured(writeOnly(attribute))),
    };
    if (network && isExclusive(network, "subnet"))
      return [
        {
          ...shared,
          owner: network.id,
          others: [first!, ...more].map(({ id }) => id),
          of: resources.component(network).name,
        },
      ];
    return more.length === 0 ? [] : [{ ...shared, owner: first!.id, others: more.map(({ id }) => id), of: name }];
  });
}

/** From azurerm 5 on. */
const writeOnly = (attribute: string): string => `${attribute}_wo`;

/** The network of which a subnet is a block. */
function networkOfBlock(subnet: string, resources: KindContext): Resource | undefined {
  const at = subnet.indexOf(".subnet[");
  const network = at === -1 ? undefined : resources.at(subnet.slice(0, at));
  return network?.configuration?.writes("subnet") ? network : undefined;
}

/** "azurerm_route_table.app" of its id. */
function valueOf(value: Value): string {
  const given = asText(value) ?? "";
  return isUnknown(value) ? value.unknown.replace(/\.id$/, "") : isOpen(given) ? "" : given;
}

const managed = (resources: KindContext, type: string): readonly Resource[] =>
  resources.of(type).filter(({ data }) => !data);

/** lifecycle { ignore_changes = [subnet] } leaves what is there to others. */
const isExclusive = ({ configuration }: Resource, attribute: string): boolean =>
  configuration?.ignoresChanges(attribute) === false;
