import { isOpen, isUnknown, shown, symbol, symbolsIn, unknown } from "../../../lib/analysis/unknown/value";

const A = symbol("var.a");
const B = symbol('file("x y")');

describe("a text with unknown parts", () => {
  it("is one word for each part, whatever blanks the expression has", () => {
    expect(`ip route ${symbol("a \n\t b")} lo`.split(/[ \t\n]+/)).toHaveLength(4);
    expect(symbol("a  b")).toBe(symbol("a b"));
    expect(symbol("a b")).not.toBe(symbol("ab"));
  });

  it.each<[string, readonly string[]]>([
    ["10.0.0.4", []],
    [A, ["var.a"]],
    [`${A}/24`, ["var.a"]],
    [`${A}-${B}`, ["var.a", 'file("x y")']],
  ])("%j waits for %j", (text, expressions) => {
    expect(symbolsIn(text)).toEqual(expressions);
    expect(isOpen(text)).toBe(expressions.length > 0);
  });

  it.each<[string, string]>([
    ["10.0.0.4", "10.0.0.4"],
    [A, "(after apply)"],
    [`${A}/24`, "${var.a}/24"],
    [`vm-${A}`, "vm-${var.a}"],
    [`${A}${B}`, '${var.a}${file("x y")}'],
  ])("%j is shown as %s", (text, expected) => {
    expect(shown(text)).toBe(expected);
  });
});

it.each<[unknown, boolean]>([
  [unknown("var.a"), true],
  [{ unknown: "var.a" }, false],
  [{ until: "apply" }, false],
  [{}, false],
  [null, false],
  [undefined, false],
  [A, false],
  [65001, false],
  [true, false],
])("%j is unknown: %s", (value, expected) => {
  expect(isUnknown(value)).toBe(expected);
});
