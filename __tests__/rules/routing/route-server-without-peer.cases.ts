import { fails, passes, type Case } from "../case";
import { hubRouteServer } from "../article-changes";

export const CASES: readonly Case[] = [
  passes(
    "route-server-without-peer",
    "an NVA that has no connection yet",
    ({ routeServer }) => (routeServer.peers = []),
  ),
  passes(
    "route-server-without-peer",
    "one in a hub, which may be told that it blocks the default",
    hubRouteServer(undefined),
  ),
  fails("route-server-without-peer", "one in a hub that blocks nothing", hubRouteServer(false), [
    {
      at: "main/hub00/route-server peers",
      text: "Route Server main/hub00/route-server has no BGP peer",
      got: "no peer",
      want: "an NVA that announces the default route",
      fix: 'new FrrNva(stack, "nva100", { site, asn: 65001, … })',
    },
  ]),
  fails(
    "route-server-without-peer",
    "none",
    ({ routeServer, app }) => {
      routeServer.peers = [];
      app.nvas = [];
    },
    [
      {
        at: "main/hub100/route-server peers",
        text: "Route Server main/hub100/route-server has no BGP peer",
        got: "no peer",
        fix: 'new FrrNva(stack, "nva100", { site, asn: 65001, … })',
      },
    ],
  ),
];
