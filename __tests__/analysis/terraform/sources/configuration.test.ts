import fc from "fast-check";
import { readTopology } from "../../../../lib/analysis/kinds/read-topology";
import { configured, fixture, jsonFile } from "../support";

const network = { azurerm_virtual_network: { v: { name: "vnet", address_space: ["10.0.0.0/16"] } } };

const subnet = {
  azurerm_subnet: { s: { name: "s", virtual_network_name: "vnet", address_prefixes: ["10.0.0.0/24"] } },
};

test("a variable's default is used, and noted once where it decides", () => {
  const { subnets, notes } = configured(
    {
      ...network,
      azurerm_subnet: {
        s: {
          ...subnet.azurerm_subnet.s,
          address_prefixes: ["${var.p}"],
          default_outbound_access_enabled: '${var.p != ""}',
        },
      },
    },
    { variable: { p: { default: "10.0.9.0/24" } } },
  );
  expect(subnets[0]?.prefixes).toEqual(["10.0.9.0/24"]);
  expect(notes).toEqual([{ kind: "assumed", at: "var.p", text: 'the default "10.0.9.0/24" is assumed' }]);
});

test("the names in an object are templates, as HCL's (expression) = value becomes in JSON", () => {
  const { subnets } = configured(
    {
      ...network,
      azurerm_subnet: {
        s: { ...subnet.azurerm_subnet.s, for_each: "${local.made}", address_prefixes: ["${each.value}"] },
      },
    },
    { locals: { name: "app", made: { '${("web")}': "10.0.1.0/24", "${local.name}-1": "10.0.2.0/24" } } },
  );
  expect(subnets.map(({ id, prefixes }) => [id, ...prefixes])).toEqual([
    ['azurerm_subnet.s["app-1"]', "10.0.2.0/24"],
    ['azurerm_subnet.s["web"]', "10.0.1.0/24"],
  ]);
});

test("an expression without a value is another one for each instance that it depends on", () => {
  const { twoOwners } = configured({
    ...network,
    ...subnet,
    azurerm_network_security_group: { g: { name: "g" } },
    azurerm_subnet_network_security_group_association: {
      a: {
        for_each: '${toset(["x", "y"])}',
        subnet_id: "${[for one in [] : one if one == each.key][0]}",
        network_security_group_id: "${azurerm_network_security_group.g.id}",
      },
    },
  });
  expect(twoOwners).toEqual([]);
});

test("the order of resources in a file does not matter", () => {
  const json = JSON.parse(fixture("cdk.tf.json").text);
  const expected = readTopology([jsonFile("x", json)]);
  const keys = Object.keys(json.resource);
  fc.assert(
    fc.property(fc.shuffledSubarray(keys, { minLength: keys.length }), (order) => {
      const resource = Object.fromEntries(
        order.map((type) => [type, Object.fromEntries(Object.entries(json.resource[type]).reverse())]),
      );
      expect(JSON.stringify(readTopology([jsonFile("x", { ...json, resource })]))).toBe(JSON.stringify(expected));
    }),
    { numRuns: 30 },
  );
});

test("a list of blocks gives the same topology as an object", () => {
  const json = JSON.parse(fixture("cdk.tf.json").text);
  const lists = {
    ...json,
    resource: Object.entries<object>(json.resource).map(([type, named]) => ({
      [type]: Object.entries(named).map(([name, body]) => ({ [name]: [body] })),
    })),
  };
  expect(readTopology([jsonFile("x", lists)])).toEqual(readTopology([jsonFile("x", json)]));
});

test("20,000 resources are read in seconds", () => {
  const many = (make: (n: number) => object): object =>
    Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`r${n}`, make(n)]));
  const resource = {
    azurerm_virtual_network: many((n) => ({ name: `v${n}`, address_space: ["10.0.0.0/16"] })),
    azurerm_subnet: many((n) => ({
      name: "s",
      virtual_network_name: `\${azurerm_virtual_network.r${n}.name}`,
      address_prefixes: [`\${cidrsubnet(azurerm_virtual_network.r${n}.address_space[0], 8, 1)}`],
    })),
    azurerm_network_interface: many((n) => ({ ip_configuration: [{ subnet_id: `\${azurerm_subnet.r${n}.id}` }] })),
    azurerm_subnet_route_table_association: many((n) => ({
      subnet_id: `\${azurerm_subnet.r${n}.id}`,
      route_table_id: "${azurerm_route_table.t.id}",
    })),
    azurerm_route_table: { t: { name: "t" } },
  };
  const before = process.cpuUsage().user;
  const { subnets } = configured(resource);
  // Microseconds; about 0.5 s, and a reader that searches lists takes minutes.
  expect(process.cpuUsage().user - before).toBeLessThan(6_000_000);
  expect(subnets.every(({ routeTable }) => routeTable === "azurerm_route_table.t")).toBe(true);
});
