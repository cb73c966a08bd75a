import { fails, passes, type Case } from "../case";
import { vpnWithBgp } from "./vpn-builder";

const refused = (what: string, bgp: object, text: string, more: object): Case =>
  fails(
    "vpn-bgp-refused",
    what,
    (article) => {
      Object.assign(vpnWithBgp(article).bgp, bgp);
    },
    [{ at: "main/headquarters bgp.asn", text, ...more }],
  );
const ADDRESS = { at: "main/headquarters bgp.peeringAddress", fix: 'peeringAddress: "192.168.0.1"' };

export const CASES: readonly Case[] = [
  passes("vpn-bgp-refused", "a device with an AS number of 4 bytes", (article) => {
    vpnWithBgp(article).bgp.asn = 4200000000;
  }),
  passes("vpn-bgp-refused", "Azure's own AS number of the gateway", (article) => {
    vpnWithBgp(article).gateway.bgp = { asn: 65515 };
  }),
  passes("vpn-bgp-refused", "values that are known only at apply", (article) => {
    Object.assign(vpnWithBgp(article).bgp, { asn: undefined, peeringAddress: undefined });
  }),
  refused("a device with Azure's AS number", { asn: 65515 }, "AS number 65515 belongs to the Route Server", {
    fix: "asn: 65010",
  }),
  refused("a number that is too large", { asn: 4294967296 }, "AS number 4294967296 is not a valid AS number", {}),
  refused(
    "an address with a length",
    { peeringAddress: "192.168.0.1/32" },
    '"192.168.0.1/32" is not an IPv4 address',
    ADDRESS,
  ),
  refused("an address of the VNet", { peeringAddress: "10.0.0.9" }, "10.0.0.9 is in 10.0.0.0/16 of vnet-hub00", {
    ...ADDRESS,
    also: "main/hub00 addressSpace",
  }),
  fails(
    "vpn-bgp-refused",
    "gateway and device with one AS number",
    (article) => {
      vpnWithBgp(article).gateway.bgp = { asn: 65010 };
    },
    [
      {
        at: "main/headquarters bgp.asn",
        also: "main/hub00/vpnGateway bgp.asn",
        text: "main/headquarters and main/hub00/vpnGateway have the same AS number",
        fix: "asn: 65011",
      },
    ],
  ),
  fails(
    "vpn-bgp-refused",
    "a gateway with a reserved AS number",
    (article) => {
      vpnWithBgp(article).gateway.bgp = { asn: 12076 };
    },
    [{ at: "main/hub00/vpnGateway bgp.asn", text: "AS number 12076 belongs to ExpressRoute", fix: "asn: 65515" }],
  ),
];
