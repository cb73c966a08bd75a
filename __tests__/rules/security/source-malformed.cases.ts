import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("source-malformed", "a prefix, and a source that is known after apply", ({ jumpServer }) => {
    jumpServer.operatorSources?.push(
      { at: place("main/hub00", "jumpServer.operatorSources.1"), source: "203.0.113.0/24" },
      { at: place("main/hub00", "jumpServer.operatorSources.2"), source: undefined },
    );
  }),
  fails(
    "source-malformed",
    "host bits",
    ({ jumpServer, jumpRule }) => {
      jumpServer.operatorSources = [
        { at: place("main/hub00", "jumpServer.operatorSources.0"), source: "198.51.100.7/24" },
      ];
      jumpRule.sources = ["198.51.100.7/24"];
    },
    [
      {
        at: "main/hub00 jumpServer.operatorSources.0",
        text: "198.51.100.7/24 has host bits set; use 198.51.100.0/24",
        got: "198.51.100.7/24",
        want: "an IPv4 address, or a prefix without host bits",
        fix: '"198.51.100.7" for one address, or "198.51.100.0/24" for the whole prefix',
      },
    ],
  ),
  fails(
    "source-malformed",
    "a text that is not an address",
    ({ jumpServer, jumpRule }) => {
      jumpServer.operatorSources = [{ at: place("main/hub00", "jumpServer.operatorSources.0"), source: "my office" }];
      jumpRule.sources = ["my office"];
    },
    [
      {
        at: "main/hub00 jumpServer.operatorSources.0",
        text: '"my office" is neither an IPv4 address nor a prefix',
        got: '"my office"',
        fix: '"203.0.113.7", with your own address: curl -4 https://ifconfig.me',
      },
    ],
  ),
];
