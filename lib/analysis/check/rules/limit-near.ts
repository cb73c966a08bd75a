import { reported, type TopologyRule } from "../topology-rule";

const NEAR = 0.8;

/** FT122. */
export const limitNear: TopologyRule = {
  id: "FT122",
  name: "limit-near",
  severity: "warning",
  summary: "One of Azure's limits is used by 80 % or more.",
  why: "The next VNet, peer or prefix may be the one that takes all routes down.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"],
  facts: ["9"],
  example: "a Route Server with seven BGP peers",
  check: (context) =>
    context.usages
      .filter(({ count, most }) => count >= NEAR * most && count <= most)
      .map(({ at, what, count, most, beyond }) =>
        reported({
          at,
          text: `${what}: ${count} of ${most} are used`,
          got: String(count),
          want: `fewer than ${NEAR * most}; beyond ${most} ${beyond ?? "Azure refuses"}`,
          fix: "join routes, or spread them",
          rows: ["9"],
        }),
      ),
};
