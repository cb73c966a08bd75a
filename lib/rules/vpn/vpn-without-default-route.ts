import type { ConstructRule } from "../rule";

/** FT192. Whether a device announces a default route is not known at synthesis: BGP with it is enough. */
export const vpnWithoutDefaultRoute: ConstructRule = {
  id: "FT192",
  name: "vpn-without-default-route",
  severity: "error",
  summary: "A VPN gateway has neither a default site nor BGP with a device that could announce a default route.",
  why: "Without either, no 0.0.0.0/0 comes to the hub, and its clients reach the internet directly or not at all.",
  sources: ["https://learn.microsoft.com/azure/vpn-gateway/about-site-to-site-tunneling"],
  check: (app) =>
    app.vpnGateways.flatMap(({ path, defaultSite, bgp }) => {
      if (defaultSite !== undefined) return [];
      const own = app.vpnConnections.filter(({ gateway }) => gateway === path);
      if (own.some((connection) => connection.bgp)) return [];
      const without = bgp ? "BGP, and no connection to a device with BGP" : "no BGP";
      return [
        {
          at: { path, prop: "defaultSite" },
          text: `${path} brings no default route to its hub`,
          got: `no defaultSite, and ${without}`,
          want: "a default site, or BGP with a VPN device that announces 0.0.0.0/0",
          fix: "defaultSite: <a LocalNetworkGateway>",
        },
      ];
    }),
};
