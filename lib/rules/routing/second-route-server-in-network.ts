import { networkLabel } from "../networks";
import { groupBy } from "../../domain/group-by";
import type { ConstructRule } from "../rule";

/** FT028. */
export const secondRouteServerInNetwork: ConstructRule = {
  id: "FT028",
  name: "second-route-server-in-network",
  severity: "error",
  summary: "A VNet has two Route Servers.",
  why: "A VNet has one RouteServerSubnet, which holds one Route Server.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  otherwise: "Azure, at apply",
  check: (app) =>
    groupBy(app.routeServers, ({ network }) => network).flatMap(([first, ...others]) =>
      others.map(({ path, network }) => ({
        at: { path, prop: "name" },
        also: { path: first.path, prop: "name" },
        text: `${networkLabel(app, network)} already has a Route Server`,
        got: "a second Route Server in one VNet",
        want: "one Route Server in a VNet (Azure)",
        fix: `remove ${path}, and give its peers to ${first.path}`,
      })),
    ),
};
