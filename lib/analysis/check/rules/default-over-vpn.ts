import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT125. */
export const defaultOverVpn: TopologyRule = {
  id: "FT125",
  name: "default-over-vpn",
  severity: "error",
  summary: "An NVA's default is to reach a VNet through VPN gateways.",
  why: "A VPN gateway accepts 0.0.0.0/0 and never hands it on.",
  sources: ["https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq"],
  facts: ["3.17"],
  example: "hub and site joined by VPN gateways, and clients that wait for the NVA's default",
  check: causesOf("vpn"),
};
