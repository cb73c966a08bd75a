import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("network-not-tunnelled", "a list that is known at apply", ({ siteDeclaration }) => {
    siteDeclaration.tunnelledSources = undefined;
  }),
  fails(
    "network-not-tunnelled",
    "a hub that the list leaves out",
    ({ siteDeclaration }) => {
      siteDeclaration.tunnelledSources = [
        { at: place("main/hub100", "nvaSubnet.tunnelledSources.0"), source: "10.9.0.0/16" },
      ];
    },
    [
      {
        at: "main/hub100 tunnelledSources",
        also: "main/hub00 addressSpace",
        text: "10.0.0.0/16 of vnet-hub00 learns the default route, and the NVA's security group drops it",
        got: "10.9.0.0/16",
        fix: 'a further entry in tunnelledSources: "10.0.0.0/16"',
      },
    ],
  ),
];
