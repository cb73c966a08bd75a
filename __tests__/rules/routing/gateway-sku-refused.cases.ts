import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes(
    "gateway-sku-refused",
    "the largest ExpressRoute SKU",
    ({ hubGateway }) => (hubGateway.sku = "UltraPerformance"),
  ),
  fails("gateway-sku-refused", "a VPN SKU", ({ hubGateway }) => (hubGateway.sku = "VpnGw1"), [
    {
      at: "main/hub00/gateway sku",
      text: "VpnGw1 is a VPN SKU",
      got: '"VpnGw1"',
      want: "Standard, HighPerformance, UltraPerformance, ErGw1AZ, ErGw2AZ or ErGw3AZ (azurerm)",
      fix: 'sku: "ErGw1AZ"',
    },
  ]),
  fails("gateway-sku-refused", "a larger VPN SKU", ({ hubGateway }) => (hubGateway.sku = "VpnGw2AZ"), [
    {
      at: "main/hub00/gateway sku",
      text: "VpnGw2AZ is a VPN SKU",
      got: '"VpnGw2AZ"',
      fix: 'sku: "ErGw2AZ"',
    },
  ]),
  fails("gateway-sku-refused", "the largest VPN SKU", ({ hubGateway }) => (hubGateway.sku = "VpnGw5"), [
    {
      at: "main/hub00/gateway sku",
      text: "VpnGw5 is a VPN SKU",
      got: '"VpnGw5"',
      fix: 'sku: "ErGw3AZ"',
    },
  ]),
  fails("gateway-sku-refused", "a SKU in another letter case", ({ hubGateway }) => (hubGateway.sku = "ergw1az"), [
    {
      at: "main/hub00/gateway sku",
      text: "ergw1az is ErGw1AZ in another letter case",
      got: '"ergw1az"',
      fix: 'sku: "ErGw1AZ"',
    },
  ]),
  fails("gateway-sku-refused", "a SKU of a later provider", ({ hubGateway }) => (hubGateway.sku = "ErGwScale"), [
    {
      at: "main/hub00/gateway sku",
      text: "ErGwScale needs a later version of azurerm than this library uses",
      got: '"ErGwScale"',
      fix: 'sku: "ErGw1AZ"',
    },
  ]),
  fails("gateway-sku-refused", "an empty SKU", ({ hubGateway }) => (hubGateway.sku = ""), [
    {
      at: "main/hub00/gateway sku",
      text: "an empty text is not an ExpressRoute SKU",
      got: '""',
      fix: 'sku: "ErGw1AZ"',
    },
  ]),
];
