import { fails, passes, type Case } from "../case";
import { route } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("jump-subnet-without-escape", "a route to Internet for the prefixes of the operators", ({ hubSubnets }) => {
    hubSubnets.jump.routes = [route("main/hub00/jump-subnet", 0, "198.51.100.0/24", "Internet")];
  }),
  passes(
    "jump-subnet-without-escape",
    "no operator sources, or sources that are known after apply",
    ({ hubSubnets, jumpServer }) => {
      hubSubnets.jump.routes = undefined;
      jumpServer.operatorSources = undefined;
    },
  ),
  fails(
    "jump-subnet-without-escape",
    "a route to Internet for another prefix",
    ({ hubSubnets }) => {
      hubSubnets.jump.routes = [route("main/hub00/jump-subnet", 0, "192.0.2.0/24", "Internet")];
    },
    [
      {
        at: "main/hub00 jumpServer.routes",
        text: "answers of the jump server to 198.51.100.7 follow the learned default route, through the NVA",
        got: "192.0.2.0/24 to Internet",
        fix: 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]',
      },
    ],
  ),
];
