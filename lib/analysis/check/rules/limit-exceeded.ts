import { causesIn } from "../cause-findings";
import { findingsOrUndecided, reported, type TopologyRule } from "../topology-rule";

/** FT121. What Azure refuses at once is FT108. */
export const limitExceeded: TopologyRule = {
  id: "FT121",
  name: "limit-exceeded",
  severity: "error",
  summary: "More routes are exchanged than Azure takes.",
  why: "It is not one route too many that is dropped, but the session or connection with all of them.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"],
  facts: ["9"],
  example: "an NVA that announces 1,001 prefixes towards a circuit",
  check: (context) => {
    const down = causesIn(context, "limit");
    const over = context.usages.flatMap(({ at, what, count, most, beyond }) =>
      beyond !== undefined && count > most
        ? [
            reported({
              at,
              text: `${what}: more than Azure takes, and ${beyond}`,
              got: String(count),
              want: `at most ${most}`,
              fix: "announce aggregates",
              rows: ["9"],
            }),
          ]
        : [],
    );
    return findingsOrUndecided([...down, ...over], context.waitsFor);
  },
};
