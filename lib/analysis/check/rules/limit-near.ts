import { judgement } from "../judgement";
import type { TopologyRule } from "../rule";

const NEAR = 0.8;

/** FT122. */
export const limitNear: TopologyRule = {
  id: "FT122",
  name: "limit-near",
  severity: "warning",
  summary: "One of Azure's limits is used by 80 % or more.",
  why: "The next VNet, peer or prefix may be the one that takes all routes down.",
  source: {
    url: "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits",
    rows: ["9"],
  },
  bad: "a Route Server with seven BGP peers",
  judge: (_, context) =>
    context.usages
      .filter(({ count, most }) => count >= NEAR * most && count <= most)
      .map(({ at, what, count, most, beyond }) =>
        judgement({
          at,
          text: `${what}: ${count} of ${most} are used`,
          got: String(count),
          want: `fewer than ${NEAR * most}; beyond ${most} ${beyond ?? "Azure refuses"}`,
          fix: "join routes, or spread them",
          rows: ["9"],
        }),
      ),
};
