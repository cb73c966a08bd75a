import { fails, passes, type Case } from "../case";
import { place, route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("route-next-hop-refused", "a type and an address that are known after apply", ({ hubSubnets }) => {
    hubSubnets.jump.routes?.push({
      at: place("main/hub00/jump-subnet", "routes.1"),
      name: "r",
      prefix: "10.9.0.0/16",
      nextHopType: undefined,
      nextHopAddress: "10.0.0.9",
    });
  }),
  fails(
    "route-next-hop-refused",
    "a type in another letter case",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "internet"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopType",
        text: '"internet" is not a type of next hop',
        got: '"internet"',
        want: "VirtualNetworkGateway, VnetLocal, Internet, VirtualAppliance, None (Azure)",
        fix: 'nextHopType: "Internet"',
      },
    ],
  ),
  fails(
    "route-next-hop-refused",
    "an unknown type",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(
        route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "NVA", { nextHopAddress: "10.0.0.9" }),
        route("main/hub00/jump-subnet", 2, "10.8.0.0/16", "NVA"),
      );
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopType",
        text: '"NVA" is not a type of next hop',
        got: '"NVA"',
        fix: 'nextHopType: "VirtualAppliance"',
      },
      {
        at: "main/hub00/jump-subnet routes.2.nextHopType",
        text: '"NVA" is not a type of next hop',
        got: '"NVA"',
        fix: 'nextHopType: "Internet"',
      },
    ],
  ),
  fails(
    "route-next-hop-refused",
    "an address with the next hop Internet",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(
        route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "Internet", { nextHopAddress: "10.0.0.9" }),
      );
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopIpAddress",
        text: "the next hop Internet has an address, 10.0.0.9",
        got: "10.0.0.9",
        fix: 'nextHopType: "VirtualAppliance"',
      },
    ],
  ),
  fails(
    "route-next-hop-refused",
    "an address that is not valid",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(
        route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualAppliance", { nextHopAddress: "hello" }),
      );
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopIpAddress",
        text: 'the next hop "hello" is not a valid IPv4 address',
        got: '"hello"',
        fix: 'nextHopIpAddress: "10.100.0.10"',
      },
    ],
  ),
  fails(
    "route-next-hop-refused",
    "the next hop VirtualAppliance without an address",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "10.9.0.0/16", "VirtualAppliance"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.nextHopIpAddress",
        text: "the next hop VirtualAppliance has no address",
        got: "no nextHopIpAddress",
        fix: 'nextHopIpAddress: "10.100.0.10"',
      },
    ],
  ),
];
