import { fails, passes, type Case } from "../case";
import { place, route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("too-many-routes", "400 routes, 25 of them for service tags", ({ hubSubnets, jumpServer }) => {
    jumpServer.operatorSources = undefined;
    hubSubnets.jump.routes = Array.from({ length: 400 }, (_, i) =>
      route("main/hub00/jump-subnet", i, i < 25 ? `Tag${i}` : `198.18.${i % 256}.${i >> 8}/32`, "Internet"),
    );
  }),
  fails(
    "too-many-routes",
    "401 routes",
    ({ hubSubnets, jumpServer }) => {
      jumpServer.operatorSources = undefined;
      hubSubnets.jump.routes = Array.from({ length: 401 }, (_, i) =>
        route("main/hub00/jump-subnet", i, `198.18.${i % 256}.${i >> 8}/32`, "Internet"),
      );
    },
    [
      {
        at: "main/hub00 jumpServer.routes",
        text: "the route table has 401 routes",
        got: "401 routes",
        want: "at most 400 (Azure)",
        fix: "remove 1, or merge adjacent prefixes",
      },
    ],
  ),
  fails(
    "too-many-routes",
    "26 routes for service tags",
    ({ hubSubnets, jumpServer }) => {
      jumpServer.operatorSources = undefined;
      hubSubnets.jump.routes = Array.from({ length: 26 }, (_, i) =>
        route("main/hub00/jump-subnet", i, `Tag${i}`, "Internet"),
      );
      hubSubnets.jump.routes.push({
        at: place("main/hub00/jump-subnet", "routes.26"),
        name: "r",
        prefix: undefined,
        nextHopType: "None",
        nextHopAddress: undefined,
      });
    },
    [
      {
        at: "main/hub00 jumpServer.routes",
        text: "the route table has 26 routes for service tags",
        got: "26 routes for service tags",
        fix: "remove 1, or merge adjacent prefixes",
      },
    ],
  ),
];
