import { withName } from "../domain/by-name";
import { nearestName } from "../domain/nearest-name";
import type { Finding } from "./finding";
import type { Problem } from "./problem";
import type { RuleInfo, Severity } from "./rule";

/** A finding that somebody knows of and keeps. */
export interface Acceptance {
  /** The rule's id or name. */
  readonly rule: string;
  /**
   * Where: a name, Terraform address or construct path of one of the finding's places.
   * @default - wherever the rule finds something
   */
  readonly at?: string;
  /** Why; reports show it with the finding. */
  readonly reason: string;
}

/** What a project decides about rules. */
export interface RuleConfiguration {
  /** Findings to keep, each with its reason. @default - none */
  readonly accept?: readonly Acceptance[];
  /** Severities other than the rules' own, by id or name of the rule. @default - the rules' own */
  readonly severity?: Readonly<Record<string, Severity>>;
}

/** The findings with the severities and acceptances of a configuration. */
export function configured<Place, F extends Finding<Place, unknown>>(
  findings: readonly F[],
  { accept = [], severity = {} }: RuleConfiguration,
  namesOf: (place: Place) => readonly string[],
): F[] {
  return findings.map((finding): F => {
    const { id, name, at } = finding;
    const accepted = accept.find(
      (one) =>
        (one.rule === id || one.rule === name) &&
        (one.at === undefined || at.some((place) => withName([place], one.at!, namesOf).length > 0)),
    );
    return {
      ...finding,
      severity: severity[id] ?? severity[name] ?? finding.severity,
      ...(accepted && { accepted: accepted.reason }),
    };
  });
}

/** What is wrong with a configuration, if anything: a rule that does not exist, or an acceptance without a reason. */
export function configurationProblem(
  { accept = [], severity = {} }: RuleConfiguration,
  rules: readonly RuleInfo[],
): Problem | undefined {
  const known = rules.flatMap(({ id, name }) => [id, name]);
  const unknown = [...accept.map(({ rule }) => rule), ...Object.keys(severity)].find((rule) => !known.includes(rule));
  if (unknown !== undefined)
    return {
      text: `no rule is named "${unknown}"`,
      got: unknown,
      want: `the id or name of a rule, such as ${rules[0]?.id} or ${rules[0]?.name}`,
      fix: nearestName(unknown, known) ?? "a rule of docs/RULES.md",
    };
  const bare = accept.find(({ reason }) => reason.trim() === "");
  return (
    bare && {
      text: `${bare.rule} is accepted without a reason`,
      got: '""',
      want: "a reason: whoever reads the report next year needs it",
      fix: `state why ${bare.rule} is acceptable`,
    }
  );
}
