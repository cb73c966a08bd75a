import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT105. */
export const nextHopsDisagree: TopologyRule = {
  id: "FT105",
  name: "next-hops-disagree",
  severity: "error",
  summary: "Some of several equal next hops forward the traffic, others do not.",
  why: "Azure distributes flows over all equal next hops, working or not, so a part of the connections fails, at random.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-server-faq"],
  facts: ["2.6"],
  example: "two NVAs with equal AS paths, one of them without ip_forwarding_enabled",
  check: causesOf("mixed"),
};
