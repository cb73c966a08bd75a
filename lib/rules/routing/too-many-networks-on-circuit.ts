import { networkLabel } from "../networks";
import { groupBy } from "../pairs";
import type { Rule } from "../rule";

const MOST = 10;

/** FT018. A warning, because what SKU an existing circuit has is nothing that the app says. */
export const tooManyNetworksOnCircuit: Rule = {
  id: "FT018",
  name: "too-many-networks-on-circuit",
  severity: "warning",
  reason: "A Standard circuit takes ten VNets, those of others included; a Premium one 20 to 100, by its bandwidth.",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    [...groupBy(app.connections, ({ circuit }) => circuit)].flatMap(([circuit, connections]) => {
      const firsts = [...groupBy(connections, ({ network }) => network).values()].flatMap((group) => group.slice(0, 1));
      const surplus = firsts[MOST];
      if (!surplus) return [];
      return [
        {
          at: surplus.at,
          also: { path: circuit, prop: "circuitId" },
          sentence: `${firsts.length} VNets are on one circuit`,
          got: `${firsts.length} VNets`,
          want: `at most ${MOST} (ExpressRoute Standard), 20 to 100 (Premium)`,
          fix: `connect ${firsts
            .slice(MOST)
            .map(({ network }) => networkLabel(app, network))
            .join(", ")} to another circuit, or make this one Premium`,
        },
      ];
    }),
};
