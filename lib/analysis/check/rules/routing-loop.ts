import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT104. */
export const routingLoop: TopologyRule = {
  id: "FT104",
  name: "routing-loop",
  severity: "error",
  summary: "Packets to the internet come to the same NIC again and again.",
  why: "Every hop looks up afresh: two routes that point at each other keep a packet until its time to live ends.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["8.1"],
  example: "two subnets whose routes 0.0.0.0/0 name each other's machine",
  check: causesOf("loop"),
};
