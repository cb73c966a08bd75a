import type { Article } from "../declaration-builder";

export const GATEWAY = "main/hub00/vpnGateway";
const SITE = "main/headquarters";

/** The hub of the article with a VPN gateway in place of its own, whose default site is on premises. */
export function vpn({ app, siteGateway, siteConnection }: Article) {
  app.gateways = [siteGateway];
  app.connections = [siteConnection];
  app.vpnGateways = [
    { path: GATEWAY, network: "main/hub00/network", sku: "VpnGw1AZ", defaultSite: SITE, bgp: undefined },
  ];
  app.vpnConnections = [{ path: `${GATEWAY}/connection`, gateway: GATEWAY, site: SITE, hasKey: true, bgp: false }];
  app.localNetworkGateways = [
    {
      path: SITE,
      gatewayAddress: "203.0.113.1",
      gatewayFqdn: false,
      addressSpace: [{ at: { path: SITE, prop: "addressSpace.0" }, prefix: "192.168.0.0/16" }],
      bgp: undefined,
    },
  ];
  const [gateway, connection, site] = [app.vpnGateways[0]!, app.vpnConnections[0]!, app.localNetworkGateways[0]!];
  return { gateway, connection, site };
}

/** The same with BGP in place of the default site. */
export function vpnWithBgp(article: Article) {
  const parts = vpn(article);
  parts.gateway.defaultSite = undefined;
  parts.gateway.bgp = { asn: undefined };
  parts.connection.bgp = true;
  parts.site.bgp = { asn: 65010, peeringAddress: "192.168.0.1" };
  return { ...parts, bgp: parts.site.bgp };
}
