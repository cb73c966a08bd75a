import { type Case, fails, passes } from "../case";
import { announcement } from "./announcement-refused.cases";

const refused = (nextHop: string, text: string): Case =>
  fails(
    "next-hop-refused",
    `the next hop ${nextHop}`,
    ({ nva }) => {
      nva.nextHop = nextHop;
    },
    [
      {
        at: "main/nva100 nextHop",
        text: `next hop ${nextHop} ${text}`,
        got: JSON.stringify(nextHop),
        want: "an IPv4 address of vnet-hub100 or of a VNet that is peered with it",
        fix: "remove nextHop",
      },
    ],
  );

export const CASES: readonly Case[] = [
  passes("next-hop-refused", "a load balancer in the NVA's subnet", ({ nva }) => {
    nva.nextHop = "10.100.0.100";
  }),
  refused("lb-nva", "is not an IPv4 address"),
  refused("10.100.0.10", "is the NVA's own address, which Azure gets anyway"),
  refused("10.0.0.4", "is not in the site's VNet or a peered one"),
  refused("10.100.210.4", "is in RouteServerSubnet: the Route Server forwards no packets"),
  refused("10.100.0.1", "is reserved by Azure in subnet nva"),
  fails(
    "next-hop-refused",
    "the next hop of an announcement",
    ({ nva }) => {
      nva.announces = [announcement("10.200.0.0/24", 0, { nextHop: "10.9.0.4", hasNextHop: true })];
    },
    [{ at: "main/nva100 announces.0.nextHop", text: "next hop 10.9.0.4 is not in the site's VNet or a peered one" }],
  ),
  fails(
    "next-hop-refused",
    "a next hop of no route",
    ({ nva, egressCheck }) => {
      egressCheck.nvas = [{ path: "main/nva101", publicIp: true }];
      nva.advertisesDefault = false;
      nva.nextHop = "10.100.0.100";
      nva.announces = [announcement("10.200.0.0/24")];
    },
    [
      {
        at: "main/nva100 nextHop",
        text: "main/nva100 has a next hop for a default route that it never advertises",
        fix: "remove nextHop",
      },
    ],
  ),
];
