import { locate } from "../../../lib/cli/input/source-location";

const configuration = (stackName: string): string =>
  JSON.stringify(
    {
      "//": { metadata: { stackName } },
      resource: { azurerm_public_ip: { nva: {} }, azurerm_subnet: { nva: { name: "nva" }, hub: [{}] } },
    },
    null,
    2,
  );
const lineOf = (text: string, part: string): number => text.split("\n").findIndex((line) => line.includes(part)) + 1;

describe("location of a component", () => {
  const text = configuration("site");
  const file = { name: "a.json", text };

  test("finds the block of its type and name in a configuration", () => {
    const { line } = locate([file], "azurerm_subnet.nva");
    expect(line).toBe(lineOf(text, "azurerm_subnet") + 1);
    expect(locate([file], "azurerm_subnet.hub[0]").line).toBe(lineOf(text, '"hub"'));
  });

  test("finds the line of its address in a plan or state, with modules", () => {
    const plan = JSON.stringify(
      { resources: [{ address: "module.net.azurerm_subnet.this[0]" }, { address: 'azurerm_subnet.x["a b"]' }] },
      null,
      2,
    );
    expect(locate([{ name: "p.json", text: plan }], "module.net.azurerm_subnet.this[0]")).toEqual({
      file: "p.json",
      line: 4,
    });
    expect(locate([{ name: "p.json", text: plan }], 'azurerm_subnet.x["a b"]')).toEqual({ file: "p.json", line: 7 });
  });

  test("of two stacks with the same address, finds the one that the id names", () => {
    const files = [
      { name: "hub.json", text: configuration("hub") },
      { name: "site.json", text: configuration("site") },
    ];
    expect(locate(files, "site:azurerm_subnet.nva").file).toBe("site.json");
    expect(locate(files, "hub:azurerm_subnet.nva").file).toBe("hub.json");
  });

  test("is the first line if the component is not found", () => {
    expect(locate([file], "azurerm_subnet.missing")).toEqual({ file: "a.json", line: 1 });
  });
});
