import { Scenario } from "../../../lib/analysis/unknown/scenario";
import {
  allOf,
  and,
  claim,
  type Claim,
  claimOf,
  equals,
  isUndecided,
  not,
  or,
  statement,
  type Truth,
  within,
} from "../../../lib/analysis/unknown/truth";
import { unknown } from "../../../lib/analysis/unknown/value";

const MAYBE = unknown("var.flag");

/** A scenario in which every claim has that answer. */
const all = (answer: boolean): Scenario => new Scenario(new Map(), () => answer);

describe("a truth", () => {
  it.each<[string, Truth, boolean | "undecided"]>([
    ["nothing and nothing is true", and(), true],
    ["nothing or nothing is false", or(), false],
    ["true and true is true", and(true, true), true],
    ["true and false is false", and(true, false), false],
    ["unknown and false is false", and(MAYBE, false), false],
    ["unknown and true is unknown", and(MAYBE, true), "undecided"],
    ["unknown or true is true", or(MAYBE, true), true],
    ["unknown or false is unknown", or(MAYBE, false), "undecided"],
    ["false or false is false", or(false, false), false],
    ["not true is false", not(true), false],
    ["not false is true", not(false), true],
    ["not unknown is unknown", not(MAYBE), "undecided"],
  ])("%s", (_, truth, expected) => {
    expect(isUndecided(truth) ? "undecided" : truth).toBe(expected);
  });

  it.each<[string, Truth, boolean, boolean]>([
    ["a flag", MAYBE, true, false],
    ["a claim", claim("var.prefix", "contains 10.0.0.4"), true, false],
    ["its opposite", not(MAYBE), false, true],
    ["the opposite of its opposite", not(not(MAYBE)), true, false],
    ["both of two", and(MAYBE, statement("it speaks BGP")), true, false],
    ["one of two", or(MAYBE, statement("it speaks BGP")), true, false],
    ["one but not the other", and(MAYBE, not(statement("it speaks BGP"))), false, false],
    ["one or not the other", or(MAYBE, not(statement("it speaks BGP"))), true, true],
  ])("%s is decided by the scenario", (_, truth, whenYes, whenNo) => {
    expect(all(true).isTrue(truth)).toBe(whenYes);
    expect(all(false).isTrue(truth)).toBe(whenNo);
  });

  it("joined with what is certain is the rest alone", () => {
    expect(and(true, MAYBE)).toBe(MAYBE);
    expect(or(false, MAYBE)).toBe(MAYBE);
  });

  it.each<[string, Truth, Claim]>([
    [
      "about one value",
      claim("var.p", "is long"),
      { about: ["var.p"], predicate: { kind: "states", text: "is long" } },
    ],
    [
      "about several",
      claim(["var.p", "var.q"], "are the same"),
      { about: ["var.p", "var.q"], predicate: { kind: "states", text: "are the same" } },
    ],
    ["that a sentence holds", statement("it rains"), { about: ["it rains"], predicate: { kind: "true" } }],
    ["of a number", equals("var.n", 1), { about: ["var.n"], predicate: { kind: "equals", value: "1" } }],
    [
      "of an address",
      within("nic", "10.0.0.0/25"),
      { about: ["nic"], predicate: { kind: "within", prefix: "10.0.0.0/25" } },
    ],
    [
      "of an address of a subnet",
      within("nic", "10.0.0.0/25", "10.0.0.0/24"),
      { about: ["nic"], predicate: { kind: "within", prefix: "10.0.0.0/25", bounds: "10.0.0.0/24" } },
    ],
    ["of a flag", claimOf(MAYBE), { about: ["var.flag"], predicate: { kind: "true" } }],
  ])("is made of a claim %s", (_, made, expected) => {
    expect(made).toStrictEqual(expected);
  });

  it("twice negated is itself; the opposite of what is joined is not a part of it", () => {
    expect(not(not(MAYBE))).toBe(MAYBE);
    const both = and(MAYBE, statement("it rains"));
    expect(not(both)).toEqual({ operator: "not", operands: [both] });
    expect(not(MAYBE)).toEqual({ operator: "not", operands: [MAYBE] });
  });

  it("asks from the left, and only as far as that decides", () => {
    const scenario = new Scenario();
    scenario.isTrue(or(MAYBE, equals("var.asn", 65001)));
    expect([...scenario.answers.keys()]).toEqual(["var.flag\n"]);
  });
});

test("allOf does not compute what comes after a false part", () => {
  const late = jest.fn(() => true);
  expect(
    allOf(
      () => true,
      () => false,
      late,
    ),
  ).toBe(false);
  expect(late).not.toHaveBeenCalled();
  const open = statement("it is open");
  expect(
    allOf(
      () => true,
      () => open,
    ),
  ).toEqual(and(true, open));
  expect(allOf()).toBe(true);
});
