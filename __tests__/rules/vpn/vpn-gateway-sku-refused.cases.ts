import { fails, passes, type Case } from "../case";
import { vpn } from "./vpn-builder";

const refused = (sku: string, text: string, fix: string): Case =>
  fails(
    "vpn-gateway-sku-refused",
    sku || "an empty text",
    (article) => {
      vpn(article).gateway.sku = sku;
    },
    [{ at: "main/hub00/vpnGateway sku", text, got: JSON.stringify(sku), fix }],
  );

export const CASES: readonly Case[] = [
  passes("vpn-gateway-sku-refused", "a VPN SKU with availability zones", (article) => {
    vpn(article).gateway.sku = "VpnGw5AZ";
  }),
  passes("vpn-gateway-sku-refused", "a SKU that is known only at apply", (article) => {
    vpn(article).gateway.sku = undefined;
  }),
  refused("ErGw1AZ", "ErGw1AZ is an ExpressRoute SKU", 'sku: "VpnGw1AZ"'),
  refused("VpnGw3", "VpnGw3 is retired: only SKUs with AZ are left", 'sku: "VpnGw3AZ"'),
  refused("vpngw2az", "vpngw2az has another letter case", 'sku: "VpnGw2AZ"'),
  refused("Basic", "Basic has no BGP and no zones", 'sku: "VpnGw1AZ"'),
  refused("", "an empty text is not a SKU of VPN gateways", 'sku: "VpnGw1AZ"'),
];
