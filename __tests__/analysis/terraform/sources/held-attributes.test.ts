import { heldAttributes } from "../../../../lib/analysis/terraform/sources/held-attributes";
import { unknown } from "../../../../lib/analysis/unknown/value";
import { configured } from "../support";

test("equality with a literal, equality of sorted lists, and emptiness decide an attribute", () => {
  expect([
    ...heldAttributes([
      '${sort(self.address_prefixes) == sort(["10.0.0.0/24"])}',
      '${self.route_table_id == null || self.route_table_id == ""}',
      "${self.default_outbound_access_enabled == false}",
      '${self.name == "apps"}',
    ]),
  ]).toEqual([
    ["address_prefixes", ["10.0.0.0/24"]],
    ["route_table_id", ""],
    ["default_outbound_access_enabled", false],
    ["name", "apps"],
  ]);
});

test("other conditions decide nothing", () => {
  expect([
    ...heldAttributes([
      '${contains(self.address_prefixes, "10.0.0.0/24")}',
      '${self.route_table_id == null || self.network_security_group_id == ""}',
      '${self.name == "${var.name}"}',
      "${sort(self.address_prefixes) == sort([var.prefix])}",
      "${self.name == var.name}",
      '${self.name != "apps"}',
      '${self.name == "a" || self.name == "b"}',
      '${sort(self.a) == sort(["x"]) || sort(self.a) == sort(["y"])}',
    ]),
  ]).toEqual([]);
});

test("a subnet that is looked up has what its postconditions hold, and no default of what they do not", () => {
  const subnet = (condition: string) => {
    const found = {
      name: "s",
      resource_group_name: "rg",
      virtual_network_name: "${data.azurerm_virtual_network.v.name}",
      lifecycle: { postcondition: [{ condition, error_message: "other" }] },
    };
    const network = { name: "v", resource_group_name: "rg" };
    const data = { azurerm_virtual_network: { v: network }, azurerm_subnet: { s: found } };
    return configured({}, { data }).subnets[0]!;
  };
  expect(subnet("${self.default_outbound_access_enabled == false}").defaultOutboundAccess).toBe(false);
  expect(subnet("${true}").defaultOutboundAccess).toEqual(
    unknown("data.azurerm_subnet.s.default_outbound_access_enabled"),
  );
  expect(subnet('${self.route_table_id == null || self.route_table_id == ""}')).not.toHaveProperty("routeTable");
});
