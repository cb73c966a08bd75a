import { causesIn } from "../cause-findings";
import { reported, type TopologyRule } from "../topology-rule";

/** FT121. What Azure rejects at apply is FT108. */
export const limitExceeded: TopologyRule = {
  id: "FT121",
  name: "limit-exceeded",
  severity: "error",
  summary: "More routes are exchanged than Azure accepts.",
  why: "Beyond the limit Azure drops the whole session or connection, and with it all routes.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"],
  facts: ["9"],
  example: "an NVA that advertises 1,001 prefixes towards a circuit",
  check: (context) => {
    const down = causesIn(context, "limit");
    const over = context.usages.flatMap(({ at, what, count, most, beyond }) =>
      beyond !== undefined && count > most
        ? [
            reported({
              at,
              text: `${what}: ${count} exceed the limit of ${most}, so ${beyond}`,
              got: String(count),
              want: `at most ${most}`,
              fix: "advertise aggregates",
              rows: ["9"],
            }),
          ]
        : [],
    );
    return [...down, ...over];
  },
};
