import { fails, passes, type Case } from "../case";
import type { ResourceDeclaration } from "../../../lib/rules/declaration";
import type { Article } from "../declaration-builder";

const ID = "/subscriptions/s/resourceGroups/rg-net/providers/Microsoft.Network/virtualNetworks/vnet-net";
const existing =
  (given: { resource?: ResourceDeclaration; id?: string; name?: boolean; resourceGroupName?: boolean }) =>
  ({ app }: Article) => {
    const { resource, id = null, name = false, resourceGroupName = false } = given;
    app.existing = [{ path: "main/vnet", kind: "virtualNetworks", resource, id, name, resourceGroupName }];
  };

const KEY = {
  path: "main/key",
  kind: "sshPublicKeys",
  resource: undefined,
  name: false,
  resourceGroupName: false,
} as const;

const VNET = { shown: "a VirtualNetwork", type: "azurerm_virtual_network", isNamed: true };
const SUBNET = { shown: "a Subnet", type: "azurerm_subnet", isNamed: true };

export const CASES: readonly Case[] = [
  passes("existing-not-found", "a resource", existing({ resource: VNET })),
  passes("existing-not-found", "an object with an id, a name and a resource group", ({ app }) => {
    existing({ resource: { shown: "{…}", type: undefined, isNamed: true } })({ app } as Article);
  }),
  passes("existing-not-found", "an id", existing({ id: ID })),
  passes("existing-not-found", "a name in a resource group", existing({ name: true, resourceGroupName: true })),
  fails("existing-not-found", "nothing", existing({}), [
    {
      at: "main/vnet name",
      text: "it is not said where main/vnet is",
      got: "nothing",
      want: "resource, or id, or name and resourceGroupName",
      fix: 'name: "…", resourceGroupName: "…"',
    },
  ]),
  fails("existing-not-found", "an id and a name", existing({ id: ID, name: true }), [
    {
      at: "main/vnet name",
      text: "it is not clear which one main/vnet is",
      got: "id, and name and resourceGroupName",
      fix: "leave out all but id",
    },
  ]),
  fails("existing-not-found", "a name without a resource group", existing({ name: true }), [
    {
      at: "main/vnet resourceGroupName",
      text: "resourceGroupName of main/vnet is missing",
      got: "name alone",
      fix: 'resourceGroupName: "…"',
    },
  ]),
  fails(
    "existing-not-found",
    "an id in the letter case of the portal",
    existing({ id: ID.replace("Groups", "groups") }),
    [
      {
        at: "main/vnet id",
        text: "the id has segments in the wrong letter case",
        got: `"${ID.replace("Groups", "groups")}"`,
        want: "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/…",
        fix: `id: "${ID}"`,
      },
    ],
  ),
  fails("existing-not-found", "an id of something else", existing({ id: ID.replace("virtualNetworks", "subnets") }), [
    {
      at: "main/vnet id",
      text: `"${ID.replace("virtualNetworks", "subnets")}" is not the id of a VNet`,
      fix: 'id: "/subscriptions/<subscription>/resourceGroups/<resource group>/providers/Microsoft.Network/virtualNetworks/<name>"',
    },
  ]),
  passes("existing-not-found", "the id of an SSH key", ({ app }) => {
    app.existing = [{ ...KEY, id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Compute/sshPublicKeys/k" }];
  }),
  fails(
    "existing-not-found",
    "the id of an SSH key in the namespace of networks",
    ({ app }) => {
      app.existing = [{ ...KEY, id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/sshPublicKeys/k" }];
    },
    [
      {
        at: "main/key id",
        want: "/subscriptions/…/resourceGroups/…/providers/Microsoft.Compute/sshPublicKeys/…",
      },
    ],
  ),
  fails("existing-not-found", "a resource of another type", existing({ resource: SUBNET }), [
    {
      at: "main/vnet resource",
      text: "resource is azurerm_subnet",
      got: "azurerm_subnet",
      want: "a resource or data source azurerm_virtual_network",
      fix: "resource: <your azurerm_virtual_network>",
    },
  ]),
  fails(
    "existing-not-found",
    "a resource that is only a name",
    existing({ resource: { shown: '"vnet"', type: undefined, isNamed: false } }),
    [{ at: "main/vnet resource", text: 'resource is "vnet"' }],
  ),
  passes("existing-not-found", "the id of a subnet", ({ app }) => {
    app.existing = [{ ...KEY, path: "main/apps", kind: "subnets", id: `${ID}/subnets/apps` }];
  }),
  fails(
    "existing-not-found",
    "the id of a VNet in place of a subnet's",
    ({ app }) => {
      app.existing = [{ ...KEY, path: "main/apps", kind: "subnets", id: ID }];
    },
    [
      {
        at: "main/apps id",
        want: "/subscriptions/…/resourceGroups/…/providers/Microsoft.Network/virtualNetworks/<VNet>/subnets/…",
      },
    ],
  ),
];
