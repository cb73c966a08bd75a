import { blocks, texts } from "../terraform/attributes";
import type { Kind, KindReader } from "./kind";
import { bgpSpeaker, type Site, siteBox } from "./site";

/** A site that a VPN gateway of a virtual hub connects to. Its BGP is that of its first link with BGP. */
export type VpnSite = Site;

export const VPN_SITE: Kind<VpnSite, "vpnSites"> = {
  list: "vpnSites",
  label: "VPN site",
  types: ["azurerm_vpn_site"],
  references: {},
  box: siteBox,
};

export const VPN_SITE_READER: KindReader<VpnSite> = {
  kind: VPN_SITE,
  read: (resources) =>
    resources.of("azurerm_vpn_site").map((resource) => {
      const [settings] = blocks(resource, "link").flatMap((link) => blocks(link, "bgp"));
      return {
        ...resources.component(resource),
        addressSpace: texts(resource, "address_cidrs"),
        ...bgpSpeaker(settings, "peering_address"),
      };
    }),
  external: { make: ({ id, name }) => ({ id, name, addressSpace: [] }) },
};
