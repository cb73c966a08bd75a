import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("address-space-not-private", "the last private range", ({ hub }) =>
    hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "192.168.0.0/16" }),
  ),
  fails(
    "address-space-not-private",
    "a public range",
    ({ hub }) => hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "20.0.0.0/16" }),
    [
      {
        at: "main/hub00 moreAddressSpaces.0",
        text: "20.0.0.0/16 is not private, so the NVA does not translate it",
        got: "20.0.0.0/16",
        want: "a prefix in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918)",
        fix: '"10.1.0.0/16"',
      },
    ],
  ),
  fails(
    "address-space-not-private",
    "a range that Azure rejects",
    ({ hub }) => hub.spaces.push({ at: place("main/hub00", "moreAddressSpaces.0"), prefix: "169.254.0.0/24" }),
    [
      {
        at: "main/hub00 moreAddressSpaces.0",
        text: "169.254.0.0/24 shares addresses with 169.254.0.0/16, which is for link-local addresses",
        got: "169.254.0.0/24",
        fix: '"10.1.0.0/24"',
      },
    ],
  ),
  fails(
    "address-space-not-private",
    "a prefix that is larger than a private range",
    ({ hub, app }) => {
      hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0.0.0/7" }];
      app.connections = [];
      app.circuits = [];
      app.nvas = [];
    },
    [
      {
        at: "main/hub00 addressSpace",
        text: "10.0.0.0/7 is not private, so the NVA does not translate it",
        got: "10.0.0.0/7",
        fix: 'addressSpace: "10.128.0.0/9"',
      },
    ],
  ),
];
