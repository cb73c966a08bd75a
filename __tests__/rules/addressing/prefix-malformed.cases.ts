import { fails, passes, type Case } from "../case";
import { place, route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("prefix-malformed", "a service tag and IPv6 in routes", ({ hubSubnets }) => {
    hubSubnets.jump.routes?.push(
      route("main/hub00/jump-subnet", 1, "Storage.JapanEast", "Internet"),
      route("main/hub00/jump-subnet", 2, "::/0", "None"),
    );
  }),
  fails(
    "prefix-malformed",
    "a missing prefix length",
    ({ hub }) => (hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0.0.0" }]),
    [
      {
        at: "main/hub00 addressSpace",
        text: "10.0.0.0 is an address without a prefix length",
        got: '"10.0.0.0"',
        want: "an IPv4 address, a slash and a length, such as 10.0.0.0/16",
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails("prefix-malformed", "leading zeros", ({ hubSubnets }) => (hubSubnets.client.prefix = "10.00.0.0/24"), [
    {
      at: "main/hub00 client.subnetPrefix",
      text: '"10.00.0.0/24" is not a valid IPv4 prefix',
      got: '"10.00.0.0/24"',
      fix: 'subnetPrefix: "10.0.0.0/24"',
    },
  ]),
  fails(
    "prefix-malformed",
    "a prefix length above 32",
    ({ hubSubnets }) => (hubSubnets.client.prefix = "10.0.0.0/33"),
    [
      {
        at: "main/hub00 client.subnetPrefix",
        text: "10.0.0.0/33 has a prefix length beyond 32",
        got: '"10.0.0.0/33"',
        fix: 'subnetPrefix: "10.0.0.0/24"',
      },
    ],
  ),
  fails("prefix-malformed", "a text that is not a prefix", ({ hubSubnets }) => (hubSubnets.client.prefix = "hello"), [
    {
      at: "main/hub00 client.subnetPrefix",
      text: '"hello" is not a valid IPv4 prefix',
      got: '"hello"',
      fix: 'subnetPrefix: "10.0.0.0/24"',
    },
  ]),
  fails(
    "prefix-malformed",
    "an address space that is not a prefix",
    ({ hub }) => (hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "hello" }]),
    [
      {
        at: "main/hub00 addressSpace",
        text: '"hello" is not a valid IPv4 prefix',
        got: '"hello"',
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "a prefix length with leading zeros",
    ({ hubSubnets }) => (hubSubnets.client.prefix = "10.0.0.0/024"),
    [
      {
        at: "main/hub00 client.subnetPrefix",
        text: '"10.0.0.0/024" is not a valid IPv4 prefix',
        got: '"10.0.0.0/024"',
        fix: 'subnetPrefix: "10.0.0.0/24"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "a malformed address space and a malformed subnet",
    ({ hub, hubSubnets }) => {
      hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0/16" }];
      hubSubnets.client.prefix = "x";
      hub.subnets = [hubSubnets.client];
    },
    [
      {
        at: "main/hub00 addressSpace",
        text: '"10.0/16" is not a valid IPv4 prefix',
        got: '"10.0/16"',
        fix: 'addressSpace: "10.0.0.0/16"',
      },
      {
        at: "main/hub00 client.subnetPrefix",
        text: '"x" is not a valid IPv4 prefix',
        got: '"x"',
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "IPv6",
    ({ hub }) => (hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "fd00::/48" }]),
    [
      {
        at: "main/hub00 addressSpace",
        text: "fd00::/48 is IPv6, and only IPv4 is tunnelled",
        got: '"fd00::/48"',
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "a route for an address without a prefix length",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "198.51.100.7", "Internet"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.addressPrefix",
        text: "198.51.100.7 is an address without a prefix length",
        got: '"198.51.100.7"',
        fix: 'addressPrefix: "198.51.100.7/32"',
      },
    ],
  ),
  fails(
    "prefix-malformed",
    "a route for a malformed prefix",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "1.2.3/8", "Internet"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.addressPrefix",
        text: '"1.2.3/8" is not a valid IPv4 prefix',
        got: '"1.2.3/8"',
        fix: 'addressPrefix: "0.0.0.0/0"',
      },
    ],
  ),
];
