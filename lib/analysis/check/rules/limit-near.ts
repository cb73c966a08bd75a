import { reported, type TopologyRule } from "../topology-rule";

const NEAR = 0.8;

/** FT122. */
export const limitNear: TopologyRule = {
  id: "FT122",
  name: "limit-near",
  severity: "warning",
  summary: "At least 80 % of one of Azure's limits is used.",
  why: "The next VNet, peer or prefix can exceed the limit and take all routes down.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"],
  facts: ["9"],
  example: "a Route Server with seven BGP peers",
  structural: true,
  check: (context) =>
    context.usages
      .filter(({ count, most }) => count >= NEAR * most && count <= most)
      .map(({ at, what, count, most, beyond }) =>
        reported({
          at,
          text: `${what}: ${count} of ${most} are used`,
          got: String(count),
          want: `fewer than ${NEAR * most}; beyond ${most} ${beyond ?? "Azure rejects them"}`,
          fix: "aggregate routes, or distribute them",
          rows: ["9"],
        }),
      ),
};
