import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT107. */
export const nvaWithoutTranslation: TopologyRule = {
  id: "FT107",
  name: "nva-without-translation",
  severity: "error",
  summary: "An NVA forwards packets to the internet without translating their source.",
  why: "Azure translates only the own address of a NIC to a public one, and drops packets with any other source.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["5.5"],
  example: "user data with net.ipv4.ip_forward = 1, and no masquerade",
  check: causesOf("untranslated"),
};
