import { isList, isObject, type Value, type ValueObject } from "../terraform/value";
import { isUnknown } from "../unknown/value";

/** A type of Azure Resource Manager, as a resource of the provider's own. */
export interface ArmType {
  readonly type: string;
  /** The attribute that names the parent. */
  readonly parent?: string;
  readonly properties: Properties;
}

/**
 * What becomes of each property: the attribute that has its value, the attributes that a function makes of it, or null
 * where packets do not depend on it. A resource with any other property is left to the rule on unknown types.
 */
export type Properties = Readonly<Record<string, string | ((value: Value) => ValueObject | undefined) | null>>;

/** The attributes that properties become; undefined where one of them has no place. */
export function attributesOf(properties: Value, map: Properties): ValueObject | undefined {
  if (!isObject(properties)) return undefined;
  const parts = Object.entries(properties).map(([name, value]) => {
    const place = Object.hasOwn(map, name) ? map[name] : undefined;
    if (place === undefined) return value === null ? {} : undefined;
    if (place === null) return {};
    return typeof place === "string" ? { [place]: value } : place(value);
  });
  const found = parts.filter((part) => part !== undefined);
  return found.length < parts.length ? undefined : Object.fromEntries(found.flatMap(Object.entries<Value>));
}

/** "{ id = … }" is the id. */
const idAs =
  (attribute: string) =>
  (value: Value): ValueObject | undefined => {
    if (value === null) return {};
    return isObject(value) && Object.keys(value).every((key) => key === "id")
      ? { [attribute]: value["id"] ?? null }
      : undefined;
  };

/** Each element of a list as a block. */
const blocksAs =
  (attribute: string, map: Properties) =>
  (value: Value): ValueObject | undefined => {
    if (value === null) return {};
    if (!isList(value)) return undefined;
    const blocks = value.flatMap((one) => attributesOf(flattened(one), map) ?? []);
    return blocks.length < value.length ? undefined : { [attribute]: blocks };
  };

/** One object as a block. */
const blockAs =
  (attribute: string, map: Properties) =>
  (value: Value): ValueObject | undefined => {
    const block = value === null ? {} : attributesOf(value, map);
    return block && (value === null ? {} : { [attribute]: [block] });
  };

/** A part of a resource has a name and properties of its own. */
function flattened(value: Value): Value {
  if (!isObject(value)) return value;
  const { properties, ...rest } = value;
  return isObject(properties ?? null) ? { ...rest, ...(properties as ValueObject) } : value;
}

const not =
  (attribute: string) =>
  (value: Value): ValueObject | undefined =>
    isUnknown(value) ? undefined : { [attribute]: value === null ? null : value !== true };

const ids = (value: Value): ValueObject | undefined =>
  isList(value) && value.every(isObject) ? { route_table_ids: value.map((one) => one["id"] ?? null) } : undefined;

const SUBNET: Properties = {
  name: "name",
  addressPrefix: (value) => ({ address_prefixes: [value] }),
  addressPrefixes: "address_prefixes",
  defaultOutboundAccess: "default_outbound_access_enabled",
  delegations: null,
  networkSecurityGroup: idAs("network_security_group_id"),
  natGateway: idAs("nat_gateway_id"),
  privateEndpointNetworkPolicies: "private_endpoint_network_policies",
  privateLinkServiceNetworkPolicies: null,
  routeTable: idAs("route_table_id"),
  serviceEndpoints: blocksAs("service_endpoint", { service: "service", locations: null }),
};

const ROUTE: Properties = {
  name: "name",
  addressPrefix: "address_prefix",
  nextHopType: "next_hop_type",
  nextHopIpAddress: "next_hop_in_ip_address",
};

/** The types by their names in Azure Resource Manager, in lower case. */
export const ARM_TYPES: Readonly<Record<string, ArmType>> = {
  "microsoft.network/virtualnetworks": {
    type: "azurerm_virtual_network",
    properties: {
      addressSpace: (value) => attributesOf(value, { addressPrefixes: "address_space" }),
      dhcpOptions: null,
      enableDdosProtection: null,
      enableVmProtection: null,
      encryption: null,
      subnets: (value) => (isList(value) && value.length === 0 ? {} : undefined),
    },
  },
  "microsoft.network/virtualnetworks/subnets": {
    type: "azurerm_subnet",
    parent: "virtual_network_id",
    properties: SUBNET,
  },
  "microsoft.network/virtualnetworks/virtualnetworkpeerings": {
    type: "azurerm_virtual_network_peering",
    parent: "virtual_network_id",
    properties: {
      allowForwardedTraffic: "allow_forwarded_traffic",
      allowGatewayTransit: "allow_gateway_transit",
      allowVirtualNetworkAccess: "allow_virtual_network_access",
      enableOnlyIPv6Peering: null,
      localSubnetNames: "local_subnet_names",
      peerCompleteVnets: "peer_complete_virtual_networks_enabled",
      remoteSubnetNames: "remote_subnet_names",
      remoteVirtualNetwork: idAs("remote_virtual_network_id"),
      useRemoteGateways: "use_remote_gateways",
    },
  },
  "microsoft.network/routetables": {
    type: "azurerm_route_table",
    properties: {
      disableBgpRoutePropagation: not("bgp_route_propagation_enabled"),
      routes: blocksAs("route", ROUTE),
    },
  },
  "microsoft.network/routetables/routes": { type: "azurerm_route", parent: "route_table_id", properties: ROUTE },
  "microsoft.network/virtualwans": {
    type: "azurerm_virtual_wan",
    properties: {
      allowBranchToBranchTraffic: "allow_branch_to_branch_traffic",
      allowVnetToVnetTraffic: null,
      disableVpnEncryption: null,
      type: "type",
    },
  },
  "microsoft.network/virtualhubs": {
    type: "azurerm_virtual_hub",
    properties: {
      addressPrefix: "address_prefix",
      hubRoutingPreference: "hub_routing_preference",
      sku: "sku",
      virtualRouterAutoScaleConfiguration: null,
      virtualWan: idAs("virtual_wan_id"),
    },
  },
  "microsoft.network/virtualhubs/hubvirtualnetworkconnections": {
    type: "azurerm_virtual_hub_connection",
    parent: "virtual_hub_id",
    properties: {
      // Both have no effect since the hub has a router.
      allowHubToRemoteVnetTransit: null,
      allowRemoteVnetToUseHubVnetGateways: null,
      enableInternetSecurity: "internet_security_enabled",
      remoteVirtualNetwork: idAs("remote_virtual_network_id"),
      routingConfiguration: blockAs("routing", {
        associatedRouteTable: idAs("associated_route_table_id"),
        inboundRouteMap: idAs("inbound_route_map_id"),
        outboundRouteMap: idAs("outbound_route_map_id"),
        propagatedRouteTables: blockAs("propagated_route_table", { labels: "labels", ids }),
        vnetRoutes: (value) =>
          attributesOf(value, {
            staticRoutes: blocksAs("static_vnet_route", {
              name: "name",
              addressPrefixes: "address_prefixes",
              nextHopIpAddress: "next_hop_ip_address",
            }),
            staticRoutesConfig: (config) =>
              attributesOf(config, {
                propagateStaticRoutes: "static_vnet_propagate_static_routes_enabled",
                vnetLocalRouteOverrideCriteria: "static_vnet_local_route_override_criteria",
              }),
          }),
      }),
    },
  },
  "microsoft.network/virtualhubs/routingintent": {
    type: "azurerm_virtual_hub_routing_intent",
    parent: "virtual_hub_id",
    properties: {
      routingPolicies: blocksAs("routing_policy", { name: "name", destinations: "destinations", nextHop: "next_hop" }),
    },
  },
  "microsoft.network/virtualhubs/bgpconnections": {
    type: "azurerm_virtual_hub_bgp_connection",
    parent: "virtual_hub_id",
    properties: {
      hubVirtualNetworkConnection: idAs("virtual_network_connection_id"),
      peerAsn: "peer_asn",
      peerIp: "peer_ip",
    },
  },
};
