import { unknown } from "../../../lib/analysis/unknown/value";
import { configured } from "../terraform/support";
import { id } from "./sample-resources";

test("a NAT gateway has the public IPs and prefixes of its lists and of its associations", () => {
  const { natGateways, publicIps } = configured({
    azurerm_public_ip: { a: { name: "a" }, b: { name: "b", ip_address: "192.0.2.1", sku: "Standard" } },
    azurerm_public_ip_prefix: { p: { name: "p", ip_prefix: "192.0.2.16/28" } },
    azurerm_nat_gateway: {
      n: { name: "n", public_ip_address_ids: [id("azurerm_public_ip.a")] },
      maybe: { name: "maybe" },
    },
    azurerm_nat_gateway_public_ip_association: {
      b: { nat_gateway_id: id("azurerm_nat_gateway.n"), public_ip_address_id: id("azurerm_public_ip.b") },
      m: {
        count: "${var.some ? 1 : 0}",
        nat_gateway_id: id("azurerm_nat_gateway.maybe"),
        public_ip_address_id: id("azurerm_public_ip.b"),
      },
      lost: { nat_gateway_id: "/elsewhere" },
    },
    azurerm_nat_gateway_public_ip_prefix_association: {
      p: { nat_gateway_id: id("azurerm_nat_gateway.n"), public_ip_prefix_id: id("azurerm_public_ip_prefix.p") },
    },
  });
  expect(natGateways).toEqual([
    {
      id: "azurerm_nat_gateway.maybe",
      name: "maybe",
      publicIps: ["azurerm_public_ip.b"],
      translates: unknown("var.some"),
    },
    {
      id: "azurerm_nat_gateway.n",
      name: "n",
      publicIps: ["azurerm_public_ip.a", "azurerm_public_ip.b", "azurerm_public_ip_prefix.p"],
    },
  ]);
  expect(publicIps.map(({ address, sku }) => [address, sku])).toEqual([
    [undefined, undefined],
    ["192.0.2.1", "Standard"],
    ["192.0.2.16/28", undefined],
  ]);
});
