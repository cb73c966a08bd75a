import { fails, passes, type Case } from "../case";
import { vpn } from "../vpn/vpn-builder";

const peering = { path: "main/hub00/peering-hub100", hub: "main/hub00/network", site: "main/hub100/network" };

export const CASES: readonly Case[] = [
  passes("peering-beside-gateway", "a hub without a gateway, peered with a site", ({ app, siteGateway }) => {
    app.peerings = [peering];
    app.gateways = [siteGateway];
    app.connections = [];
  }),
  fails(
    "peering-beside-gateway",
    "a hub with a gateway, peered with a site",
    ({ app }) => {
      app.peerings = [peering];
    },
    [
      {
        at: "main/hub00/peering-hub100 name",
        also: "main/hub00/gateway name",
        text: "vnet-hub00 cannot use the site's Route Server beside its own gateway",
        got: "a peering with the site, and main/hub00/gateway",
        want: "no gateway and no Route Server in the VNet of the hub (Azure)",
        fix: 'gateway: "none"',
      },
    ],
  ),
  fails(
    "peering-beside-gateway",
    "a hub with a VPN gateway, peered with a site",
    (article) => {
      vpn(article);
      article.app.peerings = [peering];
    },
    [{ at: "main/hub00/peering-hub100 name", also: "main/hub00/vpnGateway name", fix: "leave vpnGateway out" }],
  ),
];
