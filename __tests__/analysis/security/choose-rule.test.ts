import { allows, chooseRule } from "../../../lib/analysis/security/choose-rule";
import type { SecurityRule } from "../../../lib/analysis/model/azure";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { equals } from "../../../lib/analysis/unknown/truth";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { group, inspection, rule } from "../forwarding/nsg/rules";

/** The rule that decides where every claim is true, and the values that it asked about. */
function chosen(...rules: readonly SecurityRule[]): { readonly name: string; readonly asked: readonly string[] } {
  const scenario = new Scenario();
  const { name } = chooseRule(inspection({}, { scenario }), group(...rules)).rule;
  return { name, asked: [...scenario.answers.values()].flatMap(({ claim }) => claim.about) };
}

const allow = (name: string, changes: Partial<SecurityRule> = {}): SecurityRule => rule({ name, ...changes });
const deny = (name: string, changes: Partial<SecurityRule> = {}): SecurityRule =>
  rule({ name, access: "Deny", ...changes });
const perhaps = { destinations: [symbol("var.d")] };
const other = { destinations: ["1.1.1.1"] };
const later = { priority: 200 };
const floating = { priority: unknown("var.p") };

const table: readonly (readonly [string, readonly SecurityRule[], string, asked?: string])[] = [
  ["no rule: the default ones", [], "AllowInternetOutBound"],
  ["the lowest priority number, wherever it stands", [deny("b", later), allow("a")], "a"],
  ["the first that matches", [deny("a", other), allow("b", later)], "b"],
  ["inbound rules are for packets that come in", [deny("a", { direction: "Inbound" })], "AllowInternetOutBound"],
  ["one that may match is asked about", [deny("a", perhaps), allow("b", later)], "a", "var.d"],
  ["one that may match and decides as the next one", [allow("a", perhaps), allow("b", later)], "b"],
  ["one that may match and decides as a default rule", [allow("a", perhaps)], "AllowInternetOutBound"],
  [
    "one that decides as the last, before one that does not",
    [allow("a", perhaps), deny("b", { ...later, destinations: [symbol("var.e")] })],
    "a",
    "var.d",
  ],
  ["one behind a rule that matches", [deny("a"), allow("b", { ...later, ...perhaps })], "a"],
  ["an unknown priority of the only rule", [deny("a", floating)], "a"],
  ["an unknown priority that decides as the others", [deny("a", floating), deny("b")], "b"],
  ["an unknown priority of a rule that does not match", [deny("a", { ...floating, ...other }), allow("b")], "b"],
  ["an unknown priority, against a rule that does not match", [deny("a", floating), allow("b", other)], "a"],
  ["an unknown priority that decides otherwise", [deny("a", floating), allow("b")], "a", "var.p"],
];

const cases = table.map(([title, rules, name, asked]) => ({ title, rules, name, asked: asked ? [asked] : [] }));

test.each(cases)("$title", ({ rules, name, asked }) => {
  expect(chosen(...rules)).toEqual({ name, asked });
});

it("a rule that turns out to come last loses against the others, not against the default ones", () => {
  const last = new Scenario(new Map([["var.p\ncomes before the other priorities", false]]));
  const rules = group(deny("a", floating), allow("b", other), allow("c", { ...later, destinations: ["8.8.8.8"] }));
  expect(chooseRule(inspection({}, { scenario: last }), rules).rule.name).toBe("c");
  const alone = group(deny("a", floating), allow("b", other));
  expect(chooseRule(inspection({}, { scenario: last }), alone).rule.name).toBe("a");
});

it("asks nothing about a rule that decides as those behind it do, whatever comes before it", () => {
  const none = new Scenario(new Map([["var.d\ncontains 8.8.8.8", false]]));
  const rules = group(
    deny("a", perhaps),
    allow("b", { ...later, destinations: [symbol("var.e")] }),
    allow("c", { priority: 300 }),
  );
  expect(chooseRule(inspection({}, { scenario: none }), rules).rule.name).toBe("c");
  expect([...none.answers.keys()]).toEqual(["var.d\ncontains 8.8.8.8"]);
});

it("tells which rules come before", () => {
  const { before } = chooseRule(inspection(), group(deny("a", other), allow("b", later), deny("c", { priority: 300 })));
  expect(before.map(({ name }) => name)).toEqual(["a"]);
});

it("an unknown access is asked about", () => {
  expect(allows(rule())).toBe(true);
  expect(allows(rule({ access: "Deny" }))).toBe(false);
  expect(allows(rule({ access: unknown("var.access") }))).toEqual(equals("var.access", "Allow"));
});
