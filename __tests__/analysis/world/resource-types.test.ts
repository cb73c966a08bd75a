import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { isModelled } from "../../../lib/analysis/kinds/all-kinds";
import { standingOf } from "../../../lib/analysis/kinds/standing";
import { hasNoBearing } from "../../../lib/analysis/world/arm-namespaces";
import { NO_BEARING } from "../../../lib/analysis/world/no-bearing/all";
import { NOT_MODELLED } from "../../../lib/analysis/world/not-modelled/all";

/** Every type of resource that the provider has. */
function providerTypes(): readonly string[] {
  const lib = join(dirname(require.resolve("@cdktf/provider-azurerm/package.json")), "lib");
  return readdirSync(lib)
    .filter((folder) => !folder.startsWith("data-azurerm-") && folder !== "provider")
    .flatMap((folder) => {
      const file = join(lib, folder, "index.js");
      return /tfResourceType = "(azurerm_\w+)"/.exec(readOrEmpty(file))?.[1] ?? [];
    });
}

function readOrEmpty(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

const TYPES = providerTypes();
const LISTED = [...NO_BEARING, ...NOT_MODELLED].flatMap(({ types }) => types);

test("every type of the provider is modelled, or is in a list", () => {
  expect(TYPES.length).toBeGreaterThan(1_000);
  expect(TYPES.filter((type) => standingOf(type).kind === "unknown")).toEqual([]);
});

test("no type is in two lists, or in a list and modelled", () => {
  expect(LISTED.filter((type, at) => LISTED.indexOf(type) !== at)).toEqual([]);
  expect(LISTED.filter(isModelled)).toEqual([]);
});

test("no list has a type that the provider does not have", () => {
  const known = new Set(TYPES);
  expect(LISTED.filter((type) => !known.has(type))).toEqual([]);
});

test.each([
  ["azurerm_subnet", "modelled"],
  ["azurerm_role_assignment", "no-bearing"],
  ["random_password", "no-bearing"],
  ["azurerm_kubernetes_cluster", "not-modelled"],
  ["azurerm_virtual_hub", "modelled"],
  ["azurerm_of_a_later_version", "unknown"],
  ["azapi_resource", "unknown"],
  ["module", "unknown"],
])("%s is %s", (type, kind) => {
  expect(standingOf(type).kind).toBe(kind);
});

test.each([
  ["Microsoft.Insights/components@2020-02-02", true],
  ["microsoft.authorization/roleAssignments@2022-04-01", true],
  ["Microsoft.Authorization/policyAssignments@2022-06-01", false],
  ["Microsoft.Network/virtualHubs@2023-09-01", false],
  ["Microsoft.InsightsOfAnother/x@1", false],
  ["", false],
])("%s has no bearing: %s", (type, expected) => {
  expect(hasNoBearing(type)).toBe(expected);
});
