import type { Component } from "../model/component";
import { flag } from "../terraform/attributes";
import type { Unknown } from "../unknown/value";
import type { Kind, KindReader } from "./kind";
import { VIRTUAL_HUB_READER } from "./virtual-hub";

/** A gateway in a virtual hub. */
export interface HubGateway extends Component {
  readonly kind: "ExpressRoute" | "Vpn";
  readonly hub: string;
  /** allow_non_virtual_wan_traffic: it exchanges routes with gateways of VNets over a common circuit. */
  readonly nonVirtualWanTraffic: boolean | Unknown<boolean>;
}

const TYPES = { ExpressRoute: "azurerm_express_route_gateway", Vpn: "azurerm_vpn_gateway" } as const;

export const HUB_GATEWAY: Kind<HubGateway, "hubGateways"> = {
  list: "hubGateways",
  label: "virtual hub gateway",
  types: Object.values(TYPES),
  references: { hub: "part-of" },
  box: ({ kind }) => ({ look: "gateway", word: "GATEWAY", detail: kind === "Vpn" ? "VPN" : kind }),
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
      })),
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
