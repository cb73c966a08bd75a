import * as fc from "fast-check";
import { explore } from "../../../lib/analysis/unknown/explore";
import { Memo } from "../../../lib/analysis/unknown/memo";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { unknown } from "../../../lib/analysis/unknown/value";

const flag = (scenario: Scenario, name: string): boolean => scenario.isTrue(unknown(`var.${name}`));

describe("a memo", () => {
  it("computes once where nothing is asked", () => {
    const memo = new Memo<string, number>();
    const compute = jest.fn(() => 1);
    for (let turn = 0; turn < 3; turn++) expect(memo.get("key", new Scenario(), compute)).toBe(1);
    expect(compute).toHaveBeenCalledTimes(1);
  });

  it("computes once for each answer that the computation read, whatever else a scenario answers", () => {
    const memo = new Memo<string, boolean>();
    const compute = jest.fn((scenario: Scenario) => flag(scenario, "a"));
    const { results } = explore((scenario) => {
      flag(scenario, "unrelated");
      return memo.get("key", scenario, () => compute(scenario));
    });
    expect(results).toHaveLength(4);
    expect(compute).toHaveBeenCalledTimes(2);
  });

  it("keeps keys apart", () => {
    const memo = new Memo<string, string>();
    expect(memo.get("a", new Scenario(), () => "a")).toBe("a");
    expect(memo.get("b", new Scenario(), () => "b")).toBe("b");
  });

  it("makes whoever uses a remembered result depend on the answers behind it", () => {
    const memo = new Memo<string, boolean>();
    memo.get("key", new Scenario(), () => true);
    const inner = new Memo<string, boolean>();
    const scenario = new Scenario();
    inner.get("key", scenario, () => flag(scenario, "a"));
    const { read } = new Scenario().reading(() => undefined);
    expect(read.size).toBe(0);
    const later = new Scenario();
    const outer = later.reading(() => inner.get("key", later, () => flag(later, "a")));
    expect([...outer.read].flatMap(({ claim: { about } }) => about)).toEqual(["var.a"]);
  });

  it("gives what a computation without a memo gives, for any tree of questions", () => {
    const tree = fc.letrec<{ node: unknown }>((tie) => ({
      node: fc.oneof(
        { maxDepth: 4 },
        fc.integer({ min: 0, max: 3 }),
        fc.tuple(fc.constantFrom("a", "b", "c"), tie("node"), tie("node")),
      ),
    })).node;
    const walk = (node: unknown, scenario: Scenario): unknown =>
      Array.isArray(node) ? walk(flag(scenario, node[0] as string) ? node[1] : node[2], scenario) : node;
    fc.assert(
      fc.property(tree, tree, (first, second) => {
        const memo = new Memo<string, unknown>();
        const plain = explore((scenario) => [walk(first, scenario), walk(second, scenario)]);
        const remembered = explore((scenario) => [
          memo.get("first", scenario, () => walk(first, scenario)),
          memo.get("second", scenario, () => walk(second, scenario)),
        ]);
        expect(remembered.results.map(({ result }) => result)).toEqual(plain.results.map(({ result }) => result));
      }),
      { numRuns: 300 },
    );
  });
});
