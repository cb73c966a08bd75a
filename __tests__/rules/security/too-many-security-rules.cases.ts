import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("too-many-security-rules", "as many rules and addresses as Azure accepts", ({ clientRule }) => {
    clientRule.sources = Array.from({ length: 4000 }, (_, i) => `10.0.${Math.floor(i / 250)}.${i % 250}`);
  }),
  fails(
    "too-many-security-rules",
    "one source too many",
    ({ clientRule }) => {
      clientRule.sources = Array.from({ length: 4001 }, (_, i) => `10.0.${Math.floor(i / 250)}.${i % 250}`);
    },
    [
      {
        at: "main/hub00/client-subnet securityRules",
        text: "the network security group has 4001 sources",
        got: "4001 sources",
        want: "at most 4000 (Azure)",
        fix: "remove 1, or merge adjacent prefixes",
      },
    ],
  ),
];
