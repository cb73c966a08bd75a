import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT104. */
export const routingLoop: TopologyRule = {
  id: "FT104",
  name: "routing-loop",
  severity: "error",
  summary: "Packets to the internet loop.",
  why: "Every hop does its own route lookup: two routes that point at each other forward a packet until its time to live expires.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["8.1"],
  example: "two subnets whose routes 0.0.0.0/0 point at each other's machine",
  check: causesOf("loop"),
};
