import { readTopology } from "../../../lib/analysis/kinds/read-topology";
import { coverageOf } from "../../../lib/analysis/model/coverage";

const concerns = (json: object): string[] =>
  coverageOf(readTopology([{ name: "x.json", text: JSON.stringify(json) }])).notModelled.map(({ text }) => text);

const reference = (...references: readonly string[]): object => ({ references });
const constant = (value: unknown): object => ({ constant_value: value });

interface PlannedResource {
  readonly address: string;
  readonly values: object;
  readonly unknown?: object;
  readonly expressions: object;
  readonly provisioners?: readonly object[];
}

const split = (address: string): { readonly type: string; readonly name: string } => {
  const [type = "", name = ""] = address.split(".").slice(-2);
  return { type, name };
};

const VNET: PlannedResource = {
  address: "azurerm_virtual_network.v",
  values: { name: "vnet-a", address_space: ["10.0.0.0/16"] },
  unknown: { id: true },
  expressions: { name: constant("vnet-a"), address_space: constant(["10.0.0.0/16"]) },
};
const SUBNET: PlannedResource = {
  address: "azurerm_subnet.s",
  values: { name: "apps", virtual_network_name: "vnet-a", address_prefixes: ["10.0.0.0/24"] },
  unknown: { id: true },
  expressions: { name: constant("apps"), virtual_network_name: reference("azurerm_virtual_network.v.name") },
};

/** What `terraform show -json` prints of a plan with these resources, some of them in a module. */
function plan(root: readonly PlannedResource[], inModule: readonly PlannedResource[] = []): object {
  const planned = (list: readonly PlannedResource[]): object[] =>
    list.map(({ address, values }) => ({ address, mode: "managed", ...split(address), values }));
  const written = (list: readonly PlannedResource[]): object[] =>
    list.map(({ address, expressions, provisioners = [] }) => ({
      address: Object.values(split(address)).join("."),
      mode: "managed",
      ...split(address),
      expressions,
      provisioners,
    }));
  return {
    format_version: "1.2",
    planned_values: {
      root_module: {
        resources: planned(root),
        child_modules: [{ address: "module.app", resources: planned(inModule) }],
      },
    },
    resource_changes: [...root, ...inModule].map(({ address, unknown = {} }) => ({
      address,
      change: { actions: ["create"], after_unknown: unknown },
    })),
    configuration: {
      root_module: {
        resources: written(root),
        module_calls: {
          app: {
            expressions: { subnet_id: reference("azurerm_subnet.s.id", "azurerm_subnet.s") },
            module: { resources: written(inModule), variables: { subnet_id: {} } },
          },
        },
      },
    },
  };
}

const cluster = (address: string, subnet: object): PlannedResource => ({
  address,
  values: { name: "aks", default_node_pool: [{ name: "np" }] },
  unknown: { id: true, default_node_pool: [{ vnet_subnet_id: true }] },
  expressions: { name: constant("aks"), default_node_pool: [{ name: constant("np"), vnet_subnet_id: subnet }] },
});

test("of a plan: a nested block that refers to a subnet", () => {
  const aks = cluster("azurerm_kubernetes_cluster.k", reference("azurerm_subnet.s.id", "azurerm_subnet.s"));
  expect(concerns(plan([VNET, SUBNET, aks]))).toEqual(["aks (azurerm_kubernetes_cluster) in vnet-a/apps"]);
});

test("of a plan: a resource in a module whose variable is a subnet", () => {
  const aks = cluster("module.app.azurerm_kubernetes_cluster.k", reference("var.subnet_id"));
  expect(concerns(plan([VNET, SUBNET], [aks]))).toEqual(["aks (azurerm_kubernetes_cluster) in vnet-a/apps"]);
});

test("of a plan: an unknown type, and a command, with the network that they refer to", () => {
  const unknown: PlannedResource = {
    address: "azapi_resource.x",
    values: { name: "x", type: "Microsoft.Network/x@1" },
    unknown: { id: true, parent_id: true },
    expressions: { parent_id: reference("azurerm_virtual_network.v.id", "azurerm_virtual_network.v") },
  };
  const command: PlannedResource = {
    address: "null_resource.n",
    values: {},
    expressions: {},
    provisioners: [
      {
        type: "local-exec",
        expressions: { command: reference("azurerm_virtual_network.v.name", "azurerm_virtual_network.v") },
      },
    ],
  };
  const onDestroy: PlannedResource = {
    address: "null_resource.d",
    values: {},
    expressions: {},
    provisioners: [{ type: "local-exec", expressions: { when: constant("destroy"), command: constant("x") } }],
  };
  expect(concerns(plan([VNET, SUBNET, unknown, command, onDestroy]))).toEqual([
    "x (azapi_resource) concerns vnet-a",
    "null_resource.n concerns vnet-a",
  ]);
});

test("of a state: ids of Azure, whatever their capitals", () => {
  const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/vnet-a";
  const resource = (address: string, values: object): object => ({
    address,
    mode: "managed",
    ...split(address),
    values,
  });
  const resources = [
    resource("azurerm_virtual_network.v", { id, name: "vnet-a", address_space: ["10.0.0.0/16"] }),
    resource("azurerm_subnet.s", { id: `${id}/subnets/apps`, name: "apps", virtual_network_name: "vnet-a" }),
    resource("azurerm_container_group.c", { name: "aci", subnet_ids: [`${id}/subnets/apps`.toUpperCase()] }),
    resource("azurerm_container_group.elsewhere", { name: "other", subnet_ids: ["/subscriptions/0/other/subnets/x"] }),
  ];
  expect(concerns({ format_version: "1.0", values: { root_module: { resources } } })).toEqual([
    "aci (azurerm_container_group) in vnet-a/apps",
    "other (azurerm_container_group) in no network of the input",
  ]);
});
