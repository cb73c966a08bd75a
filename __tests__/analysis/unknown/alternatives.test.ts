import { after, certain, either, resultIn } from "../../../lib/analysis/unknown/alternatives";
import { explore } from "../../../lib/analysis/unknown/explore";
import { statement } from "../../../lib/analysis/unknown/truth";

const same = (a: string, b: string): boolean => a === b;
const [p, q] = [statement("p"), statement("q")];
const either2 = (when: typeof p | boolean, then: string, otherwise: string) =>
  either(when, certain(then), certain(otherwise), same);

describe("either", () => {
  test("decides what is known", () => {
    expect([either2(true, "a", "b"), either2(false, "a", "b")]).toEqual([certain("a"), certain("b")]);
  });

  test("keeps both results where they differ", () => {
    expect(either2(p, "a", "b")).toEqual([
      { when: p, result: "a" },
      { when: true, result: "b" },
    ]);
  });

  test("asks nothing where both results are the same", () => {
    expect(either2(p, "a", "a")).toEqual(certain("a"));
    expect(either(p, certain("b"), either2(q, "a", "b"), same)).toHaveLength(3);
    expect(either(p, certain("a"), either(q, certain("b"), certain("b"), same), same)).toHaveLength(2);
  });
});

test("after continues with each result, and each scenario has its own", () => {
  const results = after(
    either2(p, "a", "b"),
    (one) => (one === "a" ? either2(q, "ax", "ay") : certain(`${one}z`)),
    same,
  );
  const explored = explore((scenario) => resultIn(scenario, results));
  expect(explored.results.map(({ result }) => result).sort()).toEqual(["ax", "ay", "bz"]);
});
