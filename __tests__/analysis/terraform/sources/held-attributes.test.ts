import { heldAttributes } from "../../../../lib/analysis/terraform/sources/held-attributes";
import { unknown } from "../../../../lib/analysis/unknown/value";
import { configured } from "../support";

const held = (conditions: readonly string[]) => heldAttributes(conditions, (expression) => `value of ${expression}`);

test("equality with a literal, equality of sorted lists, and emptiness decide an attribute", () => {
  expect([
    ...held([
      '${sort(self.address_prefixes) == sort(["10.0.0.0/24"])}',
      '${self.route_table_id == null || self.route_table_id == ""}',
      "${self.default_outbound_access_enabled == false}",
      '${self.name == "apps"}',
      '${lower(self.ip_configuration[0].subnet_id) == lower("${data.azurerm_virtual_network.v.id}/subnets/s")}',
    ]),
  ]).toEqual([
    ["address_prefixes", ["10.0.0.0/24"]],
    ["route_table_id", ""],
    ["default_outbound_access_enabled", false],
    ["name", "apps"],
    ["ip_configuration", [{ subnet_id: 'value of "${data.azurerm_virtual_network.v.id}/subnets/s"' }]],
  ]);
});

test("other conditions decide nothing", () => {
  expect([
    ...held([
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

test("a gateway that is looked up is in the VNet that its postcondition says, and its switches are not known", () => {
  const found = {
    name: "g",
    resource_group_name: "rg",
    lifecycle: {
      postcondition: [
        { condition: '${self.type == "ExpressRoute"}' },
        {
          condition:
            '${lower(self.ip_configuration[0].subnet_id) == lower("${data.azurerm_virtual_network.v.id}/subnets/GatewaySubnet")}',
        },
      ],
    },
  };
  const network = { name: "v", resource_group_name: "rg" };
  const connection = {
    name: "c",
    type: "ExpressRoute",
    virtual_network_gateway_id: "${data.azurerm_virtual_network_gateway.g.id}",
    express_route_circuit_id: "${var.circuit}",
  };
  const { gateways, subnets } = configured(
    { azurerm_virtual_network_gateway_connection: { c: connection } },
    { data: { azurerm_virtual_network: { v: network }, azurerm_virtual_network_gateway: { g: found } } },
  );
  expect(gateways).toMatchObject([
    {
      kind: "ExpressRoute",
      network: "data.azurerm_virtual_network.v",
      remoteVnetTraffic: unknown("data.azurerm_virtual_network_gateway.g.remote_vnet_traffic_enabled"),
    },
  ]);
  // Azure accepts no group on GatewaySubnet.
  expect(subnets.map(({ name, securityGroup }) => [name, securityGroup])).toEqual([["GatewaySubnet", undefined]]);
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
