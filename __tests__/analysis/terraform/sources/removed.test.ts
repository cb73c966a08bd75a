import { coverageOf } from "../../../../lib/analysis/model/coverage";
import { configured } from "../support";

const concerns = (removed: unknown): string[] =>
  coverageOf(configured({ azurerm_virtual_network: { v: { name: "vnet" } } }, { removed })).notModelled.map(
    ({ text }) => text,
  );
const WHOLE = "concerns the whole input";

test.each<[string, unknown, readonly string[]]>([
  ["remains", { from: "azurerm_route.r", lifecycle: { destroy: false } }, [`azurerm_route.r ${WHOLE}`]],
  [
    "remains, of a module",
    [{ from: "module.net.azurerm_route.r", lifecycle: [{ destroy: false }] }],
    [`module.net.azurerm_route.r ${WHOLE}`],
  ],
  ["remains, a whole module", { from: "module.net", lifecycle: { destroy: false } }, [`module.net ${WHOLE}`]],
  ["is destroyed", { from: "azurerm_route.r", lifecycle: { destroy: true } }, []],
  ["is destroyed, without a lifecycle", { from: "azurerm_route.r" }, []],
  ["no packet meets", { from: "azurerm_storage_account.a", lifecycle: { destroy: false } }, []],
  ["acts only where something names it", { from: "azurerm_route_table.t", lifecycle: { destroy: false } }, []],
])("what a removed block names: %s", (_, removed, expected) => {
  expect(concerns(removed)).toEqual(expected);
});
