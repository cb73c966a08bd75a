import { assumptionText, proposalFor } from "../../../lib/analysis/unknown/propose";
import { claimOf } from "../../../lib/analysis/unknown/truth";
import { unknown } from "../../../lib/analysis/unknown/value";

const examples = { true: ["a"], false: [] };

test.each([
  [unknown("var.on"), true, "--var on=true"],
  [{ ...unknown("var.count"), examples: { true: 1, false: 0 } }, true, "--var count=1"],
  [{ ...unknown("var.count"), examples: { true: 1, false: 0 } }, false, "--var count=0"],
  [{ ...unknown("var.keys"), examples }, true, `--var keys='["a"]'`],
  [{ ...unknown("local.keys"), examples }, true, `--assume FILE, with {"values":{"local.keys":["a"]}}`],
])("%j that is %s is proposed as %s", (value, answer, text) => {
  expect(assumptionText(proposalFor([{ claim: claimOf(value), answer }]))).toBe(text);
});
