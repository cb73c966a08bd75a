import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT125. */
export const defaultOverVpn: TopologyRule = {
  id: "FT125",
  name: "default-over-vpn",
  severity: "error",
  summary: "The default route of an NVA would have to pass VPN gateways to reach a VNet.",
  why: "A VPN gateway accepts 0.0.0.0/0 but does not advertise it.",
  sources: ["https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq"],
  facts: ["3.17"],
  example: "hub and site connected by VPN gateways, and clients that need the default route of the NVA",
  check: causesOf("vpn"),
};
