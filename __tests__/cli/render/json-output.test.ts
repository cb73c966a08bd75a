import { toJson } from "../../../lib/cli/render/json-output";
import { printable, printableText } from "../../../lib/cli/render/terminal-text";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";

const parsed = (answer: object): unknown => JSON.parse(toJson(answer));

describe("JSON", () => {
  test("has a version, keys in snake_case, and empty lists", () => {
    expect(parsed({ nextHopType: "None", waitsFor: [], routes: [{ nextHop: { kind: "none" } }] })).toEqual({
      format_version: "1.0",
      next_hop_type: "None",
      waits_for: [],
      routes: [{ next_hop: { kind: "none" } }],
    });
  });

  test("a value known after apply is an object, and a text with one has its expression", () => {
    expect(
      parsed({
        address: symbol("azurerm_public_ip.nva.ip_address"),
        name: symbol("var.name"),
        text: `to ${symbol("var.name")}`,
        flag: unknown("var.b2b"),
      }),
    ).toEqual({
      format_version: "1.0",
      address: { unknown: "azurerm_public_ip.nva.ip_address", until: "apply" },
      name: "${var.name}",
      text: "to ${var.name}",
      flag: { unknown: "var.b2b", until: "apply" },
    });
  });

  test("is safe for a terminal, with the same content", () => {
    const json = toJson({ name: "a\u001b[31m\u009b\u202eb" });
    expect(json).not.toMatch(/[\u001b\u009b\u202e]/);
    expect(JSON.parse(json)).toMatchObject({ name: "a\u001b[31m\u009b\u202eb" });
  });
});

describe("texts for a terminal", () => {
  test("control characters, line breaks and bidirectional marks are escaped: a name cannot forge a line", () => {
    expect(printableText("a\u001b[2J\u009b\nTUNNELLED\t\u202e")).toBe("a\\u001b[2J\\u009b\\nTUNNELLED\\t\\u202e");
  });

  test("unknown values are written as Terraform writes them", () => {
    expect(printable([symbol("var.x"), { deep: [`10.0.0.0/${symbol("var.x")}`] }, 5, null])).toEqual([
      "(after apply)",
      { deep: ["10.0.0.0/${var.x}"] },
      5,
      null,
    ]);
  });

  test("letters of any script are kept", () => {
    expect(printableText("東京-vm größer 🙂")).toBe("東京-vm größer 🙂");
  });
});
