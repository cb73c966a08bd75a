import { causesOf } from "../judgement";
import type { TopologyRule } from "../rule";

/** FT107. */
export const nvaWithoutTranslation: TopologyRule = {
  id: "FT107",
  name: "nva-without-translation",
  severity: "error",
  summary: "An NVA forwards to the internet without translating the source into its own address.",
  why: "Azure gives a public address to what a NIC sends from its own address only: everything else is dropped.",
  source: { url: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview", rows: ["5.5"] },
  bad: "user data with net.ipv4.ip_forward = 1, and no masquerade",
  judge: causesOf("untranslated"),
};
