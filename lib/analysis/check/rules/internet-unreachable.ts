import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT102. Everything that stops a packet and has no rule of its own. */
export const internetUnreachable: TopologyRule = {
  id: "FT102",
  name: "internet-unreachable",
  severity: "error",
  summary: "A machine's packets to the internet stop on their way, or its answers do.",
  why: "The tunnel is there and carries nothing: updates, activation and time servers are out of reach, and no apply says so.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/diagnose-network-routing-problem"],
  facts: ["7.1", "5.5"],
  example: "an NVA whose NIC has ip_forwarding_enabled = false",
  check: causesOf("stopped"),
};
