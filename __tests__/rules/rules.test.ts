import { ALL_RULES } from "../../lib/rules/all";
import type { Finding } from "../../lib/rules/rule";
import { judge } from "../../lib/rules/rule";
import type { Expected } from "./case";
import { RULE_CASES } from "./cases";
import { article } from "./declaration-builder";

test("the article's topology breaks no rule", () => {
  expect(judge(article(), ALL_RULES)).toEqual([]);
});

describe.each(ALL_RULES.map((rule) => [rule.name, rule] as const))("%s", (name, rule) => {
  const cases = RULE_CASES.filter((one) => one.rule === name);

  test.each(cases.filter(({ findings }) => findings.length === 0).map((one) => [one.what, one] as const))(
    "accepts: %s",
    (_, { change }) => {
      expect(judge(article(change), ALL_RULES)).toEqual([]);
    },
  );

  test.each(cases.filter(({ findings }) => findings.length > 0).map((one) => [one.what, one] as const))(
    "reports: %s",
    (_, { change, findings }) => {
      const app = article(change);

      expect(rule.check(app).map(flat)).toEqual(findings.map((finding) => expect.objectContaining(finding)));
      // One cause, one finding: no other rule says anything of it.
      expect([...new Set(judge(app, ALL_RULES).map((violation) => violation.rule.name))]).toEqual([name]);
    },
  );

  test("has a case that it accepts and one that it reports", () => {
    expect(cases.some(({ findings }) => findings.length === 0)).toBe(true);
    expect(cases.some(({ findings }) => findings.length > 0)).toBe(true);
  });
});

test("every case is about a rule", () => {
  const names = new Set(ALL_RULES.map(({ name }) => name));
  expect(RULE_CASES.filter(({ rule }) => !names.has(rule))).toEqual([]);
});

const flat = ({ at, also, ...rest }: Finding): Expected => ({
  ...rest,
  at: `${at.path} ${at.prop}`,
  ...(also ? { also: `${also.path} ${also.prop}` } : {}),
});
