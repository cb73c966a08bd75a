import { fails, passes, type Case } from "../case";
import { vpn } from "./vpn-builder";

const refused = (what: string, prefix: string, text: string, more: object): Case =>
  fails(
    "site-prefix-refused",
    what,
    (article) => {
      vpn(article).site.addressSpace[0]!.prefix = prefix;
    },
    [{ at: "main/headquarters addressSpace.0", text, ...more }],
  );

export const CASES: readonly Case[] = [
  passes("site-prefix-refused", "a public prefix of the site", (article) => {
    vpn(article).site.addressSpace[0]!.prefix = "20.1.2.0/24";
  }),
  passes("site-prefix-refused", "a prefix that is known only at apply", (article) => {
    vpn(article).site.addressSpace[0]!.prefix = undefined;
  }),
  passes("site-prefix-refused", "a prefix of a VNet that is not connected to the site", (article) => {
    vpn(article).site.addressSpace[0]!.prefix = "10.100.0.0/16";
  }),
  refused("a prefix of the VNet", "10.0.0.0/8", "10.0.0.0/8 overlaps 10.0.0.0/16 of vnet-hub00", {
    also: "main/hub00 addressSpace",
  }),
  refused("the default route", "0.0.0.0/0", "0.0.0.0/0 is not a prefix of the site", {
    fix: "vpnGateway: { defaultSite: <this site> }",
  }),
  refused("host bits", "192.168.0.1/16", "192.168.0.1/16 has host bits set", { fix: '"192.168.0.0/16"' }),
  refused("a word", "headquarters", '"headquarters" is not a valid IPv4 prefix', { fix: '"192.168.0.0/16"' }),
];
