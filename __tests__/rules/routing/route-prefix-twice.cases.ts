import { fails, passes, type Case } from "../case";
import { place, route, subnet } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("route-prefix-twice", "the same prefix in two route tables", () => undefined),
  fails(
    "route-prefix-twice",
    "the same prefix",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "0.0.0.0/0", "None"));
    },
    [
      {
        at: "main/hub00/jump-subnet routes.1.addressPrefix",
        also: "main/hub00/jump-subnet routes.0.addressPrefix",
        text: "the route table already has a route for 0.0.0.0/0",
        got: "0.0.0.0/0",
        want: "each prefix once in a route table (Azure)",
        fix: "remove routes.1 (route-1)",
      },
    ],
  ),
  fails(
    "route-prefix-twice",
    "the same service tag in a table that two subnets share",
    ({ hubSubnets, hub }) => {
      hubSubnets.jump.routes?.push(route("main/hub00/jump-subnet", 1, "Storage", "Internet"), {
        at: place("main/hub00/jump-subnet", "routes.2"),
        name: undefined,
        prefix: "storage",
        nextHopType: "Internet",
        nextHopAddress: undefined,
      });
      hub.subnets.push(
        subnet(place("main/hub00/extra", "prefix"), "extra", "10.0.30.0/24", { routes: hubSubnets.jump.routes }),
      );
    },
    [
      {
        at: "main/hub00/jump-subnet routes.2.addressPrefix",
        also: "main/hub00/jump-subnet routes.1.addressPrefix",
        text: "the route table already has a route for storage",
        got: "storage",
        fix: "remove routes.2",
      },
    ],
  ),
];
