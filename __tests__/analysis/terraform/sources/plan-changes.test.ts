import { readTopology } from "../../../../lib/analysis/kinds/read-topology";
import { coverageOf } from "../../../../lib/analysis/model/coverage";
import type { Topology } from "../../../../lib/analysis/model/azure";
import { jsonFile } from "../support";

const ROUTE = { name: "half", route_table_name: "rt", address_prefix: "128.0.0.0/1", next_hop_type: "Internet" };
const RESOURCES: readonly (readonly [string, object])[] = [
  ["azurerm_virtual_network.v", { name: "vnet-a", address_space: ["10.0.0.0/16"] }],
  ["azurerm_virtual_network.other", { name: "vnet-b", address_space: ["10.1.0.0/16"] }],
  ["azurerm_subnet.s", { name: "apps", virtual_network_name: "vnet-a", address_prefixes: ["10.0.0.0/24"] }],
  ["azurerm_route_table.t", { name: "rt" }],
  ["azurerm_subnet_route_table_association.a", {}],
];
const ASSOCIATION = {
  subnet_id: { references: ["azurerm_subnet.s.id", "azurerm_subnet.s"] },
  route_table_id: { references: ["azurerm_route_table.t.id", "azurerm_route_table.t"] },
};

const named = (address: string): object => {
  const [type = "", name = ""] = address.split(".");
  return { address, type, name, mode: "managed" };
};

/** What `terraform show -json` prints of a plan that creates a subnet with a route table, and does more. */
function plan(changes: readonly object[], more: object = {}, planned: readonly (readonly [string, object])[] = []) {
  return {
    format_version: "1.2",
    planned_values: {
      root_module: { resources: [...RESOURCES, ...planned].map(([at, values]) => ({ ...named(at), values })) },
    },
    resource_changes: [
      ...RESOURCES.map(([at]) => ({
        ...named(at),
        change: {
          actions: ["create"],
          after_unknown: { id: true, ...(at.includes("association") && { subnet_id: true, route_table_id: true }) },
        },
      })),
      ...changes,
    ],
    configuration: {
      root_module: {
        resources: RESOURCES.map(([at]) => ({
          ...named(at),
          expressions: at.includes("association") ? ASSOCIATION : {},
        })),
      },
    },
    ...more,
  };
}

const change = (address: string, actions: readonly string[], more: object): object => ({
  ...named(address),
  change: { actions, before: null, after: null, after_unknown: {}, ...more },
});

const topologyOf = (json: object): Topology => readTopology([jsonFile("p.json", json)]);
const concerns = (json: object): string[] => coverageOf(topologyOf(json)).notModelled.map(({ text }) => text);
const prefixes = (json: object): (readonly string[])[] =>
  topologyOf(json).routeTables.map(({ routes }) => routes.map(({ prefix }) => prefix));

test("what is forgotten remains, with the values it had", () => {
  const forget = change("azurerm_route.half", ["forget"], { before: ROUTE });
  expect(prefixes(plan([forget]))).toEqual([["128.0.0.0/1"]]);
});

test("what is deleted is gone", () => {
  const deleted = change("azurerm_route.half", ["delete"], { before: ROUTE });
  expect(prefixes(plan([deleted]))).toEqual([[]]);
});

test("what a replacement forgets remains beside the new object", () => {
  const forget = change("azurerm_route.half", ["create", "forget"], { before: ROUTE, after: {} });
  const after = { ...ROUTE, name: "new", address_prefix: "10.0.0.0/8" };
  expect(
    prefixes(plan([forget], {}, [["azurerm_route.half", after]]))
      .flat()
      .sort(),
  ).toEqual(["10.0.0.0/8", "128.0.0.0/1"]);
});

test("a deposed object leaves the change of the current one as it is", () => {
  const deposed = {
    ...change("azurerm_subnet_route_table_association.a", ["delete"], { before: {} }),
    deposed: "0badcafe",
  };
  expect(topologyOf(plan([deposed])).subnets).toMatchObject([{ routeTable: "azurerm_route_table.t" }]);
});

test("what is forgotten without its values is named", () => {
  const forget = change("azurerm_route.half", ["forget"], { before: {} });
  expect(concerns(plan([forget]))).toEqual(["azurerm_route.half concerns the whole input"]);
});

test("the state before the plan has values that the change lacks", () => {
  const prior_state = {
    values: { root_module: { resources: [{ ...named("azurerm_route.half"), values: ROUTE }] } },
  };
  const forget = change("azurerm_route.half", ["forget"], {});
  expect(prefixes(plan([forget], { prior_state }))).toEqual([["128.0.0.0/1"]]);
});

test.each<[string, object, readonly string[]]>([
  [
    "a deferred change, with the network that it concerns",
    {
      complete: false,
      deferred_changes: [
        {
          reason: "instance_count_unknown",
          resource_change: change("azurerm_route.half", ["create"], { after: ROUTE, after_unknown: { id: true } }),
        },
      ],
    },
    ["half (azurerm_route) concerns vnet-a"],
  ],
  [
    "a deferred change that names nothing",
    { deferred_changes: [{ resource_change: change("azurerm_route.half", ["create"], { after: { name: "half" } }) }] },
    ["half (azurerm_route) concerns the whole input"],
  ],
  [
    "a deferred change of what no packet meets",
    { deferred_changes: [{ resource_change: change("azurerm_storage_account.a", ["create"], { after: {} }) }] },
    [],
  ],
  [
    "a deferred data source alone: something else is missing",
    {
      complete: false,
      deferred_changes: [{ resource_change: { ...change("azurerm_subnet.x", ["read"], { after: {} }), mode: "data" } }],
    },
    ["the rest of plan p concerns the whole input"],
  ],
  ["an error", { errored: true }, ["the rest of plan p concerns the whole input"]],
  ["not applyable", { applyable: false }, ["the rest of plan p concerns the whole input"]],
  ["not complete", { complete: false }, ["the rest of plan p concerns the whole input"]],
  ["complete and applyable", { applyable: true, complete: true, errored: false }, []],
  [
    "not applyable, because nothing changes",
    {
      applyable: false,
      resource_changes: [change("azurerm_virtual_network.v", ["no-op"], {})],
    },
    [],
  ],
])("what a plan leaves open is named: %s", (_, more, expected) => {
  expect(concerns(plan([], more))).toEqual(expected);
});
