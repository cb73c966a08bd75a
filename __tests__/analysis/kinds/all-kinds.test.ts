import { ALL_KINDS } from "../../../lib/analysis/kinds/all-kinds";
import { ALL_READERS } from "../../../lib/analysis/kinds/all-readers";
import { referencesOf, withoutReferences } from "../../../lib/analysis/kinds/references";
import { components, kindOf } from "../../../lib/analysis/model/find";
import { configured, fixture } from "../terraform/support";
import { readTopology } from "../../../lib/analysis/kinds/read-topology";

const article = readTopology([fixture("cdk.tf.json")]);

test("each list, label and Terraform type belongs to one kind", () => {
  const all = (of: (kind: (typeof ALL_KINDS)[number]) => readonly string[]): readonly string[] => ALL_KINDS.flatMap(of);
  for (const names of [
    all(({ list }) => [list]),
    all(({ label }) => [label]),
    all(({ types, parts = [] }) => [...types, ...parts]),
  ])
    expect(names).toEqual([...new Set(names)]);
});

test("each kind has its own reader", () => {
  expect(ALL_READERS.map(({ kind }) => kind.list)).toEqual(ALL_KINDS.map(({ list }) => list));
});

test("every id that a component names is a component of the topology", () => {
  const ids = new Set(components(article).map(({ id }) => id));
  const named = components(article).flatMap((component) =>
    referencesOf(kindOf(article, component.id)!, component).map(({ id }) => id),
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((id) => !ids.has(id))).toEqual([]);
});

test("what bears on packets and is not modelled is listed, except what is only looked up", () => {
  const { unread, resources } = configured(
    { azurerm_storage_account: { s: {} }, azurerm_route: { r: {} }, azurerm_kubernetes_cluster: { h: {} } },
    { data: { azurerm_kubernetes_cluster: { k: {} } } },
  );
  expect(unread.map(({ type }) => type)).toEqual(["azurerm_kubernetes_cluster"]);
  expect(resources.map(({ type }) => type)).toEqual([
    "azurerm_kubernetes_cluster",
    "azurerm_route",
    "azurerm_storage_account",
  ]);
});

describe("a component without what is gone", () => {
  const subnet = {
    id: "s",
    name: "s",
    network: "v",
    routeTable: "t",
    securityGroup: "g",
    conditional: [
      { with: "routeTable", id: "t", exists: true },
      { with: "natGateway", id: "n", exists: true },
    ],
  };
  const kind = ALL_KINDS.find(({ list }) => list === "subnets")!;

  test("uses it no more, and has no conditional association with it", () => {
    expect(withoutReferences(kind, subnet, new Set(["t"]))).toStrictEqual({
      id: "s",
      name: "s",
      network: "v",
      securityGroup: "g",
      conditional: [subnet.conditional[1]],
    });
  });

  test("still lies in it", () => {
    expect(withoutReferences(kind, subnet, new Set(["v"]))).toBe(subnet);
  });
});
