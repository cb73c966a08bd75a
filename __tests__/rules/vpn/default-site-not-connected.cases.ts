import { fails, passes, type Case } from "../case";
import { vpn } from "./vpn-builder";

export const CASES: readonly Case[] = [
  passes("default-site-not-connected", "a default site with a connection", (article) => {
    vpn(article);
  }),
  fails(
    "default-site-not-connected",
    "a default site without a connection",
    (article) => {
      vpn(article).connection.site = "main/branch";
    },
    [
      {
        at: "main/hub00/vpnGateway defaultSite",
        also: "main/headquarters name",
        text: "main/hub00/vpnGateway has the default site main/headquarters, and no connection to it",
        fix: "hub.vpnGateway.connectTo(<the default site>, { sharedKey })",
      },
    ],
  ),
];
