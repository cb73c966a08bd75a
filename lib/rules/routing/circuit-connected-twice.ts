import { groupBy } from "../../domain/group-by";
import type { ConstructRule } from "../rule";

/** FT057. */
export const circuitConnectedTwice: ConstructRule = {
  id: "FT057",
  name: "circuit-connected-twice",
  severity: "error",
  summary: "A gateway has two connections to one circuit.",
  why: "Azure accepts one connection of a gateway to a circuit.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-howto-linkvnet-portal-resource-manager"],
  otherwise: "Azure, at apply",
  check: (app) =>
    groupBy(app.connections, ({ circuit, gateway }) => JSON.stringify([circuit, gateway])).flatMap(
      ([first, ...others]) =>
        others.map(({ at, circuit, gateway }) => ({
          at,
          also: first.at,
          text: `gateway ${gateway} is already connected to circuit ${circuit}`,
          got: "a second connection",
          want: "one connection of a gateway to a circuit (ExpressRoute)",
          fix: "remove this connectTo",
        })),
    ),
};
