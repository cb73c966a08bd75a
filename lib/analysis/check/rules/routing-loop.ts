import { causesOf } from "../judgement";
import type { TopologyRule } from "../rule";

/** FT104. */
export const routingLoop: TopologyRule = {
  id: "FT104",
  name: "routing-loop",
  severity: "error",
  summary: "Packets to the internet come to the same NIC again and again.",
  why: "Every hop looks up afresh: two routes that point at each other keep a packet until its time to live ends.",
  source: { url: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview", rows: ["8.1"] },
  bad: "two subnets whose routes 0.0.0.0/0 name each other's machine",
  judge: causesOf("loop"),
};
