import { fails, passes, type Case } from "../case";
import { networks } from "../article-changes";

export const CASES: readonly Case[] = [
  passes("too-many-networks-on-circuit", "ten", networks(10)),
  fails("too-many-networks-on-circuit", "eleven", networks(11), [
    {
      at: "main/hub10/gateway/connection routingWeight",
      also: "main/circuit circuitId",
      text: "11 VNets are on one circuit",
      got: "11 VNets",
      want: "at most 10 (ExpressRoute Standard), 20 to 100 (Premium)",
      fix: "connect vnet-hub10 to another circuit, or make this one Premium",
    },
  ]),
];
