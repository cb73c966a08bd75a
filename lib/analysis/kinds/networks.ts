import type { Network, Peering, Subnet } from "../model/azure";
import { isUnknown, type Unknown, unknown } from "../unknown/value";
import { asText, blocks, flag, text, texts } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import { isList, type Value } from "../terraform/value";
import { type Association, joined } from "./associations";
import { put, type Build } from "./build";

/** Virtual networks; of those that are only looked up, what the file knows. */
export function readNetworks(build: Build): readonly Network[] {
  const hubs = build.of("azurerm_virtual_hub_connection").map((connection) => ({
    id: connection.id,
    network: build.standIns.network(connection.configured("remote_virtual_network_id"), connection),
  }));
  return build.of("azurerm_virtual_network").map((resource) => {
    const location = build.context.quietly(() => text(resource, "location"));
    const virtualHubs = hubs.filter(({ network }) => network === resource.id).map(({ id }) => id);
    return {
      ...build.component(resource),
      ...(location !== undefined && { location }),
      addressSpace: prefixes(resource, "address_space"),
      ...(virtualHubs.length > 0 && { virtualHubs }),
      ...(resource.data && { outside: true as const }),
    };
  });
}

/** Subnets: resources, and blocks in their network. */
export function readSubnets(build: Build): readonly Subnet[] {
  const tables = associated(build, "azurerm_subnet_route_table_association", "route_table_id", "azurerm_route_table");
  const groups = associated(
    build,
    "azurerm_subnet_network_security_group_association",
    "network_security_group_id",
    "azurerm_network_security_group",
  );
  const gateways = associated(build, "azurerm_subnet_nat_gateway_association", "nat_gateway_id", "azurerm_nat_gateway");
  const own = build.of("azurerm_subnet").map((resource) => ({
    ...build.component(resource),
    network: networkOf(resource, build),
    prefixes: prefixes(
      resource,
      resource.configured("address_prefixes") === null && resource.configured("address_prefix") !== null
        ? "address_prefix"
        : "address_prefixes",
    ),
    ...parts(resource),
    // What is only looked up has whatever it was given elsewhere.
    ...(resource.data &&
      named(
        "routeTable",
        build.standIns.associated(resource.attribute("route_table_id"), resource, "azurerm_route_table"),
      )),
    ...(resource.data &&
      named(
        "securityGroup",
        build.standIns.associated(
          resource.attribute("network_security_group_id"),
          resource,
          "azurerm_network_security_group",
        ),
      )),
  }));
  const inline = build.inlineSubnets.map(({ id, network, name, block }) => ({
    id,
    name,
    ...(network.path !== undefined && { path: network.path }),
    ...(network.exists && { exists: network.exists }),
    network: network.id,
    prefixes: texts(block, "address_prefixes", "address_prefix"),
    ...parts(block),
    ...named(
      "routeTable",
      build.standIns.associated(block.configured("route_table_id"), network, "azurerm_route_table"),
    ),
    ...named(
      "securityGroup",
      build.standIns.associated(block.configured("security_group"), network, "azurerm_network_security_group"),
    ),
  }));
  return [...own, ...inline].map((subnet) => ({
    ...subnet,
    ...joined({
      routeTable: tables.get(subnet.id),
      securityGroup: groups.get(subnet.id),
      natGateway: gateways.get(subnet.id),
    }),
  }));
}

function parts(
  attributes: Attributes,
): Pick<Subnet, "defaultOutboundAccess" | "serviceEndpoints" | "privateEndpointPolicyForRoutes"> {
  const endpoints = blocks(attributes, "service_endpoint").flatMap((block) => texts(block, "service"));
  return {
    defaultOutboundAccess: flag(attributes, "default_outbound_access_enabled", true),
    serviceEndpoints: [...texts(attributes, "service_endpoints"), ...endpoints],
    privateEndpointPolicyForRoutes: policyForRoutes(attributes),
  };
}

function policyForRoutes(attributes: Attributes): boolean | Unknown<boolean> {
  const policies = attributes.configured("private_endpoint_network_policies");
  if (isUnknown(policies)) return unknown(`${policies.unknown} routes`);
  if (typeof policies === "string" && policies !== "")
    return policies === "Enabled" || policies === "RouteTableEnabled";
  return flag(attributes, "private_endpoint_network_policies_enabled", false);
}

/** Both sides of every peering. */
export function readPeerings(build: Build): readonly Peering[] {
  return build
    .of("azurerm_virtual_network_peering")
    .filter(({ data }) => !data)
    .map((resource) => ({
      ...build.component(resource),
      network: networkOf(resource, build),
      remote: build.standIns.network(resource.configured("remote_virtual_network_id"), resource),
      virtualNetworkAccess: flag(resource, "allow_virtual_network_access", true),
      forwardedTraffic: flag(resource, "allow_forwarded_traffic", false),
      gatewayTransit: flag(resource, "allow_gateway_transit", false),
      useRemoteGateways: flag(resource, "use_remote_gateways", false),
    }));
}

function networkOf(resource: Resource, build: Build): string {
  const name = text(resource, "virtual_network_name");
  if (name === undefined) return build.standIns.network(resource.configured("virtual_network_id"), resource);
  return build.named("azurerm_virtual_network", name, resource)?.id ?? build.standIns.network(name, resource);
}

/** What is associated with each subnet, by the subnet's id. */
function associated(
  build: Build,
  type: string,
  attribute: string,
  target: Parameters<Build["standIns"]["associated"]>[2],
): ReadonlyMap<string, readonly Association[]> {
  const map = new Map<string, Association[]>();
  for (const resource of build.of(type)) {
    const value = resource.configured("subnet_id");
    const id = build.standIns.associated(resource.configured(attribute), resource, target);
    // One for each of a collection that is not known: any subnet may be among them.
    if (id !== undefined && resource.exists && isUnknown(value)) {
      for (const subnet of build.of("azurerm_subnet")) put(map, subnet.id, { id, exists: resource.exists });
      continue;
    }
    const subnet = build.standIns.subnet(value, resource);
    if (id !== undefined) put(map, subnet, { id, ...(resource.exists && { exists: resource.exists }) });
  }
  return map;
}

const named = <K extends string>(name: K, id: string | undefined): Partial<Record<K, string>> =>
  id === undefined ? {} : ({ [name]: id } as Record<K, string>);

/** Prefixes; of what is only looked up, a symbol where the file does not have them. */
function prefixes(resource: Resource, attribute: string): readonly string[] {
  const value: Value = resource.data ? resource.attribute(attribute) : resource.configured(attribute);
  return (isList(value) ? value : [value]).map(asText).filter((one) => one !== undefined);
}
