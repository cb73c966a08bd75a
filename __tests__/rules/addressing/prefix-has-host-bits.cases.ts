import { fails, passes, type Case } from "../case";
import { place, route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("prefix-has-host-bits", "prefixes without host bits", () => undefined),
  fails(
    "prefix-has-host-bits",
    "host bits in the prefix of a subnet",
    ({ hubSubnets }) => (hubSubnets.client.prefix = "10.0.0.5/24"),
    [
      {
        at: "main/hub00 client.subnetPrefix",
        text: "10.0.0.5/24 has host bits set; use 10.0.0.0/24",
        got: "10.0.0.5/24",
        want: "no host bits beyond /24 (Azure)",
        fix: 'subnetPrefix: "10.0.0.0/24"',
      },
    ],
  ),
  fails(
    "prefix-has-host-bits",
    "host bits in an address space",
    ({ hub }) => (hub.spaces = [{ at: place("main/hub00", "addressSpace"), prefix: "10.0.0.1/16" }]),
    [
      {
        at: "main/hub00 addressSpace",
        text: "10.0.0.1/16 has host bits set; use 10.0.0.0/16",
        got: "10.0.0.1/16",
        fix: 'addressSpace: "10.0.0.0/16"',
      },
    ],
  ),
  fails(
    "prefix-has-host-bits",
    "host bits in the prefix of a route",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.9.9/8", "None"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.addressPrefix",
        text: "10.9.9.9/8 has host bits set; use 10.0.0.0/8",
        got: "10.9.9.9/8",
        fix: 'addressPrefix: "10.0.0.0/8"',
      },
    ],
  ),
];
