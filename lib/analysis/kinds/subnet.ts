import { GATEWAY_SUBNET, ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import type { Component } from "../model/component";
import { asText, blocks, flag, text, texts, type Block } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import type { Value } from "../terraform/value";
import { isUnknown, shown, symbol, unknown, type Unknown } from "../unknown/value";
import { type Association, associationFields, type ConditionalAssociation } from "./associations";
import { prefixesText } from "./box";
import type { ExternalComponent, Kind, KindReader, KindContext } from "./kind";
import { NAT_GATEWAY_READER } from "./nat-gateway";
import { networkOf, prefixesOf, NETWORK_READER } from "./network";
import { idKey, put } from "./resource-index";
import { ROUTE_TABLE_READER } from "./route-table";
import { SECURITY_GROUP_READER } from "./security-group";

/** A subnet. */
export interface Subnet extends Component {
  /** Id of its network. */
  readonly network: string;
  readonly prefixes: readonly string[];
  readonly routeTable?: string;
  readonly securityGroup?: string;
  readonly natGateway?: string;
  /**
   * False: a private subnet. @see https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access
   */
  readonly defaultOutboundAccess: boolean | Unknown<boolean>;
  /** "Microsoft.Storage" and the like. */
  readonly serviceEndpoints: readonly string[];
  /** True: a shorter UDR makes the /32 routes of private endpoints invalid. */
  readonly privateEndpointPolicyForRoutes: boolean | Unknown<boolean>;
  /** True: the security group of the subnet filters what is sent to its private endpoints. */
  readonly privateEndpointPolicyForGroups: boolean | Unknown<boolean>;
  /** Associations that a count which is known only after apply decides; the fields above name the last of them. */
  readonly conditional?: readonly ConditionalAssociation[];
}

export const SUBNET: Kind<Subnet, "subnets"> = {
  list: "subnets",
  label: "subnet",
  types: ["azurerm_subnet"],
  parts: [
    "azurerm_subnet_network_security_group_association",
    "azurerm_subnet_route_table_association",
    "azurerm_subnet_nat_gateway_association",
  ],
  references: {
    network: "part-of",
    routeTable: "uses",
    securityGroup: "uses",
    natGateway: "uses",
    conditional: { id: "uses" },
  },
  box: ({ network, prefixes }) => ({ look: "subnet", parent: network, detail: prefixesText(prefixes) }),
};

export const SUBNET_READER: KindReader<Subnet> = {
  kind: SUBNET,
  read: readSubnets,
  blockNamed,
  external: { make: externalSubnet },
};

/** Id of the network that a subnet belongs to; the subnet's own where nobody knows it. */
export const networkOfSubnet = (subnet: string, resources: KindContext): string =>
  resources.find(SUBNET_READER, subnet)?.network ?? subnet;

/** Subnets that are resources, and blocks of their network. */
function readSubnets(resources: KindContext): readonly Subnet[] {
  const tables = associated(resources, "azurerm_subnet_route_table_association", "route_table_id", ROUTE_TABLE_READER);
  const groups = associated(
    resources,
    "azurerm_subnet_network_security_group_association",
    "network_security_group_id",
    SECURITY_GROUP_READER,
  );
  const gateways = associated(
    resources,
    "azurerm_subnet_nat_gateway_association",
    "nat_gateway_id",
    NAT_GATEWAY_READER,
  );
  const { list, byText } = inlineSubnets(resources);
  const own = resources
    .of("azurerm_subnet")
    .filter((resource) => !resource.data || !byText.has(idKey(asText(resource.attribute("id")) ?? resource.id)))
    .map((resource) => subnetOf(resource, resources));
  const inline = list.map((subnet) => subnetOfBlock(subnet, resources));
  return [...own, ...inline].map((subnet) => ({
    ...subnet,
    ...associationFields({
      routeTable: tables.get(subnet.id),
      securityGroup: groups.get(subnet.id),
      natGateway: gateways.get(subnet.id),
    }),
  }));
}

function subnetOf(resource: Resource, resources: KindContext): Subnet {
  const older = resource.configured("address_prefixes") === null && resource.configured("address_prefix") !== null;
  const named = (
    attribute: string,
    reader: typeof ROUTE_TABLE_READER | typeof SECURITY_GROUP_READER | typeof NAT_GATEWAY_READER,
  ): string | undefined => {
    const value = resource.data ? resource.attribute(attribute) : withWriteOnly(resource, attribute);
    return resources.reference<Component>(reader, value, resource);
  };
  return {
    ...resources.component(resource),
    network: networkOf(resource, resources),
    prefixes: prefixesOf(resource, older ? "address_prefix" : "address_prefixes"),
    ...settings(resource),
    ...(resource.data && { defaultOutboundAccess: lookedUpFlag(resource, "default_outbound_access_enabled") }),
    // What is only looked up has whatever it was given elsewhere; what Azure Resource Manager's types write is there too.
    ...field("routeTable", named("route_table_id", ROUTE_TABLE_READER)),
    ...field("securityGroup", named("network_security_group_id", SECURITY_GROUP_READER)),
    ...(!resource.data && field("natGateway", named("nat_gateway_id", NAT_GATEWAY_READER))),
  };
}

/** What is only looked up is as it was made elsewhere: no default is known. */
function lookedUpFlag(resource: Resource, attribute: string): boolean | Unknown<boolean> {
  const value = resource.attribute(attribute);
  return isUnknown(value) ? unknown(value.unknown) : value === true;
}

function subnetOfBlock({ id, network, name, block }: InlineSubnet, resources: KindContext): Subnet {
  return {
    id,
    name,
    ...(network.path !== undefined && { path: network.path }),
    ...(network.exists && { exists: network.exists }),
    network: network.id,
    prefixes: texts(block, "address_prefixes", "address_prefix"),
    ...settings(block),
    ...field("routeTable", resources.reference(ROUTE_TABLE_READER, withWriteOnly(block, "route_table_id"), network)),
    ...field(
      "securityGroup",
      resources.reference(
        SECURITY_GROUP_READER,
        block.configured("security_group") ?? withWriteOnly(block, "network_security_group_id"),
        network,
      ),
    ),
  };
}

/** From azurerm 5 on an id may also be given as a write-only argument. */
const withWriteOnly = (attributes: Attributes, name: string): Value =>
  attributes.configured(name) ?? attributes.configured(`${name}_wo`);

function settings(
  attributes: Attributes,
): Pick<Subnet, "defaultOutboundAccess" | "serviceEndpoints" | EndpointPolicies> {
  const endpoints = blocks(attributes, "service_endpoint").flatMap((block) => texts(block, "service"));
  return {
    defaultOutboundAccess: flag(attributes, "default_outbound_access_enabled", true),
    serviceEndpoints: [...texts(attributes, "service_endpoints"), ...endpoints],
    privateEndpointPolicyForRoutes: endpointPolicy(attributes, "routes", "RouteTableEnabled"),
    privateEndpointPolicyForGroups: endpointPolicy(attributes, "security groups", "NetworkSecurityGroupEnabled"),
  };
}

type EndpointPolicies = "privateEndpointPolicyForRoutes" | "privateEndpointPolicyForGroups";

function endpointPolicy(attributes: Attributes, of: string, only: string): boolean | Unknown<boolean> {
  const policies = attributes.configured("private_endpoint_network_policies");
  if (isUnknown(policies)) return unknown(`${policies.unknown} ${of}`);
  if (typeof policies === "string" && policies !== "") return policies === "Enabled" || policies === only;
  return flag(attributes, "private_endpoint_network_policies_enabled", false);
}

const field = <F extends string>(name: F, id: string | undefined): Partial<Record<F, string>> =>
  id === undefined ? {} : ({ [name]: id } as Record<F, string>);

/** What is associated with each subnet, by the subnet's id. */
function associated(
  resources: KindContext,
  type: string,
  attribute: string,
  reader: typeof ROUTE_TABLE_READER | typeof SECURITY_GROUP_READER | typeof NAT_GATEWAY_READER,
): ReadonlyMap<string, readonly Association[]> {
  const map = new Map<string, Association[]>();
  for (const resource of resources.of(type)) {
    const value = resource.configured("subnet_id");
    const id = resources.reference<Component>(reader, resource.configured(attribute), resource);
    // One for each of a collection that is not known: any subnet may be among them, unless each names the same one.
    if (id !== undefined && resource.exists && isUnknown(value) && !namesOne(value, resources)) {
      for (const subnet of resources.of("azurerm_subnet")) put(map, subnet.id, { id, exists: resource.exists });
      continue;
    }
    const subnet = resources.requiredReference(SUBNET_READER, value, resource);
    if (id !== undefined) put(map, subnet, { id, ...(resource.exists && { exists: resource.exists }) });
  }
  return map;
}

/** True where an expression names one subnet of the files. */
const namesOne = (value: Value, resources: KindContext): boolean =>
  resources.resolve(value, ...SUBNET.types) !== undefined || blockNamed(resources, asText(value) ?? "") !== undefined;

/** A subnet that is a block of its network. */
interface InlineSubnet {
  readonly id: string;
  readonly network: Resource;
  readonly name: string;
  readonly block: Block;
}

interface InlineSubnets {
  readonly list: readonly InlineSubnet[];
  /** Ids by the texts that may name them: the ids of their networks in these files among them. */
  readonly byText: ReadonlyMap<string, string>;
}

/** By a text that names one, or an id that is written out: that begins with the id of its network. */
function blockNamed(resources: KindContext, id: string): string | undefined {
  const { byText, list } = inlineSubnets(resources);
  const known = byText.get(idKey(id));
  const at = known === undefined && list.length > 0 ? id.search(SUBNET_OF_ID) : -1;
  if (at < 0) return known;
  const network = resources.resolve(id.slice(0, at), "azurerm_virtual_network");
  return network && byText.get(blockKey(network, id.slice(at)));
}

/** "/subnets/app", at the end of an id. */
const SUBNET_OF_ID = /\/subnets\/[^/]*$/i;

const blockKey = ({ id }: Resource, segments: string): string => `${id}${segments.toLowerCase()}`;

const found = new WeakMap<KindContext, InlineSubnets>();

function inlineSubnets(resources: KindContext): InlineSubnets {
  const known = found.get(resources) ?? findInlineSubnets(resources);
  found.set(resources, known);
  return known;
}

function findInlineSubnets(resources: KindContext): InlineSubnets {
  const list = resources
    .of("azurerm_virtual_network")
    .flatMap((network) => (network.data ? [] : blocksOf(network, resources)));
  const byText = new Map<string, string>();
  const lookups = list.length > 0 ? resources.of("azurerm_subnet").filter(({ data }) => data) : [];
  for (const { id, network, name, block } of list) {
    const networkId = asText(network.attribute("id")) ?? "";
    byText.set(blockKey(network, `/subnets/${name}`), id);
    for (const text of [asText(block.configured("id")), `${networkId}/subnets/${name}`])
      if (text !== undefined) byText.set(idKey(text), id);
    for (const data of lookups.filter((one) => isLookupOf(one, network, name, resources)))
      byText.set(idKey(asText(data.attribute("id")) ?? data.id), id);
  }
  return { list, byText };
}

/** A data source may look up what is a block here. */
const isLookupOf = (data: Resource, network: Resource, name: string, resources: KindContext): boolean =>
  text(data, "name")?.toLowerCase() === name.toLowerCase() &&
  resources.named(network.type, text(data, "virtual_network_name") ?? "", data)?.id === network.id;

function blocksOf(network: Resource, resources: KindContext): readonly InlineSubnet[] {
  return blocks(network, "subnet", resources.unread(network, "subnet blocks")).flatMap((block) => {
    const name = text(block, "name");
    // States list all subnets, also those that are resources of their own.
    const own = name === undefined || resources.resolve(block.configured("id"), "azurerm_subnet") !== undefined;
    return own ? [] : [{ id: `${network.id}.subnet[${JSON.stringify(shown(name))}]`, network, name, block }];
  });
}

/** A subnet that is made elsewhere has whatever route table and security group it was given there. */
function externalSubnet({ id, name, text: written, from }: ExternalComponent, resources: KindContext): Subnet {
  return {
    id,
    name,
    ...(written !== undefined && {
      ...(name !== ROUTE_SERVER_SUBNET && {
        routeTable: resources.unnamed(ROUTE_TABLE_READER, `${id}.route_table_id`, from),
      }),
      // Azure accepts no group on these two, and no route table on that of a Route Server (row 3.8).
      ...(name !== GATEWAY_SUBNET &&
        name !== ROUTE_SERVER_SUBNET && {
          securityGroup: resources.unnamed(SECURITY_GROUP_READER, `${id}.network_security_group_id`, from),
        }),
    }),
    network: resources.requiredReference(NETWORK_READER, networkPart(written, id), from),
    prefixes: [symbol(`${id}.address_prefixes`)],
    defaultOutboundAccess: unknown(`${id}.default_outbound_access_enabled`),
    serviceEndpoints: [],
    privateEndpointPolicyForRoutes: unknown(`${id}.private_endpoint_network_policies routes`),
    privateEndpointPolicyForGroups: unknown(`${id}.private_endpoint_network_policies security groups`),
  };
}

/** One of the blocks of a network, whichever: "azurerm_virtual_network.hub.subnet.*.id[1]". */
const BLOCK_OF_NETWORK = /((?:\bmodule\.[^ ]*\.)?\bazurerm_virtual_network\.[\w-]+(?:\[[^\]]*\])?)\.subnet\b/;

/** The id of the network that a subnet's id begins with, or whose blocks its expression names. */
function networkPart(written: string | undefined, subnet: string): string {
  const at = written?.search(SUBNET_OF_ID) ?? -1;
  if (written !== undefined && at > 0) return written.slice(0, at);
  const network = networkOfBlock(subnet);
  return symbol(network === undefined ? `${subnet}.network` : `${network}.id`);
}

/** The network of which an expression names a block, whichever. */
export const networkOfBlock = (expression: string): string | undefined => BLOCK_OF_NETWORK.exec(expression)?.[1];
