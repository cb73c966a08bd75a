import { certainly, decidedBy, explore, type Explored } from "../../../lib/analysis/unknown/explore";
import type { Scenario } from "../../../lib/analysis/unknown/scenario";
import { claim, equals, within } from "../../../lib/analysis/unknown/truth";
import { unknown } from "../../../lib/analysis/unknown/value";

const flag = (scenario: Scenario, name: string): boolean => scenario.isTrue(unknown(`var.${name}`));

const decides = (run: (scenario: Scenario) => unknown): string[] =>
  decidedBy(explore(run), (result) => JSON.stringify(result)).map((one) => one.unknown);

describe("exploring", () => {
  it("runs once where nothing is asked", () => {
    expect(explore(() => 1).results).toHaveLength(1);
  });

  it("tries every combination of answers, the first with every answer true", () => {
    const { results, complete } = explore((scenario) => [flag(scenario, "a"), flag(scenario, "b")]);
    expect(complete).toBe(true);
    expect(results[0]!.result).toEqual([true, true]);
    expect(results.map(({ result }) => JSON.stringify(result)).sort()).toEqual(
      ["[false,false]", "[false,true]", "[true,false]", "[true,true]"].sort(),
    );
  });

  it("asks in one scenario what it does not ask in another", () => {
    const { results } = explore((scenario) => (flag(scenario, "a") ? "a" : flag(scenario, "b")));
    expect(results.map(({ result }) => result)).toEqual(["a", true, false]);
  });

  it("does not try two values of one number", () => {
    const { results } = explore((scenario) =>
      [1, 2, 3].filter((value) => scenario.isTrue(equals("var.asn", value))).join(" "),
    );
    expect(results.map(({ result }) => result)).toEqual(["1", "2", "3", ""]);
  });

  it("does not try an address outside of both halves of its subnet", () => {
    const halves = ["10.0.0.0/25", "10.0.0.128/25"];
    const { results } = explore((scenario) =>
      halves.filter((half) => scenario.isTrue(within("nic", half, "10.0.0.0/24"))).join(" "),
    );
    expect(results.map(({ result }) => result)).toEqual(halves);
  });

  it("tries up to 64 scenarios, and is incomplete beyond", () => {
    const flags = (count: number) => (scenario: Scenario) =>
      Array.from({ length: count }, (_, at) => flag(scenario, String(at)));
    expect(explore(flags(6))).toMatchObject({ complete: true });
    expect(explore(flags(6)).results).toHaveLength(64);
    expect(explore(flags(7))).toMatchObject({ complete: false });
    expect(explore(flags(7)).results).toHaveLength(64);
  });
});

describe("what decides", () => {
  it.each<[string, (scenario: Scenario) => unknown, readonly string[]]>([
    ["is nothing where all results are the same", (scenario) => flag(scenario, "a") && false, []],
    ["is the only value that changes the result", (scenario) => (flag(scenario, "b"), flag(scenario, "a")), ["var.a"]],
    ["are both where both change it", (scenario) => [flag(scenario, "a"), flag(scenario, "b")], ["var.a", "var.b"]],
    [
      "is one value where another is asked only because of it",
      (scenario) => (flag(scenario, "a") ? (flag(scenario, "b"), 1) : 2),
      ["var.a"],
    ],
    [
      "are all three where only together they tell results apart",
      (scenario) => ["a", "b", "c"].filter((name) => flag(scenario, name)).length % 2 === 0,
      ["var.a", "var.b", "var.c"],
    ],
    [
      "is a value once, whatever is claimed of it",
      (scenario) => [1, 2].filter((value) => scenario.isTrue(equals("var.asn", value))),
      ["var.asn"],
    ],
    [
      "are two of three, in the order of their names",
      (scenario) => ["c", "b", "a"].map((name) => flag(scenario, name) && name !== "c"),
      ["var.a", "var.b"],
    ],
    [
      "is a value asked in every scenario, not one that some do not ask",
      (scenario) => (flag(scenario, "b") ? (flag(scenario, "a"), 1) : 2),
      ["var.b"],
    ],
    [
      "is a value where another is asked only if it is false",
      (scenario) => (flag(scenario, "b") ? 1 : (flag(scenario, "a"), 2)),
      ["var.b"],
    ],
    [
      "is a value where one claim about it has another answer, and another has not",
      (scenario) => [claim("var.a", "is set"), claim("var.a", "is long")].map((one) => scenario.isTrue(one))[1],
      ["var.a"],
    ],
    [
      "is not a value of which scenarios ask different things",
      (scenario) => [flag(scenario, "a"), scenario.isTrue(equals("var.n", flag(scenario, "a") ? 1 : 2))][0],
      ["var.a"],
    ],
    [
      "is a value where one of several claims about it has another answer",
      (scenario) => (scenario.isTrue(claim("var.a", "is set")), scenario.isTrue(claim("var.a", "is long"))),
      ["var.a"],
    ],
  ])("%s", (_, run, expected) => {
    expect(decides(run)).toStrictEqual(expected);
  });

  /** Flags asked one after the other, as long as they are true: how many are. */
  const chain = (length: number) => (scenario: Scenario) => {
    const names = Array.from({ length }, (_, at) => String.fromCharCode(97 + at));
    return names.filter((_, at) => names.slice(0, at + 1).every((one) => flag(scenario, one))).length;
  };

  it.each([9, 10, 11, 14])("are the first three of %i flags where more make no difference", (length) => {
    expect(decides((scenario) => chain(length)(scenario) > 2)).toEqual(["var.a", "var.b", "var.c"]);
  });

  /** Either "a" alone, or "b" and "c" together tell the results apart; the other values never change. */
  const either = (values: number): Explored<string> => {
    const others = Array.from({ length: values - 3 }, (_, at) => [`var.z${at}`, true] as const);
    const outcome = (result: string, ...answers: readonly [a: boolean, b: boolean, c: boolean]) => ({
      answers: new Map(
        [...["a", "b", "c"].map((name, at) => [`var.${name}`, answers[at]!] as const), ...others].map(
          ([name, answer]) => [`${name}\n`, { claim: { about: [name], predicate: { kind: "true" as const } }, answer }],
        ),
      ),
      result,
    });
    return {
      results: [outcome("x", true, true, true), outcome("y", false, false, true), outcome("y", false, true, false)],
      complete: true,
    };
  };
  const decidedByOne = (values: number): string[] => decidedBy(either(values), String).map((one) => one.unknown);

  it("are the fewest of ten values, and of more values as few as leaving out one by one leaves", () => {
    expect(decidedByOne(10)).toEqual(["var.a"]);
    expect(decidedByOne(11)).toEqual(["var.b", "var.c"]);
  });

  it("is every value that was asked for where not every scenario was tried, even if all results are the same", () => {
    const names = [...Array(7).keys()].map((at) => String(at));
    expect(decides((scenario) => (names.forEach((name) => flag(scenario, name)), 1))).toEqual(
      names.map((name) => `var.${name}`),
    );
  });
});

describe("what is certain", () => {
  it("is a result that asks nothing", () => {
    expect(certainly(() => 1)).toEqual({ result: 1 });
  });

  it("is not a result that asks", () => {
    expect(certainly((scenario) => flag(scenario, "a"))).toBeUndefined();
  });

  it("does not hide an error", () => {
    expect(() =>
      certainly(() => {
        throw new RangeError("bad");
      }),
    ).toThrow("bad");
  });
});
