import { groupBy } from "../../domain/group-by";
import type { ConstructRule } from "../rule";

/** How many circuits a gateway of each SKU accepts. */
const MAX_CIRCUITS: Readonly<Record<string, number>> = {
  Standard: 4,
  ErGw1AZ: 4,
  HighPerformance: 8,
  ErGw2AZ: 8,
  UltraPerformance: 16,
  ErGw3AZ: 16,
};

/** FT067. */
export const tooManyCircuitsOnGateway: ConstructRule = {
  id: "FT067",
  name: "too-many-circuits-on-gateway",
  severity: "error",
  summary: "A gateway is connected to too many circuits.",
  why: "A gateway accepts 4, 8 or 16 circuits, depending on its SKU.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.gateways.flatMap(({ path, sku }) => {
      const most = sku === undefined ? undefined : MAX_CIRCUITS[sku];
      const own = app.connections.filter(({ gateway }) => gateway === path);
      const circuits = groupBy(own, ({ circuit }) => circuit);
      const surplus = most === undefined ? undefined : circuits[most]?.[0];
      if (!surplus) return [];
      const larger = Object.entries(MAX_CIRCUITS).find(
        ([name, count]) => count >= circuits.length && name.startsWith("ErGw"),
      )?.[0];
      return [
        {
          at: surplus.at,
          also: { path, prop: "sku" },
          text: `gateway ${path} of SKU ${sku} is connected to ${circuits.length} circuits`,
          got: `${circuits.length} circuits`,
          want: `at most ${most} with ${sku} (ExpressRoute)`,
          fix: larger === undefined ? `remove ${circuits.length - 16} of the connections` : `sku: "${larger}"`,
        },
      ];
    }),
};
