import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT103. */
export const nvaLoopsOnItsOwnDefault: TopologyRule = {
  id: "FT103",
  name: "nva-loops-on-its-own-default",
  severity: "error",
  summary: "The subnet of an NVA learns the default route that the NVA itself advertises.",
  why: "Packets that the NVA sends to the internet return to it until their time to live expires.",
  sources: ["https://learn.microsoft.com/azure/route-server/troubleshoot-route-server"],
  facts: ["8.8"],
  example: "the subnet of an NVA without a route 0.0.0.0/0 -> Internet",
  check: causesOf("own-default"),
};
