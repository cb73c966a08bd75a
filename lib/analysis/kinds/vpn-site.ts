import type { Component } from "../model/component";
import { blocks, number, text, texts } from "../terraform/attributes";
import { isUnknown, type Unknown } from "../unknown/value";
import { asnText, prefixesText } from "./box";
import type { Kind, KindReader } from "./kind";

/** A site that a VPN gateway of a virtual hub connects to. */
export interface VpnSite extends Component {
  readonly addressSpace: readonly string[];
  /** The AS number of its first link with BGP. */
  readonly asn?: number | Unknown<number>;
  /** Address of its BGP speaker. */
  readonly bgpAddress?: string;
}

export const VPN_SITE: Kind<VpnSite, "vpnSites"> = {
  list: "vpnSites",
  label: "VPN site",
  types: ["azurerm_vpn_site"],
  references: {},
  box: ({ addressSpace, asn }) => {
    const detail = [
      ...(addressSpace.length > 0 ? [prefixesText(addressSpace)] : []),
      ...(asn === undefined || isUnknown(asn) ? [] : [asnText(asn)]),
    ];
    return { look: "site", word: "SITE", ...(detail.length > 0 && { detail: detail.join(", ") }) };
  },
};

export const VPN_SITE_READER: KindReader<VpnSite> = {
  kind: VPN_SITE,
  read: (resources) =>
    resources.of("azurerm_vpn_site").map((resource) => {
      const [settings] = blocks(resource, "link").flatMap((link) => blocks(link, "bgp"));
      const asn = settings && number(settings, "asn", null);
      const bgpAddress = settings && text(settings, "peering_address");
      return {
        ...resources.component(resource),
        addressSpace: texts(resource, "address_cidrs"),
        ...(asn !== undefined && asn !== null && { asn }),
        ...(bgpAddress !== undefined && { bgpAddress }),
      };
    }),
  external: { make: ({ id, name }) => ({ id, name, addressSpace: [] }) },
};
