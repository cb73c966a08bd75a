import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("virtual-network-tag-widened", "where a route of the subnet's own goes to the internet", ({ jumpRule }) => {
    jumpRule.sources = ["VirtualNetwork"];
  }),
  passes("virtual-network-tag-widened", "on the way out, or denied", ({ clientRule }) => {
    clientRule.access = "Deny";
    clientRule.sources = ["VirtualNetwork"];
  }),
  fails(
    "virtual-network-tag-widened",
    "where the default is learned",
    ({ clientRule }) => {
      clientRule.sources = ["VirtualNetwork"];
    },
    [
      {
        at: "main/hub00/client-subnet securityRules.0.sources",
        got: "VirtualNetwork",
        fix: 'sources: ["10.0.0.0/16"]',
      },
    ],
  ),
];
