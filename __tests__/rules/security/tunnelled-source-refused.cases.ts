import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("tunnelled-source-refused", "an address, and a source that is known after apply", ({ siteDeclaration }) => {
    siteDeclaration.tunnelledSources?.push({
      at: place("main/hub100", "nvaSubnet.tunnelledSources.3"),
      source: "192.168.0.7",
    });
    siteDeclaration.tunnelledSources?.push({
      at: place("main/hub100", "nvaSubnet.tunnelledSources.4"),
      source: undefined,
    });
  }),
  fails(
    "tunnelled-source-refused",
    "the range of carrier-grade NAT",
    ({ siteDeclaration }) => {
      siteDeclaration.tunnelledSources?.push({
        at: place("main/hub100", "nvaSubnet.tunnelledSources.3"),
        source: "100.64.0.0/10",
      });
    },
    [
      {
        at: "main/hub100 nvaSubnet.tunnelledSources.3",
        text: "100.64.0.0/10 is not inside RFC 1918",
        want: "prefixes inside 10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16",
        fix: '"10.0.0.0/8"',
      },
    ],
  ),
  fails(
    "tunnelled-source-refused",
    "host bits",
    ({ siteDeclaration }) => {
      siteDeclaration.tunnelledSources?.push({
        at: place("main/hub100", "nvaSubnet.tunnelledSources.3"),
        source: "192.168.1.1/16",
      });
    },
    [
      {
        at: "main/hub100 nvaSubnet.tunnelledSources.3",
        text: "192.168.1.1/16 has host bits set",
        fix: '"192.168.0.0/16"',
      },
    ],
  ),
];
