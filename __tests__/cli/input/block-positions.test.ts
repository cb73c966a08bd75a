import { blockPositions } from "../../../lib/cli/input/block-positions";

const TEXT = `{
  "data": { "azurerm_subnet": { "a": { "name": "a" } } },
  "resource": {
    "azurerm_subnet": {
      "b": { "name": "x", "a": { "tag": "\\"}{" } },
      "a": { "name": "y" }
    },
    "azurerm_route_table": [{ "a": { "route": [{ "name": "d" }, { "name": "e" }] } }, { "c": {} }]
  }
}`;

const line = (address: string): number | undefined => {
  const at = blockPositions(TEXT).get(address);
  return at === undefined ? undefined : TEXT.slice(0, at).split("\n").length;
};

test.each([
  ["azurerm_subnet.a", 6],
  ["azurerm_subnet.b", 5],
  ["azurerm_route_table.a", 8],
  ["azurerm_route_table.c", 8],
  ["azurerm_subnet.name", undefined],
  ["azurerm_route_table.route", undefined],
])("%s begins in line %p", (address, expected) => {
  expect(line(address)).toBe(expected);
});

test("a text that is no JSON has no blocks", () => {
  expect(blockPositions('resource "a" "b" { }').size).toBe(0);
});
