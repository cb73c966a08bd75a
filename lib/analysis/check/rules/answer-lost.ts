import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT106. */
export const answerLost: TopologyRule = {
  id: "FT106",
  name: "answer-lost",
  severity: "error",
  summary: "An NVA forwards the packets of machines, but the answers do not reach them.",
  why: "A connection needs both directions, and every hop looks healthy on its own.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-network-manage-peering"],
  facts: ["8.5", "3.6"],
  example: "the subnet of an NVA with bgp_route_propagation_enabled = false, so without a route back to the clients",
  check: causesOf("answer"),
};
