import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT106. */
export const answerLost: TopologyRule = {
  id: "FT106",
  name: "answer-lost",
  severity: "error",
  summary: "An NVA forwards what machines send, and the answers do not come back to them.",
  why: "Half a path looks healthy from every side that is looked at alone; a connection needs both halves.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering"],
  facts: ["8.5", "3.6"],
  example: "an NVA's subnet with bgp_route_propagation_enabled = false: it has no route back to the clients",
  check: causesOf("answer"),
};
