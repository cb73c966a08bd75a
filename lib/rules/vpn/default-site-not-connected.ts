import type { ConstructRule } from "../rule";

/** FT191. */
export const defaultSiteNotConnected: ConstructRule = {
  id: "FT191",
  name: "default-site-not-connected",
  severity: "error",
  summary: "A VPN gateway has a default site that it is not connected to.",
  why: "The default site is where the gateway sends all other traffic. Without a connection to it, no tunnel takes that traffic.",
  sources: ["https://learn.microsoft.com/azure/vpn-gateway/site-to-site-tunneling"],
  check: (app) =>
    app.vpnGateways.flatMap(({ path, defaultSite }) => {
      const isConnected = app.vpnConnections.some(({ gateway, site }) => gateway === path && site === defaultSite);
      if (defaultSite === undefined || isConnected) return [];
      return [
        {
          at: { path, prop: "defaultSite" },
          also: { path: defaultSite, prop: "name" },
          text: `${path} has the default site ${defaultSite}, and no connection to it`,
          got: "no connection to the default site",
          want: "a connection to it",
          fix: "hub.vpnGateway.connectTo(<the default site>, { sharedKey })",
        },
      ];
    }),
};
