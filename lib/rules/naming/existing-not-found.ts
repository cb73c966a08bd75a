import { idRefusal } from "../azure-id";
import type { Declaration, ExistingDeclaration } from "../declaration";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT153. */
export const existingNotFound: ConstructRule = {
  id: "FT153",
  name: "existing-not-found",
  severity: "error",
  summary: "What is said to exist is not described in one way, or is different.",
  why: "What exists is looked up by resource, id, or name and resource group. The rules rest on the address space and the subnets that were given for it.",
  sources: [
    "https://github.com/hashicorp/terraform-provider-azurerm/blob/v4.55.0/website/docs/d/virtual_network.html.markdown",
  ],
  otherwise: "the provider, at apply",
  check: (app: Declaration) =>
    app.existing.flatMap((one) => [...ways(one), ...wrongResource(one), ...malformed(one)].slice(0, 1)),
};

/** One of three ways, not several and not none. */
function ways({ path, resource, id, name, resourceGroupName }: ExistingDeclaration): ConstructReported[] {
  const given = [
    ...(resource ? ["resource"] : []),
    ...(id === null ? [] : ["id"]),
    ...(name || resourceGroupName ? ["name and resourceGroupName"] : []),
  ];
  const want = "resource, or id, or name and resourceGroupName";
  if (given.length > 1) {
    const [keep, ...others] = given;
    return [
      {
        at: { path, prop: others[0]!.split(" ")[0]! },
        text: `it is not clear which one ${path} is`,
        got: given.join(", and "),
        want,
        fix: `leave out all but ${keep}`,
      },
    ];
  }
  if (given.length === 0)
    return [
      {
        at: { path, prop: "name" },
        text: `it is not said where ${path} is`,
        got: "nothing",
        want,
        fix: 'name: "…", resourceGroupName: "…"',
      },
    ];
  if (name === resourceGroupName) return [];
  const missing = name ? "resourceGroupName" : "name";
  return [
    {
      at: { path, prop: missing },
      text: `${missing} of ${path} is missing`,
      got: name ? "name alone" : "resourceGroupName alone",
      want,
      fix: `${missing}: "…"`,
    },
  ];
}

/** What azurerm calls the resources and data sources of each kind. */
const TYPES: Record<ExistingDeclaration["kind"], readonly string[]> = {
  virtualNetworks: ["azurerm_virtual_network"],
  subnets: ["azurerm_subnet"],
  virtualNetworkGateways: ["azurerm_virtual_network_gateway"],
  virtualHubs: ["azurerm_route_server", "azurerm_virtual_hub"],
  sshPublicKeys: ["azurerm_ssh_public_key"],
  vaults: ["azurerm_key_vault"],
};

function wrongResource({ path, kind, resource }: ExistingDeclaration): ConstructReported[] {
  if (!resource) return [];
  const { type, isNamed } = resource;
  if (isNamed && (type === undefined || TYPES[kind].includes(type))) return [];
  const want = `a resource or data source ${TYPES[kind].join(" or ")}`;
  const got = type ?? resource.shown;
  return [
    {
      at: { path, prop: "resource" },
      text: `resource is ${got}`,
      got,
      want,
      fix: `resource: <your ${TYPES[kind][0]}>`,
    },
  ];
}

const NOUNS: Record<ExistingDeclaration["kind"], string> = {
  virtualNetworks: "a VNet",
  subnets: "a subnet",
  virtualNetworkGateways: "a gateway",
  virtualHubs: "a Route Server",
  sshPublicKeys: "an SSH key",
  vaults: "a Key Vault",
};

/** Resource providers other than Microsoft.Network. */
const NAMESPACES: Partial<Record<ExistingDeclaration["kind"], string>> = {
  sshPublicKeys: "Microsoft.Compute",
  vaults: "Microsoft.KeyVault",
};

/** The type as an id has it; the id of a subnet contains the name of its VNet. */
function typeIn(id: string, kind: ExistingDeclaration["kind"]): string {
  if (kind !== "subnets") return `${NAMESPACES[kind] ?? "Microsoft.Network"}/${kind}`;
  const [, network = "<VNet>"] = /\/virtualNetworks\/([\w.-]+)\/subnets\//i.exec(id) ?? [];
  return `Microsoft.Network/virtualNetworks/${network}/subnets`;
}

function malformed({ path, kind, id }: ExistingDeclaration): ConstructReported[] {
  if (typeof id !== "string") return [];
  const refused = idRefusal(id, typeIn(id, kind), "name");
  if (!refused) return [];
  const got = JSON.stringify(id);
  return [
    {
      at: { path, prop: "id" },
      text: refused.isOther ? `${got} is not the id of ${NOUNS[kind]}` : "the id has segments in the wrong letter case",
      got,
      want: refused.want,
      fix: `id: ${JSON.stringify(refused.right)}`,
    },
  ];
}
