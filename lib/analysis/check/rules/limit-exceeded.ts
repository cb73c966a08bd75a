import { causesIn, judgement } from "../judgement";
import { findingsOr, type TopologyRule } from "../rule";

/** FT121. What Azure refuses at once is FT108. */
export const limitExceeded: TopologyRule = {
  id: "FT121",
  name: "limit-exceeded",
  severity: "error",
  summary: "More routes are exchanged than Azure takes.",
  why: "It is not one route too many that is dropped, but the session or connection with all of them.",
  source: {
    url: "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits",
    rows: ["9"],
  },
  bad: "an NVA that announces 1,001 prefixes towards a circuit",
  judge: (_, context) => {
    const down = causesIn(context, "limit");
    const over = context.usages.flatMap(({ at, what, count, most, beyond }) =>
      beyond !== undefined && count > most
        ? [
            judgement({
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
    return findingsOr([...down, ...over], context.waitsFor);
  },
};
