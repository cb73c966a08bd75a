import type { Component } from "../model/component";
import { BASTION } from "./bastion";
import { BGP_CONNECTION } from "./bgp-connection";
import { BRANCH_CONNECTION } from "./branch-connection";
import { EXPRESS_ROUTE_CIRCUIT } from "./express-route-circuit";
import { FIREWALL } from "./firewall";
import { GATEWAY_CONNECTION } from "./gateway-connection";
import { HUB_BGP_CONNECTION } from "./hub-bgp-connection";
import { HUB_GATEWAY } from "./hub-gateway";
import { HUB_ROUTE_TABLE } from "./hub-route-table";
import type { Kind } from "./kind";
import { LOAD_BALANCER } from "./load-balancer";
import { LOCAL_NETWORK_GATEWAY } from "./local-network-gateway";
import { NAT_GATEWAY } from "./nat-gateway";
import { NETWORK } from "./network";
import { NETWORK_INTERFACE } from "./network-interface";
import { PEERING } from "./peering";
import { PRIVATE_ENDPOINT } from "./private-endpoint";
import { PUBLIC_IP } from "./public-ip";
import { ROUTE_SERVER } from "./route-server";
import { ROUTE_TABLE } from "./route-table";
import { ROUTING_INTENT } from "./routing-intent";
import { SECURITY_GROUP } from "./security-group";
import { SUBNET } from "./subnet";
import { VIRTUAL_HUB } from "./virtual-hub";
import { VIRTUAL_HUB_CONNECTION } from "./virtual-hub-connection";
import { VIRTUAL_MACHINE } from "./virtual-machine";
import { VIRTUAL_NETWORK_GATEWAY } from "./virtual-network-gateway";
import { VIRTUAL_WAN } from "./virtual-wan";
import { VPN_SITE } from "./vpn-site";

/**
 * Every kind of Azure resource that is modelled. Names are searched in this order: a BGP connection is often named after
 * its NVA, and the machine is what people mean.
 */
const KINDS = [
  VIRTUAL_MACHINE,
  NETWORK_INTERFACE,
  NETWORK,
  ROUTE_SERVER,
  VIRTUAL_NETWORK_GATEWAY,
  EXPRESS_ROUTE_CIRCUIT,
  GATEWAY_CONNECTION,
  PEERING,
  VIRTUAL_WAN,
  VIRTUAL_HUB,
  HUB_GATEWAY,
  BRANCH_CONNECTION,
  VPN_SITE,
  VIRTUAL_HUB_CONNECTION,
  HUB_ROUTE_TABLE,
  ROUTING_INTENT,
  PUBLIC_IP,
  NAT_GATEWAY,
  LOAD_BALANCER,
  FIREWALL,
  BASTION,
  PRIVATE_ENDPOINT,
  LOCAL_NETWORK_GATEWAY,
  SECURITY_GROUP,
  ROUTE_TABLE,
  BGP_CONNECTION,
  HUB_BGP_CONNECTION,
  SUBNET,
] as const;

type AnyKind = (typeof KINDS)[number];

/** The components of every kind, by the kind's list. */
export type ComponentLists = { readonly [K in AnyKind as K["list"]]: readonly NonNullable<K["component"]>[] };

/** The name of a kind's list. */
export type ComponentList = AnyKind["list"];

/** Every kind, for what deals with all of them alike. */
export const ALL_KINDS: readonly Kind<Component, ComponentList>[] = KINDS;

const MODELLED_TYPES: ReadonlySet<string> = new Set(ALL_KINDS.flatMap(({ types, parts = [] }) => [...types, ...parts]));

/** True for a type of resource that plays a part in the topology. */
export const isModelled = (type: string): boolean => MODELLED_TYPES.has(type);

export type { BgpConnection } from "./bgp-connection";
export type { BranchConnection } from "./branch-connection";
export type { FirewallRule } from "./firewall-rules";
export type { Circuit } from "./express-route-circuit";
export type { Connection } from "./gateway-connection";
export type { Firewall } from "./firewall";
export type { HubBgpConnection } from "./hub-bgp-connection";
export type { HubGateway } from "./hub-gateway";
export type { HubRouteTable } from "./hub-route-table";
export type { HubRouting } from "./hub-routing";
export type { LoadBalancer } from "./load-balancer";
export type { LocalNetworkGateway } from "./local-network-gateway";
export type { NatGateway } from "./nat-gateway";
export type { Network } from "./network";
export type { Nic } from "./network-interface";
export type { Peering } from "./peering";
export type { PrivateEndpoint } from "./private-endpoint";
export type { PublicIp } from "./public-ip";
export type { RouteServer } from "./route-server";
export type { RouteTable, UserRoute } from "./route-table";
export type { RoutingIntent } from "./routing-intent";
export type { SecurityGroup, SecurityRule } from "./security-group";
export type { Subnet } from "./subnet";
export type { VirtualHub } from "./virtual-hub";
export type { VirtualHubConnection } from "./virtual-hub-connection";
export type { Machine } from "./virtual-machine";
export type { Gateway } from "./virtual-network-gateway";
