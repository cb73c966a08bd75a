import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { isUnknown, symbol, unknown } from "../../../lib/analysis/unknown/value";
import { type Value } from "../../../lib/analysis/terraform/value";
import { evaluateJson } from "../../../lib/analysis/terraform/expressions/read-expression";
import { ReadContext } from "../../../lib/analysis/terraform/read-context";
import { describeWithTools } from "../../support/tools";
import { fixture } from "./support";

interface Table {
  /** Expression, and the JSON of its value. */
  readonly values: readonly (readonly [string, string])[];
  /** The same, of what is valid and left to the apply. */
  readonly unread: readonly (readonly [string, string])[];
  /** Expressions that Terraform refuses. */
  readonly none: readonly string[];
}

const table = JSON.parse(fixture("expressions.json").text) as Table;
const evaluate = (expression: string): Value =>
  evaluateJson(`\${${expression}}`, { context: new ReadContext(), find: () => undefined });

test.each(table.values)("%s is %s", (expression, json) => {
  expect(evaluate(`jsonencode(${expression})`)).toBe(json);
});

test.each(table.unread)("%s is left to the apply: Terraform makes %s of it", (expression) => {
  expect(isUnknown(evaluate(`jsonencode(${expression})`))).toBe(true);
});

test.each(table.none)("%s has no value", (expression) => {
  expect(isUnknown(evaluate(`jsonencode(${expression})`))).toBe(true);
});

test.each([
  '"a" "b"',
  "[1, 2",
  "{a = 1",
  '"a',
  '"\\x"',
  '"\\U00110000"',
  '"${"',
  "a.",
  "a[",
  "{for a => b}",
  "[for a : b]",
  "[for 1 in a : b]",
  "!",
  "1 +",
  "@",
  "{a}",
  'upper("a"',
  `${"(".repeat(200)}1${")".repeat(200)}`,
])("%s is not a valid expression", (text) => {
  expect(isUnknown(evaluate(text))).toBe(true);
});

const UNKNOWN = [
  ...[
    "lower",
    "upper",
    "abs",
    "ceil",
    "floor",
    "alltrue",
    "anytrue",
    "sum",
    "cidrnetmask",
    "jsondecode",
    "sort",
    "tolist",
    "toset",
    "tomap",
    "flatten",
    "distinct",
    "compact",
    "reverse",
    "one",
    "length",
    "keys",
    "values",
    "merge",
    "coalesce",
    "coalescelist",
    "jsonencode",
    "yamlencode",
    "base64decode",
    "cidrsubnets",
    "max",
    "min",
    "range",
    "concat",
  ].map((name) => `${name}(unknown)`),
  ...[
    "split",
    "trim",
    "trimprefix",
    "trimsuffix",
    "startswith",
    "endswith",
    "cidrhost",
    "element",
    "contains",
    "lookup",
    "zipmap",
    "indent",
  ].map((name) => `${name}(unknown, unknown)`),
  ...["replace", "substr", "cidrsubnet", "slice"].map((name) => `${name}(unknown, 1, unknown)`),
  'cidrsubnet("10.0.0.0/16", 8, unknown)',
  'element(["a", "b"], unknown)',
  'slice(["a", "b"], 0, unknown)',
  'sort(["b", unknown])',
  'toset(["b", unknown])',
  'contains(["a"], unknown)',
  "lookup({ a = 1 }, unknown)",
  "zipmap([unknown], [1])",
  'format("%q", unknown)',
  'format("%03d", unknown)',
  'indent(unknown, "a")',
  "can(unknown)",
  "upper(unknown...)",
  'join(",", unknown...)',
  '["a", "b"][unknown]',
  "-unknown",
  "!unknown",
  "unknown + 1",
  "unknown && unknown",
  "unknown != 1",
  "unknown[*].a",
  "unknown.*.a[0]",
];

test.each(UNKNOWN)("%s waits, under its own name", (expression) => {
  expect(evaluate(expression)).toEqual(unknown(expression));
});

test.each([
  ["[for a in [1] : a if a == unknown]", "[for a in [1]]"],
  ["tonumber(unknown)", "unknown"],
  ["tobool(unknown)", "unknown"],
  ["tostring(unknown)", "unknown"],
  ["element([unknown], unknown)", "unknown"],
  ["[unknown][unknown]", "unknown"],
  ["tolist(toset([unknown]))[0]", "unknown"],
  ["coalesce(null, unknown)", "coalesce(null, unknown)"],
  ["true && unknown", "unknown"],
  ["unknown || false", "unknown"],
  ["[for a in unknown : a]", "[for a in unknown]"],
  ["[for a, b in [1] : a if unknown]", "[for a, b in [1]]"],
  ["{for a in [unknown] : a => 1}", "[for a in [unknown]]"],
  ["unknown ? [1] : [2]", "unknown ? [1] : [2]"],
  ["unknown ? {} : {}", "unknown ? {  } : {  }"],
  ["!(unknown == 1)", "!(unknown == 1)"],
])("%s waits for %s", (expression, waitsFor) => {
  expect(evaluate(expression)).toEqual(unknown(waitsFor));
});

test("a text that is partly known is base64 that can be read", () => {
  const encoded = evaluate('base64encode("a ${unknown}")');
  expect(isUnknown(encoded) && encoded.decoded).toBe(evaluate('"a ${unknown}"'));
  expect(evaluate('base64decode(base64encode("a ${unknown}"))')).toBe(evaluate('"a ${unknown}"'));
  expect(evaluate('base64decode(base64gzip("a"))')).toBe("a");
});

test("YAML is written with its keys in order", () => {
  expect(evaluate('yamlencode({b = ["x"], a = unknown})')).toBe(`a: ${symbol("unknown")}\nb:\n  - x\n`);
});

describeWithTools(["terraform"], "terraform console", () => {
  const ask = (expressions: readonly string[]): readonly string[] => {
    // An expression on its own line is one of several to it: all of them are one list.
    const input = `jsonencode([${expressions.map((expression) => `try(jsonencode(${expression}), "none")`).join(", ")}])\n`;
    const { stdout, stderr } = spawnSync("terraform", ["console"], {
      cwd: mkdtempSync(join(tmpdir(), "console-")),
      input,
      encoding: "utf8",
    });
    if (stdout.trim() === "") throw new Error(stderr);
    return JSON.parse(JSON.parse(stdout) as string) as string[];
  };

  test("gives the same values", () => {
    const all = [...table.values, ...table.unread];
    expect(ask(all.map(([expression]) => expression))).toEqual(all.map(([, json]) => json));
  });

  test("refuses the same expressions", () => {
    expect(ask(table.none)).toEqual(table.none.map(() => "none"));
  });
});
