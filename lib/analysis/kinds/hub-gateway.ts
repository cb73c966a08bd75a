import type { Component } from "../model/component";
import { blocks, flag, texts } from "../terraform/attributes";
import type { Resource } from "../terraform/resource";
import type { Unknown } from "../unknown/value";
import { type HubRouting, routeMapsOf, routingOf } from "./hub-routing";
import type { Kind, KindContext, KindReader } from "./kind";
import { VIRTUAL_HUB_READER } from "./virtual-hub";

/** A gateway in a virtual hub. */
export interface HubGateway extends Component {
  readonly kind: "ExpressRoute" | "Vpn" | "PointToSite";
  readonly hub: string;
  /** allow_non_virtual_wan_traffic: it exchanges routes with gateways of VNets over a common circuit. */
  readonly nonVirtualWanTraffic: boolean | Unknown<boolean>;
  /** The address pools of the clients of a point-to-site gateway, and the tables that they are propagated to. */
  readonly clients?: readonly ClientPool[];
}

/** Addresses of VPN clients. */
export interface ClientPool {
  readonly prefixes: readonly string[];
  readonly routing: HubRouting;
}

const TYPES = {
  ExpressRoute: "azurerm_express_route_gateway",
  Vpn: "azurerm_vpn_gateway",
  PointToSite: "azurerm_point_to_site_vpn_gateway",
} as const;

const WORDS = { ExpressRoute: "ExpressRoute", Vpn: "VPN", PointToSite: "point-to-site VPN" } as const;

export const HUB_GATEWAY: Kind<HubGateway, "hubGateways"> = {
  list: "hubGateways",
  label: "virtual hub gateway",
  types: Object.values(TYPES),
  references: { hub: "part-of" },
  box: ({ kind }) => ({ look: "gateway", word: "GATEWAY", detail: WORDS[kind] }),
};

export const HUB_GATEWAY_READER: KindReader<HubGateway> = {
  kind: HUB_GATEWAY,
  read: (resources) =>
    (Object.keys(TYPES) as (keyof typeof TYPES)[]).flatMap((kind) =>
      resources.of(TYPES[kind]).map((resource) => ({
        ...resources.component(resource),
        kind,
        hub: resources.requiredReference(VIRTUAL_HUB_READER, resource.configured("virtual_hub_id"), resource),
        nonVirtualWanTraffic: flag(resource, "allow_non_virtual_wan_traffic", false),
        ...(kind === "PointToSite" && { clients: clientsOf(resource, resources) }),
      })),
    ),
  notFollowed: (resources) =>
    routeMapsOf(resources.of(TYPES.PointToSite), (resource) =>
      blocks(resource, "connection_configuration").flatMap((one) => blocks(one, "route")),
    ),
  external: {
    make: ({ id, name, from }, resources) => ({
      id,
      name,
      kind: "Vpn",
      hub: resources.requiredReference(VIRTUAL_HUB_READER, `hub of ${id}`, from),
      nonVirtualWanTraffic: false,
    }),
  },
};

const clientsOf = (resource: Resource, resources: KindContext): readonly ClientPool[] =>
  blocks(resource, "connection_configuration", resources.unread(resource, "connection_configuration")).map((one) => ({
    prefixes: blocks(one, "vpn_client_address_pool").flatMap((pool) => texts(pool, "address_prefixes")),
    routing: routingOf(blocks(one, "route")[0], resource, resources),
  }));
