import type { Joinable } from "./join-alike";
import type { Reported, Rule, RuleSubject, Undecided } from "./rule";

/** What a rule found in one input. */
export interface Evaluation<S extends RuleSubject> {
  readonly rule: Rule<S>;
  readonly findings: readonly Joinable<S["place"], S["evidence"]>[];
  /** Values that decide the rule after apply; empty where it is decided. */
  readonly waitsFor: readonly S["awaited"][];
}

/** Checks an input with one rule. */
export function evaluate<S extends RuleSubject>(rule: Rule<S>, input: S["input"]): Evaluation<S> {
  const result = rule.check(input);
  return isUndecided(result)
    ? { rule, findings: [], waitsFor: result.waitsFor }
    : { rule, findings: result.map((reported) => findingOf(rule, reported)), waitsFor: [] };
}

const isUndecided = <S extends RuleSubject>(result: readonly Reported<S>[] | Undecided<S>): result is Undecided<S> =>
  "waitsFor" in result;

/** What a rule reports, as a finding of the rule. */
export function findingOf<S extends RuleSubject>(
  { id, name, severity }: Pick<Rule<S>, "id" | "name" | "severity">,
  { at, also, text, got, want, fix, facts = [], alike }: Reported<S>,
): Joinable<S["place"], S["evidence"]> {
  const others: readonly S["place"][] = also === undefined ? [] : Array.isArray(also) ? also : [also];
  return { id, name, severity, text, at: [at, ...others], got, want, fix, facts, ...(alike && { alike }) };
}
