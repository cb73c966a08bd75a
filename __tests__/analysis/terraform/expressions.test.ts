import { shown, symbol } from "../../../lib/analysis/unknown/value";
import { evaluated } from "./support";

/** Terraform's own `console` gives these. */
test.each([
  ['"a${1 + 2 * 3}b"', "a7b"],
  ["(1 + 2) * 3", "9"],
  ["7 % 4 - -1", "4"],
  ['1 < 2 && !(2 >= 3) || false ? "yes" : "no"', "yes"],
  ['"a" == "a" && 1 != 2', "true"],
  ['[for s in ["b", "a"] : upper(s) if s != "a"][0]', "B"],
  ['{for i, s in ["x", "y"] : s => i}["y"]', "1"],
  ['{for s in ["a1", "a2", "b1"] : substr(s, 0, 1) => s...}["a"][1]', "a2"],
  ['join(",", [for k, v in {b = 1, a = 2} : "${k}${v}"])', "a2,b1"],
  ['cidrsubnet("10.0.0.0/16", 8, 200)', "10.0.200.0/24"],
  ['join(" ", cidrsubnets("10.0.0.0/16", 8, 4, 8))', "10.0.0.0/24 10.0.16.0/20 10.0.32.0/24"],
  ['cidrhost("10.0.0.0/24", 4)', "10.0.0.4"],
  ['cidrhost("10.0.0.0/24", -2)', "10.0.0.254"],
  ['cidrnetmask("10.0.0.0/20")', "255.255.240.0"],
  ['element(["a", "b"], 3)', "b"],
  ['one(["a"])', "a"],
  ['join("", sort(["c", "a", "b"]))', "abc"],
  ['join("", distinct(concat(["a"], ["b", "a"])))', "ab"],
  ['join("", compact(flatten([["a", ["b"]], ""])))', "ab"],
  ['merge({a = 1}, {a = 2, "b" : 3}).a', "2"],
  ['lookup({a = "x"}, "b", "none")', "none"],
  ['join(",", keys({b = 1, a = 2}))', "a,b"],
  ['values({b = "1", a = "2"})[0]', "2"],
  ['length("añb")', "3"],
  ['contains(["a"], "b")', "false"],
  ['coalesce("", null, "x")', "x"],
  ['try({}.a, ["x"][1], "y")', "y"],
  ["can([][0])", "false"],
  ['format("%s-%03d%%", "a", 7)', "a-007%"],
  ['replace("a.b.c", ".", "-")', "a-b-c"],
  ['trimspace("  x ")', "x"],
  ['chomp("x\\n\\n")', "x"],
  ['jsondecode("{\\"a\\": [1, 2]}").a[1]', "2"],
  ['jsonencode({b = [1, true, null], a = "x"})', '{"a":"x","b":[1,true,null]}'],
  ['base64decode(base64encode("né"))', "né"],
  ['split("/", "10.0.0.0/8")[1]', "8"],
  ["max(1, 5, 3) - min(2, 1)", "4"],
  ["tostring(5)", "5"],
  ['[{a = "x"}, {a = "y"}].*.a[1]', "y"],
  ['join("", [{a = ["x"]}, {a = ["y"]}][*].a[0])', "xy"],
  ['nonsensitive(sensitive("x"))', "x"],
  ['trimprefix("vnet-a", "vnet-")', "a"],
  ['"${"nested ${"deep"}"}"', "nested deep"],
  ['"$${x} %%{if}"', "${x} %{if}"],
  ['"tab\\tq\\"u\\u00e9"', 'tab\tq"ué'],
  ['/* comment */ "x" # to the end\n', "x"],
])("%s", (expression, value) => {
  expect(evaluated(expression)).toBe(value);
});

test.each([
  ["what has no default", "var.nothing", "var.nothing"],
  ["what only the apply makes", "azurerm_nat_gateway.n.resource_guid", "azurerm_nat_gateway.n.resource_guid"],
  ["a function of it", "upper(var.nothing)", "upper(var.nothing)"],
  ["a sum with it", "var.nothing + 1", "var.nothing + 1"],
  ["a condition on it", 'var.nothing ? "a" : "b"', 'var.nothing ? "a" : "b"'],
  ["a random thing", "uuid()", "uuid()"],
  ["a file", 'file("x")', 'file("x")'],
  ["a failed index", "[1][5]", "[1][5]"],
  ["a division by zero", "1 / 0", "1 / 0"],
  ["nonsense", "1 +", "1 +"],
  ["an index of what is not known", "var.list[0].name", "var.list[0].name"],
  ["a splat of what is not known", "var.list[*].name", "var.list[*].name"],
  ["a local, by what it stands for", "local.through", "var.nothing"],
  ["a local that refers to itself", "local.loop", "local.loop"],
])("%s waits for the apply", (_, expression, waitsFor) => {
  const more = {
    locals: { through: "${local.more}", more: "${var.nothing}", loop: "${local.loop2}", loop2: "${local.loop}" },
  };
  expect(evaluated(expression, more)).toBe(symbol(waitsFor));
});

test.each([
  ["[var.nothing] != null", "true"],
  ["null == { a = var.nothing }", "false"],
  ["azurerm_nat_gateway.n.id != null", "true"],
])("a list, an object and the id of a resource are not null, whatever they are: %s", (expression, expected) => {
  expect(evaluated(expression)).toBe(expected);
});

test.each(["azurerm_nat_gateway.n.resource_guid != null", "var.nothing != null"])(
  "another value may be null: %s",
  (expression) => {
    expect(evaluated(expression)).toBe(symbol(expression));
  },
);

test("a text keeps its known parts", () => {
  expect(shown(evaluated('"a-${var.nothing}-${1 + 1}"') ?? "")).toBe("a-${var.nothing}-2");
});

test.each([
  ["true || var.nothing", "true"],
  ["var.nothing && false", "false"],
  ["var.nothing == var.nothing", "true"],
  ['var.nothing ? "same" : "same"', "same"],
  ['length([var.nothing, "b"])', "2"],
  ['contains([var.nothing, "b"], "b")', "true"],
  ['[var.nothing, "b"][1]', "b"],
])("%s does not have to wait", (expression, value) => {
  expect(evaluated(expression)).toBe(value);
});

test.each([
  "element(sort(tolist(tolist(azurerm_route_server.r.virtual_router_ips))), 1)",
  "sort(azurerm_route_server.r.virtual_router_ips)[1]",
  "tolist(azurerm_route_server.r.virtual_router_ips)[1]",
  "[for ip in azurerm_route_server.r.virtual_router_ips : ip][1]",
  "reverse(sort(azurerm_route_server.r.virtual_router_ips))[0]",
])("%s is the Route Server's second address", (expression) => {
  expect(evaluated(expression)).toBe(symbol("azurerm_route_server.r.virtual_router_ips[1]"));
});

test("what the user assumes takes the place of what only the apply knows", () => {
  const through = { locals: { x: "${upper(var.nothing)}" } };
  expect(evaluated("local.x", through, { values: { "var.nothing": "given" } })).toBe("GIVEN");
});

test("texts and lists that double with every local come to an end", () => {
  const doubled = (make: (name: string) => string): object =>
    Object.fromEntries(Array.from({ length: 60 }, (_, n) => [`l${n + 1}`, make(`local.l${n}`)]));
  const texts = { locals: { l0: "0123456789", ...doubled((name) => `\${${name}}\${${name}}`) } };
  const lists = { locals: { l0: ["a", "b"], ...doubled((name) => `\${concat(${name}, ${name})}`) } };
  const unknowns = { locals: { l0: "${var.nothing}", ...doubled((name) => `\${upper("\${${name}}\${${name}}")}`) } };
  for (const more of [texts, lists, unknowns]) expect(evaluated("local.l60", more)).toContain("\u0081");
});

test("a chain of a thousand locals is evaluated", () => {
  const chain = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`l${n + 1}`, `\${local.l${n}}`]));
  expect(typeof evaluated("local.l1000", { locals: { l0: "x", ...chain } })).toBe("string");
});
