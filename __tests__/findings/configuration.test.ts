import { configurationProblem, configured } from "../../lib/findings/configuration";
import type { Finding } from "../../lib/findings/finding";
import type { RuleInfo } from "../../lib/findings/rule";

const rule = (id: RuleInfo["id"], name: string): RuleInfo => ({
  id,
  name,
  severity: "warning",
  summary: "",
  why: "",
  sources: [],
});
const RULES = [rule("FT114", "fails-open"), rule("FT115", "single-nva")];
const finding: Finding = {
  id: "FT114",
  name: "fails-open",
  severity: "warning",
  text: "it leaks",
  at: ["subnet", "machine"],
  got: "",
  want: "",
  fix: "",
  facts: [],
};
const names = (id: string): string[] => [id, `vm-${id}`];

describe("accepting", () => {
  test.each(["FT114", "fails-open"])("keeps the reason with every finding of %s", (name) => {
    expect(configured([finding], { accept: [{ rule: name, reason: "updates" }] }, names)).toEqual([
      { ...finding, accepted: "updates" },
    ]);
  });

  test("leaves findings of other rules as they are", () => {
    expect(configured([finding], { accept: [{ rule: "FT115", reason: "x" }] }, names)).toEqual([finding]);
  });

  test.each([
    ["subnet", true],
    ["vm-machine", true],
    ["vm-other", false],
  ])("applies to %s only where the finding has that place", (at, accepted) => {
    const [only] = configured([finding], { accept: [{ rule: "FT114", at, reason: "x" }] }, names);
    expect(only!.accepted !== undefined).toBe(accepted);
  });
});

describe("severity", () => {
  test.each(["FT114", "fails-open"])("is that of the configuration for %s", (name) => {
    expect(configured([finding], { severity: { [name]: "error" } }, names)[0]!.severity).toBe("error");
  });

  test("is the rule's own without a configuration", () => {
    expect(configured([finding], {}, names)).toEqual([finding]);
    expect(configured([finding], { severity: { FT115: "error" } }, names)).toEqual([finding]);
  });
});

describe("a configuration is refused", () => {
  test("where a rule does not exist, with the nearest one", () => {
    expect(configurationProblem({ accept: [{ rule: "fail-open", reason: "x" }] }, RULES)).toMatchObject({
      text: 'no rule is named "fail-open"',
      fix: "fails-open",
    });
    expect(configurationProblem({ severity: { FT11: "error" } }, RULES)).toMatchObject({ got: "FT11" });
  });

  test.each(["", " "])("where the reason is %j", (reason) => {
    expect(configurationProblem({ accept: [{ rule: "FT114", reason }] }, RULES)).toMatchObject({
      text: "FT114 is accepted without a reason",
    });
  });

  test("and not otherwise", () => {
    expect(configurationProblem({}, RULES)).toBeUndefined();
    expect(
      configurationProblem({ accept: [{ rule: "FT114", reason: "x" }], severity: { "single-nva": "error" } }, RULES),
    ).toBeUndefined();
  });
});
