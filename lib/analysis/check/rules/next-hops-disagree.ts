import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT105. */
export const nextHopsDisagree: TopologyRule = {
  id: "FT105",
  name: "next-hops-disagree",
  severity: "error",
  summary: "Of several equal next hops some carry the traffic, and some do not.",
  why: "Azure spreads flows over all equal next hops whether they work or not: every second connection fails, and none fails twice in the same way.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  facts: ["2.6"],
  example: "two NVAs with equal AS paths, one of them without ip_forwarding_enabled",
  check: causesOf("mixed"),
};
