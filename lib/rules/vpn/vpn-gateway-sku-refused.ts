import { edit } from "../edit";
import type { ConstructRule } from "../rule";

const SKUS = ["VpnGw1AZ", "VpnGw2AZ", "VpnGw3AZ", "VpnGw4AZ", "VpnGw5AZ"];

/** FT190. The provider checks which SKU fits which type of gateway, but only at apply. */
export const vpnGatewaySkuRefused: ConstructRule = {
  id: "FT190",
  name: "vpn-gateway-sku-refused",
  severity: "error",
  summary: "The SKU of a VPN gateway is an ExpressRoute SKU, or one that Azure has retired.",
  why: "SKUs of ExpressRoute gateways pass terraform plan and are rejected at apply. Azure retired the VPN SKUs without AZ in September 2026, and Basic has no BGP.",
  sources: [
    "https://learn.microsoft.com/azure/vpn-gateway/about-gateway-skus",
    "https://learn.microsoft.com/azure/vpn-gateway/gateway-sku-consolidation",
  ],
  otherwise: "the provider, at apply",
  check: (app) =>
    app.vpnGateways.flatMap(({ path, sku }) => {
      if (sku === undefined || SKUS.includes(sku)) return [];
      const at = { path, prop: "sku" };
      const meant = SKUS.find((one) => one.toLowerCase().replace(/az$/, "") === sku.toLowerCase().replace(/az$/, ""));
      return [
        {
          at,
          text: `${sku || "an empty text"} ${objection(sku)}`,
          got: JSON.stringify(sku),
          want: `${SKUS.slice(0, -1).join(", ")} or ${SKUS.at(-1)} (Azure)`,
          fix: edit(at, meant ?? "VpnGw1AZ"),
        },
      ];
    }),
};

function objection(sku: string): string {
  if (/^ErGw/i.test(sku)) return "is an ExpressRoute SKU";
  if (/^VpnGw[1-5]$/.test(sku)) return "is retired: only SKUs with AZ are left";
  if (/^VpnGw[1-5]AZ$/i.test(sku)) return "has another letter case";
  return sku === "Basic" ? "has no BGP and no zones" : "is not a SKU of VPN gateways";
}
