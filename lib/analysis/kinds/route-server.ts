import { ROUTE_SERVER_ASN } from "../../domain/asn";
import { ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import type { Component } from "../model/component";
import { flag, text } from "../terraform/attributes";
import type { Attributes, Resource } from "../terraform/resource";
import { symbol, unknown, type Unknown } from "../unknown/value";
import { asnText } from "./box";
import { routeServerHubs } from "./hub-route-server";
import type { Kind, KindContext, KindReader } from "./kind";
import { NETWORK_READER } from "./network";
import { publicIpsOf } from "./public-ip";
import { networkOfSubnet, SUBNET_READER } from "./subnet";
import { routerAddresses } from "./virtual-hub";

/** An Azure Route Server. */
export interface RouteServer extends Component {
  readonly network: string;
  readonly branchToBranch: boolean | Unknown<boolean>;
  readonly hubRoutingPreference: string;
  /** The two instances' addresses: symbols until the apply, in Terraform's sorted order. */
  readonly addresses: readonly [string, string];
  readonly publicIps: readonly string[];
}

export const ROUTE_SERVER: Kind<RouteServer, "routeServers"> = {
  list: "routeServers",
  label: "Route Server",
  types: ["azurerm_route_server"],
  parts: ["azurerm_virtual_hub_ip"],
  references: { network: "part-of", publicIps: "uses" },
  box: ({ network }, picture) => ({
    look: "route-server",
    word: "ROUTE SERVER",
    parent: picture.subnetNamed(network, ROUTE_SERVER_SUBNET),
    detail: asnText(ROUTE_SERVER_ASN),
  }),
};

export const ROUTE_SERVER_READER: KindReader<RouteServer> = {
  kind: ROUTE_SERVER,
  read: (resources) => [
    ...resources.of("azurerm_route_server").map((resource) => serverOf(resource, resource, resources)),
    ...[...routeServerHubs(resources)].map(([hub, address]) => serverOf(hub, address, resources)),
  ],
  computed: {
    // A set of exactly two; Terraform sorts sets of texts when it makes lists of them.
    virtual_router_ips: (server, own) =>
      own ?? ["[0]", "[1]"].map((index) => server.afterApply(`virtual_router_ips${index}`)),
  },
  external: {
    make: ({ id, name, from }, resources) => ({
      id,
      name,
      network: resources.requiredReference(NETWORK_READER, symbol(`${id}.network`), from),
      branchToBranch: unknown(`${id}.branch_to_branch_traffic_enabled`),
      hubRoutingPreference: "ExpressRoute",
      addresses: unknownAddresses(id),
      publicIps: [],
    }),
  },
};

const unknownAddresses = (id: string): readonly [string, string] => [
  symbol(`${id}.virtual_router_ips[0]`),
  symbol(`${id}.virtual_router_ips[1]`),
];

/** @param address what names its subnet and its public IP */
function serverOf(resource: Resource, address: Attributes, resources: KindContext): RouteServer {
  const subnet = resources.requiredReference(SUBNET_READER, address.configured("subnet_id"), resource);
  return {
    ...resources.component(resource),
    network: networkOfSubnet(subnet, resources),
    branchToBranch: flag(resource, "branch_to_branch_traffic_enabled", false),
    hubRoutingPreference: text(resource, "hub_routing_preference") ?? "ExpressRoute",
    addresses: routerAddresses(resource),
    publicIps: publicIpsOf([address], resource, resources),
  };
}
