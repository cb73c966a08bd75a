import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT103. */
export const nvaLoopsOnItsOwnDefault: TopologyRule = {
  id: "FT103",
  name: "nva-loops-on-its-own-default",
  severity: "error",
  summary: "An NVA's subnet learns the default that the NVA itself announces.",
  why: "What the NVA sends out comes back to it, until the packet's time to live ends.",
  sources: ["https://learn.microsoft.com/azure/route-server/troubleshoot-route-server"],
  facts: ["8.8"],
  example: "an NVA's subnet without a route 0.0.0.0/0 -> Internet",
  check: causesOf("own-default"),
};
