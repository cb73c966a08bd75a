import { groupBy } from "../pairs";
import type { Rule } from "../rule";

/** FT057. */
export const circuitConnectedTwice: Rule = {
  id: "FT057",
  name: "circuit-connected-twice",
  severity: "error",
  reason: "A gateway has one connection to a circuit.",
  source: "https://learn.microsoft.com/azure/expressroute/expressroute-howto-linkvnet-portal-resource-manager",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    [...groupBy(app.connections, ({ circuit, gateway }) => JSON.stringify([circuit, gateway])).values()].flatMap(
      ([first, ...others]) =>
        others.map(({ at, circuit, gateway }) => ({
          at,
          also: first.at,
          sentence: `gateway ${gateway} is connected to circuit ${circuit} already`,
          got: "a second connection of the two",
          want: "one connection of a gateway to a circuit (ExpressRoute)",
          fix: "leave this connectTo out",
        })),
    ),
};
