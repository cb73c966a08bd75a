import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT101. The leak that forced tunnelling prevents. */
export const directEgress: TopologyRule = {
  id: "FT101",
  name: "direct-egress",
  severity: "error",
  summary: "A machine reaches the internet directly, although no route of its own subnet requests that.",
  why: "Traffic that bypasses the NVA is neither filtered nor logged, and has an unexpected source address.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access"],
  facts: ["1.1", "5.7"],
  example: "a client subnet with default outbound access, in a VNet that does not learn the default route of the NVA",
  check: causesOf("direct"),
};
