import { fails, passes, type Case } from "../case";
import { vpn } from "./vpn-builder";

const refused = (what: string, address: string | null, text: string, fix: string): Case =>
  fails(
    "vpn-device-address-refused",
    what,
    (article) => {
      vpn(article).site.gatewayAddress = address;
    },
    [{ at: "main/headquarters gatewayAddress", text, fix }],
  );

export const CASES: readonly Case[] = [
  passes("vpn-device-address-refused", "a public address", (article) => {
    vpn(article).site.gatewayAddress = "20.1.2.3";
  }),
  passes("vpn-device-address-refused", "an address that is known only at apply", (article) => {
    vpn(article).site.gatewayAddress = undefined;
  }),
  passes("vpn-device-address-refused", "a DNS name", (article) => {
    Object.assign(vpn(article).site, { gatewayAddress: null, gatewayFqdn: true });
  }),
  refused(
    "neither address nor DNS name",
    null,
    "main/headquarters does not say where its VPN device is",
    'gatewayAddress: "203.0.113.1"',
  ),
  fails(
    "vpn-device-address-refused",
    "both",
    (article) => {
      vpn(article).site.gatewayFqdn = true;
    },
    [{ at: "main/headquarters gatewayAddress", text: "main/headquarters has an address and a DNS name" }],
  ),
  refused("a private address", "192.168.0.1", "192.168.0.1 is not a public address", 'gatewayAddress: "203.0.113.1"'),
  refused(
    "an address with a length",
    "20.1.2.3/32",
    '"20.1.2.3/32" is not an IPv4 address',
    'gatewayAddress: "20.1.2.3"',
  ),
  refused("a name", "vpn.example.com", '"vpn.example.com" is not an IPv4 address', 'gatewayAddress: "203.0.113.1"'),
];
