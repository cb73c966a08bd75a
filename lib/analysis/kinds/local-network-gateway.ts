import type { Component } from "../model/component";
import { blocks, number, text, texts } from "../terraform/attributes";
import { isUnknown, type Unknown } from "../unknown/value";
import { asnText, prefixesText } from "./box";
import type { Kind, KindReader } from "./kind";

/** A site that a VPN connects to. */
export interface LocalNetworkGateway extends Component {
  readonly addressSpace: readonly string[];
  readonly asn?: number | Unknown<number>;
  /** Address of its BGP speaker. */
  readonly bgpAddress?: string;
}

export const LOCAL_NETWORK_GATEWAY: Kind<LocalNetworkGateway, "localNetworkGateways"> = {
  list: "localNetworkGateways",
  label: "local network gateway",
  types: ["azurerm_local_network_gateway"],
  references: {},
  box: ({ addressSpace, asn }) => {
    const detail = [
      ...(addressSpace.length > 0 ? [prefixesText(addressSpace)] : []),
      ...(asn === undefined || isUnknown(asn) ? [] : [asnText(asn)]),
    ];
    return { look: "site", word: "SITE", ...(detail.length > 0 && { detail: detail.join(", ") }) };
  },
};

export const LOCAL_NETWORK_GATEWAY_READER: KindReader<LocalNetworkGateway> = {
  kind: LOCAL_NETWORK_GATEWAY,
  read: (resources) =>
    resources.of("azurerm_local_network_gateway").map((resource) => {
      const [settings] = blocks(resource, "bgp_settings");
      const asn = settings && number(settings, "asn", null);
      const bgpAddress = settings && text(settings, "bgp_peering_address");
      return {
        ...resources.component(resource),
        addressSpace: texts(resource, "address_space"),
        ...(asn !== undefined && asn !== null && { asn }),
        ...(bgpAddress !== undefined && { bgpAddress }),
      };
    }),
};
