import { twoOwnersWords } from "../../../lib/analysis/faults/two-owners";
import type { Topology } from "../../../lib/analysis/model/azure";
import { configured } from "../terraform/support";

const id = (address: string): string => `\${azurerm_${address}.id}`;
const subnet = (name: string, prefix: string): object => ({
  name,
  virtual_network_name: "hub",
  address_prefixes: [prefix],
});
const twoOwners = (resources: object): Topology["twoOwners"] =>
  configured({ azurerm_virtual_network: { hub: { name: "hub", address_space: ["10.0.0.0/16"] } }, ...resources })
    .twoOwners;

const WITH_BLOCK = {
  hub: { name: "hub", address_space: ["10.0.0.0/16"], subnet: [{ name: "a", address_prefixes: ["10.0.0.0/24"] }] },
};

test("subnets as blocks and as resources have two owners", () => {
  const resources = { azurerm_virtual_network: WITH_BLOCK, azurerm_subnet: { b: subnet("b", "10.0.1.0/24") } };
  expect(twoOwners(resources)).toEqual([
    {
      owner: "azurerm_virtual_network.hub",
      component: "azurerm_virtual_network.hub",
      others: ["azurerm_subnet.b"],
      part: "subnet",
      of: "hub",
    },
  ]);
  expect(twoOwners({ azurerm_subnet: { b: subnet("b", "10.0.1.0/24") } })).toEqual([]);
});

test("changes that are ignored leave one owner", () => {
  const lifecycle = { ignore_changes: ["subnet"] };
  expect(
    twoOwners({
      azurerm_virtual_network: { hub: { ...WITH_BLOCK.hub, lifecycle } },
      azurerm_subnet: { b: subnet("b", "10.0.1.0/24") },
    }),
  ).toEqual([]);
});

test("an empty list of rules owns them, null does not", () => {
  const group = (rules: unknown): object => ({
    azurerm_network_security_group: { g: { name: "g", security_rule: rules } },
    azurerm_network_security_rule: { r: { name: "r", network_security_group_name: "g", priority: 100 } },
  });
  expect(twoOwners(group([]))).toMatchObject([{ owner: "azurerm_network_security_group.g", part: "security_rule" }]);
  expect(twoOwners(group(null))).toEqual([]);
});

test("one subnet with two associations of a kind has two owners", () => {
  const association = (table: string): object => ({
    subnet_id: id("subnet.b"),
    route_table_id: id(`route_table.${table}`),
  });
  expect(
    twoOwners({
      azurerm_subnet: { b: subnet("b", "10.0.1.0/24") },
      azurerm_route_table: { one: { name: "one" }, two: { name: "two" } },
      azurerm_subnet_route_table_association: { one: association("one"), two: association("two") },
    }),
  ).toMatchObject([
    {
      owner: "azurerm_subnet_route_table_association.one",
      others: ["azurerm_subnet_route_table_association.two"],
      part: "route_table_id",
      subnet: "b",
    },
  ]);
});

test("a write-only argument of a subnet is an owner beside an association", () => {
  const own = (argument: object): object => ({
    azurerm_subnet: { b: { ...subnet("b", "10.0.1.0/24"), ...argument } },
    azurerm_route_table: { one: { name: "one" }, two: { name: "two" } },
    azurerm_subnet_route_table_association: {
      two: { subnet_id: id("subnet.b"), route_table_id: id("route_table.two") },
    },
  });
  const conflicts = twoOwners(own({ route_table_id_wo: id("route_table.one"), route_table_id_wo_version: 1 }));
  expect(conflicts).toMatchObject([
    {
      owner: "azurerm_subnet.b",
      component: "azurerm_subnet.b",
      others: ["azurerm_subnet_route_table_association.two"],
      part: "route_table_id",
    },
  ]);
  expect(twoOwnersWords(conflicts[0]!)).toMatchObject({
    text: "b has 2 associations for route_table_id: the provider rejects the second, because one exists already",
    got: '"route_table_id_wo" of azurerm_subnet.b, azurerm_subnet_route_table_association.two',
  });
  expect(twoOwners(own({}))).toEqual([]);
  const group = { network_security_group_id_wo: "/subscriptions/s/nsg" };
  expect(twoOwners({ azurerm_subnet: { b: { ...subnet("b", "10.0.1.0/24"), ...group } } })).toEqual([]);
});
