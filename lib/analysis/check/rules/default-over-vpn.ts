import { causesOf } from "../judgement";
import type { TopologyRule } from "../rule";

/** FT125. */
export const defaultOverVpn: TopologyRule = {
  id: "FT125",
  name: "default-over-vpn",
  severity: "error",
  summary: "An NVA's default is to reach a VNet through VPN gateways.",
  why: "A VPN gateway accepts 0.0.0.0/0 and never hands it on.",
  source: { url: "https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-vpn-faq", rows: ["3.17"] },
  bad: "hub and site joined by VPN gateways, and clients that wait for the NVA's default",
  judge: causesOf("vpn"),
};
