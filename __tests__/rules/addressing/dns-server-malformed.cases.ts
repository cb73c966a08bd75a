import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("dns-server-malformed", "an IPv4 address, an IPv6 address, and one that is known after apply", ({ hub }) => {
    hub.dnsServers = ["10.0.0.4", "fd00::4", undefined].map((address, i) => ({
      at: place("main/hub00", `dnsServers.${i}`),
      address,
    }));
  }),
  fails(
    "dns-server-malformed",
    "an address with a port",
    ({ hub }) => (hub.dnsServers = [{ at: place("main/hub00", "dnsServers.0"), address: "10.0.0.4:53" }]),
    [
      {
        at: "main/hub00 dnsServers.0",
        text: '"10.0.0.4:53" is not the address of a DNS server',
        got: '"10.0.0.4:53"',
        want: "an address, without port or prefix length (Azure)",
        fix: '"10.0.0.4"',
      },
    ],
  ),
  fails(
    "dns-server-malformed",
    "a host name",
    ({ hub }) => (hub.dnsServers = [{ at: place("main/hub00", "dnsServers.0"), address: "dns.example.com" }]),
    [
      {
        at: "main/hub00 dnsServers.0",
        text: '"dns.example.com" is not the address of a DNS server',
        got: '"dns.example.com"',
        fix: '"168.63.129.16"',
      },
    ],
  ),
  fails(
    "dns-server-malformed",
    "21 DNS servers",
    ({ hub }) => {
      hub.dnsServers = Array.from({ length: 21 }, (_, i) => ({
        at: place("main/hub00", `dnsServers.${i}`),
        address: `10.0.0.${i + 4}`,
      }));
    },
    [
      {
        at: "main/hub00 dnsServers.20",
        text: "vnet-hub00 has 21 DNS servers",
        got: "21 DNS servers",
        fix: "remove 1 of them",
      },
    ],
  ),
];
