import { newCircuit, PEERING } from "../article-changes";
import { fails, passes, type Case } from "../case";

const prefixes = (primaryPrefix: string | undefined, secondaryPrefix: string | undefined) =>
  newCircuit({ privatePeering: { ...PEERING, primaryPrefix, secondaryPrefix } });

export const CASES: readonly Case[] = [
  passes("peering-prefix-refused", "public addresses", prefixes("203.0.113.0/30", "203.0.113.4/30")),
  passes("peering-prefix-refused", "a prefix that is known after apply", prefixes("192.168.255.0/30", undefined)),
  fails("peering-prefix-refused", "one /29 for both links", prefixes("172.16.0.0/29", "172.16.0.0/29"), [
    {
      at: "main/circuit privatePeering.primaryPrefix",
      text: "172.16.0.0/29 is not a /30",
      got: '"172.16.0.0/29"',
      want: "a /30 outside every VNet, another one for each link (ExpressRoute)",
      fix: 'primaryPrefix: "172.16.0.0/30"',
    },
    {
      at: "main/circuit privatePeering.secondaryPrefix",
      text: "172.16.0.0/29 is not a /30",
      fix: 'secondaryPrefix: "172.16.0.4/30"',
    },
  ]),
  fails("peering-prefix-refused", "two texts that are not prefixes", prefixes("a", "b"), [
    { at: "main/circuit privatePeering.primaryPrefix", fix: 'primaryPrefix: "192.168.255.0/30"' },
    { at: "main/circuit privatePeering.secondaryPrefix", fix: 'secondaryPrefix: "192.168.255.4/30"' },
  ]),
  fails("peering-prefix-refused", "host bits", prefixes("172.16.0.1/30", "172.16.0.4/30"), [
    {
      at: "main/circuit privatePeering.primaryPrefix",
      text: "172.16.0.1/30 has host bits set; use 172.16.0.0/30",
      fix: 'primaryPrefix: "172.16.0.0/30"',
    },
  ]),
  fails("peering-prefix-refused", "a text that is not a prefix", prefixes("172.16.0.0/30", "none"), [
    {
      at: "main/circuit privatePeering.secondaryPrefix",
      text: '"none" is not a valid IPv4 prefix',
      fix: 'secondaryPrefix: "192.168.255.0/30"',
    },
  ]),
  fails("peering-prefix-refused", "link-local addresses", prefixes("169.254.0.0/30", "172.16.0.4/30"), [
    {
      at: "main/circuit privatePeering.primaryPrefix",
      text: "169.254.0.0/30 lies in 169.254.0.0/16, where no router can have an address",
      fix: 'primaryPrefix: "192.168.255.0/30"',
    },
  ]),
  fails("peering-prefix-refused", "the same prefix twice", prefixes("172.16.0.0/30", "172.16.0.0/30"), [
    {
      at: "main/circuit privatePeering.secondaryPrefix",
      also: "main/circuit privatePeering.primaryPrefix",
      text: "both links have the prefix 172.16.0.0/30",
      fix: 'secondaryPrefix: "192.168.255.0/30"',
    },
  ]),
  fails("peering-prefix-refused", "a prefix inside a VNet", prefixes("10.100.9.0/30", "172.16.0.4/30"), [
    {
      at: "main/circuit privatePeering.primaryPrefix",
      also: "main/hub100 addressSpace",
      text: "10.100.9.0/30 overlaps 10.100.0.0/16 of vnet-hub100",
      fix: 'primaryPrefix: "192.168.255.0/30"',
    },
  ]),
];
