import { fails, passes, type Case } from "../case";
import { vpn, vpnWithBgp } from "./vpn-builder";

export const CASES: readonly Case[] = [
  passes("vpn-without-default-route", "a default site", (article) => {
    vpn(article);
  }),
  passes("vpn-without-default-route", "BGP with a device", (article) => {
    vpnWithBgp(article);
  }),
  fails(
    "vpn-without-default-route",
    "no default site and no BGP",
    (article) => {
      vpn(article).gateway.defaultSite = undefined;
    },
    [
      {
        at: "main/hub00/vpnGateway defaultSite",
        text: "main/hub00/vpnGateway brings no default route to its hub",
        got: "no defaultSite, and no BGP",
        fix: "defaultSite: <a LocalNetworkGateway>",
      },
    ],
  ),
  fails(
    "vpn-without-default-route",
    "BGP on the gateway only",
    (article) => {
      vpnWithBgp(article).connection.bgp = false;
    },
    [
      {
        at: "main/hub00/vpnGateway defaultSite",
        got: "no defaultSite, and BGP, and no connection to a device with BGP",
      },
    ],
  ),
];
