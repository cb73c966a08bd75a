import { fails, passes, type Case } from "../case";
import { place } from "../declaration-builder";
import { hubRouteServer } from "../article-changes";

export const CASES: readonly Case[] = [
  passes("second-route-server-in-network", "one Route Server in each VNet", (parts) => {
    hubRouteServer(true)(parts);
    parts.app.routeServers.at(-1)?.peers.push({ at: place("main/nva00", "asn"), address: "10.0.0.10", asn: 65002 });
  }),
  fails(
    "second-route-server-in-network",
    "two Route Servers in one VNet",
    ({ app, routeServer }) => app.routeServers.push({ ...routeServer, path: "main/second" }),
    [
      {
        at: "main/second name",
        also: "main/hub100/route-server name",
        text: "vnet-hub100 already has a Route Server",
        got: "a second Route Server in one VNet",
        want: "one Route Server in a VNet (Azure)",
        fix: "remove main/second, and give its peers to main/hub100/route-server",
      },
    ],
  ),
];
