import { networkLabel } from "../networks";
import { groupBy } from "../pairs";
import type { ConstructRule } from "../rule";

const MOST = 10;

/** FT018. A warning, because what SKU an existing circuit has is nothing that the app says. */
export const tooManyNetworksOnCircuit: ConstructRule = {
  id: "FT018",
  name: "too-many-networks-on-circuit",
  severity: "warning",
  summary: "More than ten VNets are connected to one circuit.",
  why: "A Standard circuit accepts ten VNets, those of other subscriptions included; a Premium circuit accepts 20 to 100, depending on its bandwidth.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"],
  otherwise: "Azure, at apply",
  check: (app) =>
    [...groupBy(app.connections, ({ circuit }) => circuit)].flatMap(([circuit, connections]) => {
      const firsts = [...groupBy(connections, ({ network }) => network).values()].flatMap((group) => group.slice(0, 1));
      const surplus = firsts[MOST];
      if (!surplus) return [];
      return [
        {
          at: surplus.at,
          also: { path: circuit, prop: "circuitId" },
          text: `${firsts.length} VNets are on one circuit`,
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
