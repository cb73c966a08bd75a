import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT101. The leak that forced tunnelling is there to prevent. */
export const directEgress: TopologyRule = {
  id: "FT101",
  name: "direct-egress",
  severity: "error",
  summary: "A machine goes out to the internet directly, and no route of its own subnet asks for that.",
  why: "What leaves past the NVA is neither filtered nor seen, and comes from an address that nobody expects.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/ip-services/default-outbound-access"],
  facts: ["1.1", "5.7"],
  example: "a client's subnet with default outbound access, in a VNet that learns no default from the NVA",
  check: causesOf("direct"),
};
