import { blocks, texts } from "../terraform/attributes";
import type { Kind, KindReader } from "./kind";
import { bgpSpeaker, type Site, siteBox } from "./site";

/** A site that the VPN gateway of a VNet connects to. */
export type LocalNetworkGateway = Site;

export const LOCAL_NETWORK_GATEWAY: Kind<LocalNetworkGateway, "localNetworkGateways"> = {
  list: "localNetworkGateways",
  label: "local network gateway",
  types: ["azurerm_local_network_gateway"],
  references: {},
  box: siteBox,
};

export const LOCAL_NETWORK_GATEWAY_READER: KindReader<LocalNetworkGateway> = {
  kind: LOCAL_NETWORK_GATEWAY,
  read: (resources) =>
    resources.of("azurerm_local_network_gateway").map((resource) => ({
      ...resources.component(resource),
      addressSpace: texts(resource, "address_space"),
      ...bgpSpeaker(blocks(resource, "bgp_settings")[0], "bgp_peering_address"),
    })),
};
