import type { ComputedAttributes } from "../terraform/computed-attributes";
import { ALL_KINDS, type ComponentList, type ComponentLists } from "./all-kinds";
import type { KindReader } from "./kind";
import { BASTION_READER } from "./bastion";
import { BGP_CONNECTION_READER } from "./bgp-connection";
import { BRANCH_CONNECTION_READER } from "./branch-connection";
import { EXPRESS_ROUTE_CIRCUIT_READER } from "./express-route-circuit";
import { FIREWALL_READER } from "./firewall";
import { GATEWAY_CONNECTION_READER } from "./gateway-connection";
import { HUB_BGP_CONNECTION_READER } from "./hub-bgp-connection";
import { HUB_GATEWAY_READER } from "./hub-gateway";
import { HUB_ROUTE_TABLE_READER } from "./hub-route-table";
import { LOAD_BALANCER_READER } from "./load-balancer";
import { LOCAL_NETWORK_GATEWAY_READER } from "./local-network-gateway";
import { NAT_GATEWAY_READER } from "./nat-gateway";
import { NETWORK_READER } from "./network";
import { NETWORK_INTERFACE_READER } from "./network-interface";
import { PEERING_READER } from "./peering";
import { PRIVATE_ENDPOINT_READER } from "./private-endpoint";
import { PUBLIC_IP_READER } from "./public-ip";
import { ROUTE_SERVER_READER } from "./route-server";
import { ROUTE_TABLE_READER } from "./route-table";
import { ROUTING_INTENT_READER } from "./routing-intent";
import { SECURITY_GROUP_READER } from "./security-group";
import { SUBNET_READER } from "./subnet";
import { VIRTUAL_HUB_READER } from "./virtual-hub";
import { VIRTUAL_HUB_CONNECTION_READER } from "./virtual-hub-connection";
import { VIRTUAL_MACHINE_READER } from "./virtual-machine";
import { VIRTUAL_NETWORK_GATEWAY_READER } from "./virtual-network-gateway";
import { VIRTUAL_WAN_READER } from "./virtual-wan";
import { VPN_SITE_READER } from "./vpn-site";

/** The reader of every kind, by the kind's list. */
const READERS: { readonly [List in ComponentList]: KindReader<ComponentLists[List][number]> } = {
  machines: VIRTUAL_MACHINE_READER,
  nics: NETWORK_INTERFACE_READER,
  networks: NETWORK_READER,
  routeServers: ROUTE_SERVER_READER,
  gateways: VIRTUAL_NETWORK_GATEWAY_READER,
  circuits: EXPRESS_ROUTE_CIRCUIT_READER,
  connections: GATEWAY_CONNECTION_READER,
  peerings: PEERING_READER,
  virtualWans: VIRTUAL_WAN_READER,
  virtualHubs: VIRTUAL_HUB_READER,
  hubGateways: HUB_GATEWAY_READER,
  branchConnections: BRANCH_CONNECTION_READER,
  vpnSites: VPN_SITE_READER,
  virtualHubConnections: VIRTUAL_HUB_CONNECTION_READER,
  hubRouteTables: HUB_ROUTE_TABLE_READER,
  routingIntents: ROUTING_INTENT_READER,
  publicIps: PUBLIC_IP_READER,
  natGateways: NAT_GATEWAY_READER,
  loadBalancers: LOAD_BALANCER_READER,
  firewalls: FIREWALL_READER,
  bastions: BASTION_READER,
  privateEndpoints: PRIVATE_ENDPOINT_READER,
  localNetworkGateways: LOCAL_NETWORK_GATEWAY_READER,
  securityGroups: SECURITY_GROUP_READER,
  routeTables: ROUTE_TABLE_READER,
  bgpConnections: BGP_CONNECTION_READER,
  hubBgpConnections: HUB_BGP_CONNECTION_READER,
  subnets: SUBNET_READER,
};

/** Every reader, in the order of the kinds. */
export const ALL_READERS: readonly KindReader[] = ALL_KINDS.map(({ list }): KindReader => READERS[list]);

/** The attributes that Azure sets, of all kinds. */
export const COMPUTED_ATTRIBUTES: ComputedAttributes = Object.fromEntries(
  ALL_READERS.flatMap(({ kind, computed = {} }) => kind.types.map((type) => [type, computed] as const)),
);
