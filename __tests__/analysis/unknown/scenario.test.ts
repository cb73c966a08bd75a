import { Scenario, textOf } from "../../../lib/analysis/unknown/scenario";
import { claim, type Claim, equals, within } from "../../../lib/analysis/unknown/truth";
import { unknown } from "../../../lib/analysis/unknown/value";

/** A scenario after these answers. */
function after(...answers: readonly (readonly [Claim, boolean])[]): Scenario {
  const scenario = new Scenario(new Map(answers.map(([one, answer]) => [textOf(one), answer])));
  for (const [one] of answers) scenario.isTrue(one);
  return scenario;
}

const NIC = "nic.private_ip_address";
const SUBNET = "10.0.0.0/24";

describe("a scenario", () => {
  it("answers the same claim alike, and true where nothing is said", () => {
    const scenario = new Scenario();
    expect(scenario.isTrue(unknown("var.a"))).toBe(true);
    expect(scenario.isTrue(unknown("var.a"))).toBe(true);
    expect(scenario.answers.size).toBe(1);
  });

  it("has an alternative for each claim that nothing else decides", () => {
    const scenario = new Scenario();
    scenario.isTrue(unknown("var.a"));
    scenario.isTrue(unknown("var.b"));
    const answers = scenario.alternatives().map((one) => [one.isTrue(unknown("var.a")), one.isTrue(unknown("var.b"))]);
    expect(answers).toEqual([
      [false, true],
      [true, false],
    ]);
  });

  it("has alternatives that keep what was answered before, and ask again what comes after", () => {
    const flags = [unknown("var.a"), unknown("var.b"), unknown("var.c")];
    const answersIn = (scenario: Scenario): boolean[] => flags.map((flag) => scenario.isTrue(flag));
    const first = new Scenario();
    answersIn(first);
    const [, second] = first.alternatives();
    expect(answersIn(second!)).toEqual([true, false, true]);
    const [third, ...others] = second!.alternatives();
    expect(answersIn(third!)).toEqual([true, false, false]);
    expect(others).toEqual([]);
  });

  it("has no alternative for what was given", () => {
    expect(after([claim("var.a", "is set"), false]).alternatives()).toEqual([]);
  });

  it.each<[string, readonly (readonly [Claim, boolean])[], Claim, boolean]>([
    ["a number that is one value is not another", [[equals("var.asn", 1), true]], equals("var.asn", 2), false],
    ["a number that is one value is that value", [[equals("var.asn", 1), true]], equals("var.asn", 1), true],
    [
      "an address in a prefix is in a wider one",
      [[within(NIC, "10.0.0.0/26", SUBNET), true]],
      within(NIC, "10.0.0.0/25", SUBNET),
      true,
    ],
    [
      "an address in a prefix is not in a disjoint one",
      [[within(NIC, "10.0.0.0/25", SUBNET), true]],
      within(NIC, "10.0.0.128/25", SUBNET),
      false,
    ],
    [
      "an address that is not in one half of its subnet is in the other",
      [[within(NIC, "10.0.0.0/25", SUBNET), false]],
      within(NIC, "10.0.0.128/25", SUBNET),
      true,
    ],
    [
      "an address outside two quarters and a half is in the rest",
      [
        [within(NIC, "10.0.0.0/26", SUBNET), false],
        [within(NIC, "10.0.0.128/25", SUBNET), false],
      ],
      within(NIC, "10.0.0.64/26", SUBNET),
      true,
    ],
    [
      "an address that is known lies in its prefix",
      [[equals(NIC, "10.0.0.5"), true]],
      within(NIC, "10.0.0.0/28", SUBNET),
      true,
    ],
    [
      "an address that is known lies in no other",
      [[equals(NIC, "10.0.0.5"), true]],
      within(NIC, "10.0.0.16/28", SUBNET),
      false,
    ],
    [
      "an address in a prefix is not outside of it",
      [[within(NIC, "10.0.0.0/28", SUBNET), true]],
      equals(NIC, "10.0.0.20"),
      false,
    ],
    [
      "an address outside of a prefix is not in it",
      [[within(NIC, "10.0.0.0/28", SUBNET), false]],
      equals(NIC, "10.0.0.5"),
      false,
    ],
  ])("%s: nothing else is tried", (_, earlier, asked, expected) => {
    const scenario = after(...earlier);
    expect(scenario.isTrue(asked)).toBe(expected);
    expect(scenario.alternatives()).toEqual([]);
  });

  it.each<[string, readonly (readonly [Claim, boolean])[], Claim]>([
    ["a number that is not one value may be another", [[equals("var.asn", 1), false]], equals("var.asn", 2)],
    ["another value says nothing", [[equals("var.other", 1), true]], equals("var.asn", 1)],
    [
      "an address in a wide prefix may be in a narrow one",
      [[within(NIC, "10.0.0.0/25", SUBNET), true]],
      within(NIC, "10.0.0.0/26", SUBNET),
    ],
    ["an address in a prefix may be each in it", [[within(NIC, "10.0.0.0/25", SUBNET), true]], equals(NIC, "10.0.0.5")],
    [
      "what is said in words excludes nothing",
      [[claim("var.p", "contains 10.0.0.4"), true]],
      claim("var.p", "contains 10.0.0.5"),
    ],
  ])("%s: both are tried", (_, earlier, asked) => {
    const scenario = after(...earlier);
    scenario.isTrue(asked);
    expect(scenario.alternatives()).toHaveLength(1);
  });

  it("assumes what it is told to, and tries no alternative", () => {
    const scenario = new Scenario(new Map(), ({ about }) => (about[0] === "nva works" ? false : undefined));
    expect(scenario.isTrue(unknown("nva works"))).toBe(false);
    expect(scenario.isTrue(unknown("var.a"))).toBe(true);
    expect(scenario.alternatives().map((one) => one.isTrue(unknown("nva works")))).toEqual([false]);
  });

  it.each<[string, Parameters<Scenario["same"]>, boolean]>([
    ["equal numbers are the same", [65001, 65001], true],
    ["different numbers are not", [65001, 65002], false],
    ["an unknown is the same as itself", [unknown("var.asn"), unknown("var.asn")], true],
    ["an unknown may be a number", [unknown("var.asn"), 65001], true],
    ["a number may be an unknown", [65001, unknown("var.asn")], true],
    ["two unknowns may be the same", [unknown("var.a"), unknown("var.b")], true],
  ])("%s", (_, [a, b], expected) => {
    expect(new Scenario().same(a, b)).toBe(expected);
  });

  it.each<[string, Parameters<Scenario["same"]>, boolean, readonly string[]]>([
    ["equal numbers are the same whatever is unknown", [65001, 65001], true, []],
    ["different numbers are not", [65001, 65002], false, []],
    ["an unknown is itself, without a question", [unknown("var.asn"), unknown("var.asn")], true, []],
    ["an unknown may not be a number", [unknown("var.asn"), 65001], false, ["var.asn\nis 65001"]],
    ["a number may not be an unknown", [65001, unknown("var.asn")], false, ["var.asn\nis 65001"]],
    ["two unknowns may differ", [unknown("var.a"), unknown("var.b")], false, ["var.a, var.b\nare the same"]],
    ["whichever comes first", [unknown("var.b"), unknown("var.a")], false, ["var.a, var.b\nare the same"]],
  ])("where every claim is false, %s", (_, [a, b], expected, asked) => {
    const scenario = new Scenario(new Map(), () => false);
    expect(scenario.same(a, b)).toBe(expected);
    expect([...scenario.answers.keys()]).toEqual(asked);
  });

  it("goes on telling the outer part's answers where an inner part fails", () => {
    const scenario = new Scenario();
    const { read } = scenario.reading(() => {
      expect(() =>
        scenario.reading(() => {
          throw new RangeError("bad");
        }),
      ).toThrow("bad");
      return scenario.isTrue(unknown("var.a"));
    });
    expect([...read].flatMap(({ claim: { about } }) => about)).toEqual(["var.a"]);
  });

  it("answers an aside as it would answer what it was not asked yet", () => {
    const scenario = new Scenario(new Map([["var.a\n", false]]));
    expect(scenario.aside().isTrue(unknown("var.a"))).toBe(false);
    scenario.isTrue(unknown("var.a"));
    expect(scenario.aside().isTrue(unknown("var.a"))).toBe(false);
  });

  it("tells which answers a part has read, those included that were known before", () => {
    const scenario = new Scenario();
    scenario.isTrue(unknown("var.a"));
    const { result, read } = scenario.reading(() => {
      scenario.isTrue(unknown("var.b"));
      const inner = scenario.reading(() => scenario.isTrue(unknown("var.a")));
      return inner.read.size;
    });
    expect(result).toBe(1);
    expect([...read].flatMap(({ claim: { about } }) => about)).toEqual(["var.b", "var.a"]);
  });

  it("answers an aside alike, and does not count what it is asked there", () => {
    const scenario = after([claim("var.a", "is set"), false]);
    const aside = scenario.aside();
    expect(aside.isTrue(claim("var.a", "is set"))).toBe(false);
    aside.isTrue(unknown("var.b"));
    expect([...scenario.answers.keys()]).toEqual(["var.a\nis set"]);
  });
});
