import { edit } from "../edit";
import type { ConstructRule } from "../rule";

const SKUS = ["Standard", "HighPerformance", "UltraPerformance", "ErGw1AZ", "ErGw2AZ", "ErGw3AZ"];

/** FT035. The provider checks which SKU fits which type of gateway, but only at apply. */
export const gatewaySkuRefused: ConstructRule = {
  id: "FT035",
  name: "gateway-sku-refused",
  severity: "error",
  summary: "The SKU of a gateway is not an ExpressRoute SKU.",
  why: "SKUs of VPN gateways pass terraform plan and are rejected at apply.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  otherwise: "the provider, at apply",
  check: (app) =>
    app.gateways.flatMap(({ path, sku }) => {
      if (sku === undefined || SKUS.includes(sku)) return [];
      const at = { path, prop: "sku" };
      const meant = SKUS.find((known) => known.toLowerCase() === sku.toLowerCase());
      const size = /^VpnGw([2-5])/i.exec(sku)?.[1];
      const like = size === undefined ? "ErGw1AZ" : size === "2" ? "ErGw2AZ" : "ErGw3AZ";
      return [
        {
          at,
          text: `${sku || "an empty text"} ${meant ? `is ${meant} in another letter case` : objection(sku)}`,
          got: JSON.stringify(sku),
          want: `${SKUS.slice(0, -1).join(", ")} or ${SKUS.at(-1)} (azurerm)`,
          fix: edit(at, meant ?? like),
        },
      ];
    }),
};

function objection(sku: string): string {
  if (/^VpnGw|^Basic$/i.test(sku)) return "is a VPN SKU";
  return /^ErGwScale$/i.test(sku)
    ? "needs a later version of azurerm than this library uses"
    : "is not an ExpressRoute SKU";
}
