import { edit } from "../edit";
import type { ConstructRule } from "../rule";

const MAX_WEIGHT = 32_000;

/** FT027. */
export const routingWeightOutOfRange: ConstructRule = {
  id: "FT027",
  name: "routing-weight-out-of-range",
  severity: "error",
  summary: "The routing weight of a connection is out of range.",
  why: "A routing weight is a whole number from 0 to 32,000.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-optimize-routing"],
  otherwise: "terraform validate",
  check: (app) =>
    app.connections.flatMap(({ at: { path }, routingWeight: weight }) => {
      if (weight === undefined || (Number.isInteger(weight) && weight >= 0 && weight <= MAX_WEIGHT)) return [];
      const at = { path, prop: "routingWeight" };
      const nearest = Math.min(Math.max(Math.round(weight) || 0, 0), MAX_WEIGHT);
      const text = `the routing weight ${weight} must be a whole number from 0 to ${MAX_WEIGHT}`;
      return [
        {
          at,
          text,
          got: String(weight),
          want: `0-${MAX_WEIGHT}, the higher the better (ExpressRoute)`,
          fix: edit(at, nearest),
        },
      ];
    }),
};
