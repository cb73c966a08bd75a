import { fails, passes, type Case } from "../case";
import { GATEWAY, vpn } from "./vpn-builder";

export const CASES: readonly Case[] = [
  passes("two-kinds-of-gateway", "a VPN gateway alone", (article) => {
    vpn(article);
  }),
  fails(
    "two-kinds-of-gateway",
    "a VPN gateway beside an ExpressRoute gateway",
    (article) => {
      vpn(article);
      article.app.gateways.push(article.hubGateway);
    },
    [
      {
        at: `${GATEWAY} name`,
        also: "main/hub00/gateway name",
        text: "vnet-hub00 has gateways of two kinds",
        fix: "leave gateway out, or vpnGateway",
      },
    ],
  ),
];
