import { evaluate } from "../../lib/findings/evaluate";
import { CONSTRUCT_RULES } from "../../lib/rules/all";
import { checkDeclaration } from "../../lib/rules/check-declaration";
import type { ConstructFinding } from "../../lib/rules/rule";
import type { Expected } from "./case";
import { RULE_CASES } from "./cases";
import { article } from "./declaration-builder";

test("the article's topology has no finding", () => {
  expect(checkDeclaration(article(), CONSTRUCT_RULES)).toEqual([]);
});

describe.each(CONSTRUCT_RULES.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  const cases = RULE_CASES.filter((one) => one.rule === name);

  test.each(cases.filter(({ findings }) => findings.length === 0).map((one) => [one.what, one] as const))(
    "accepts: %s",
    (_, { change }) => {
      expect(checkDeclaration(article(change), CONSTRUCT_RULES)).toEqual([]);
    },
  );

  test.each(cases.filter(({ findings }) => findings.length > 0).map((one) => [one.what, one] as const))(
    "reports: %s",
    (_, { change, findings }) => {
      const app = article(change);

      expect(evaluate(rule, app).findings.map(flat)).toEqual(
        findings.map((finding) => expect.objectContaining(finding)),
      );
      // One cause, one finding: no other rule says anything of it.
      expect([...new Set(checkDeclaration(app, CONSTRUCT_RULES).map((finding) => finding.name))]).toEqual([name]);
    },
  );

  test("has a case that it accepts and one that it reports", () => {
    expect(cases.some(({ findings }) => findings.length === 0)).toBe(true);
    expect(cases.some(({ findings }) => findings.length > 0)).toBe(true);
  });
});

test("every case is about a rule", () => {
  const names = new Set(CONSTRUCT_RULES.map(({ name }) => name));
  expect(RULE_CASES.filter(({ rule }) => !names.has(rule))).toEqual([]);
});

const flat = ({ at, ...rest }: ConstructFinding): Expected => {
  const [first = "", also] = at.map(({ path, prop }) => `${path} ${prop}`);
  return { ...rest, at: first, ...(also === undefined ? {} : { also }) };
};
