import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT102. Every reason to drop a packet that has no rule of its own. */
export const internetUnreachable: TopologyRule = {
  id: "FT102",
  name: "internet-unreachable",
  severity: "error",
  summary: "The packets of a machine to the internet are dropped, or the answers are.",
  why: "The tunnel exists but carries nothing: updates, activation and time servers are unreachable, although the apply succeeds.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/diagnose-network-routing-problem"],
  facts: ["7.1", "5.5"],
  example: "an NVA whose NIC has ip_forwarding_enabled = false",
  check: causesOf("stopped"),
};
