import { networkLabel } from "../networks";
import { groupBy } from "../../domain/group-by";
import type { ConstructRule } from "../rule";

/** FT151. */
export const hubPeeredTwice: ConstructRule = {
  id: "FT151",
  name: "hub-peered-twice",
  severity: "error",
  summary: "A hub is peered with two sites.",
  why: "A VNet uses the gateway or Route Server of one other VNet, not of two.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-peering-overview"],
  otherwise: "Azure, at apply",
  check: (app) =>
    groupBy(app.peerings, ({ hub }) => hub).flatMap(([first, ...others]) =>
      others.map(({ path, hub, site }) => ({
        at: { path, prop: "name" },
        also: { path: first.path, prop: "name" },
        text: `${networkLabel(app, hub)} already uses the Route Server of ${networkLabel(app, first.site)}`,
        got: `a second peering, with ${networkLabel(app, site)}`,
        want: "one peering of a hub (Azure)",
        fix: `remove ${path}, or join the hub to both sites by a circuit`,
      })),
    ),
};
