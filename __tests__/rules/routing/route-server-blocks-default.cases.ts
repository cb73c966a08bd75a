import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";
import { hubRouteServer } from "../article-changes";

export const CASES: readonly Case[] = [
  passes("route-server-blocks-default", "a Route Server with a peer", (parts) => {
    hubRouteServer(true)(parts);
    parts.app.routeServers.at(-1)?.peers.push({ at: place("main/nva00", "asn"), address: "10.0.0.10", asn: 65002 });
  }),
  passes("route-server-blocks-default", "a Route Server whose branch-to-branch traffic is off", hubRouteServer(false)),
  passes(
    "route-server-blocks-default",
    "a Route Server whose branch-to-branch traffic is known after apply",
    hubRouteServer(undefined),
  ),
  passes("route-server-blocks-default", "the Route Server of the site, without a peer", ({ routeServer }) => {
    routeServer.peers = [];
  }),
  fails("route-server-blocks-default", "a Route Server in the hub", hubRouteServer(true), [
    {
      at: "main/hub00/route-server branchToBranchTraffic",
      text: "Route Server main/hub00/route-server keeps the default route of the circuit out of vnet-hub00",
      got: "a Route Server without peers, with branch-to-branch traffic",
      want: "no Route Server in a VNet that should be tunnelled",
      fix: "remove main/hub00/route-server",
    },
  ]),
];
