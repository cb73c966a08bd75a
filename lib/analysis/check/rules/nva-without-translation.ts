import { causesOf } from "../cause-findings";
import type { TopologyRule } from "../topology-rule";

/** FT107. */
export const nvaWithoutTranslation: TopologyRule = {
  id: "FT107",
  name: "nva-without-translation",
  severity: "error",
  summary: "An NVA forwards to the internet without translating the source into its own address.",
  why: "Azure gives a public address to what a NIC sends from its own address only: everything else is dropped.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  facts: ["5.5"],
  example: "user data with net.ipv4.ip_forward = 1, and no masquerade",
  check: causesOf("untranslated"),
};
