import {
  type Acceptance,
  configurationProblem,
  configured,
  type RuleConfiguration,
} from "../../findings/configuration";
import { evaluate, type Evaluation } from "../../findings/evaluate";
import type { RuleInfo } from "../../findings/rule";
import { joinAlike } from "../../findings/join-alike";
import { inOrder } from "../../findings/finding";
import type { Topology } from "../model/azure";
import { coverageOf } from "../model/coverage";
import { islandsOf } from "../model/islands";
import { TopologyError } from "../model/topology-error";
import type { CheckReport, Finding } from "../results";
import type { Unknown } from "../unknown/value";
import { namesIn, acceptUnmodelled } from "./accept-unmodelled";
import { TOPOLOGY_RULES } from "./all-rules";
import { outcome } from "./cause-findings";
import { verdictUndetermined } from "./rules/verdict-undetermined";
import { IslandContext } from "./island-context";
import { outcomeOf } from "./outcome";
import { list, otherPlaces } from "./sentence";
import { distinctUnknowns, type TopologyRule, type TopologySubject } from "./topology-rule";
import { whatIfs } from "./what-if";

/** What `check` is asked for beside the topology. */
export interface CheckOptions extends RuleConfiguration {
  /** Findings to keep, each with its reason. @default - none */
  readonly accept?: readonly Acceptance[];
  /** Also checks what happens when one NVA, BGP session or egress address fails. @default true */
  readonly whatIf?: boolean;
}

/**
 * Checks a topology against every rule: errors first, then by rule, then by place.
 * @throws TopologyError where an acceptance has no reason, or names no rule
 */
export function check(input: Topology, { whatIf = true, ...configuration }: CheckOptions = {}): CheckReport {
  const problem = configurationProblem(configuration, TOPOLOGY_RULES);
  if (problem) throw new TopologyError(problem);
  const topology = acceptUnmodelled(input, configuration);
  const contexts = islandsOf(topology).map((island) => new IslandContext(island, topology));
  for (const context of contexts) context.acceptVerdicts(acceptedVerdicts(context, configuration));
  const evaluations = joined(contexts.map((context, at) => evaluateRules(context, at === 0)));
  const all = evaluations.flatMap(({ findings }) => findings);
  const sorted = inOrder(configured(all, configuration, namesIn(topology)), (id: string) => id);
  const findings = joinAlike(sorted, (names, several) => `${list(names)} ${several}`);
  const verdicts = new Map(contexts.flatMap((context) => context.verdicts).map((verdict) => [verdict.id, verdict]));
  const open = findings.filter(({ accepted }) => accepted === undefined);
  const undecided = evaluations.flatMap(({ rule, waitsFor }) =>
    waitsFor.length > 0 ? [undecidedRule(rule, waitsFor, configuration)] : [],
  );
  return {
    outcome: outcomeOf({ findings: open, undecided }),
    machines: topology.machines.flatMap(({ id }) => verdicts.get(id) ?? []),
    findings: open,
    accepted: findings.filter(({ accepted }) => accepted !== undefined),
    undecided,
    passed: evaluations
      .filter(({ findings: found, waitsFor }) => found.length === 0 && waitsFor.length === 0)
      .map(({ rule: { id } }) => id),
    whatIf: whatIf ? contexts.flatMap(whatIfs) : [],
    coverage: coverageOf(topology),
  };
}

/** A rule without a place can be accepted as a whole only. */
function undecidedRule(
  { id, name }: RuleInfo,
  waitsFor: readonly Unknown[],
  { accept = [] }: RuleConfiguration,
): CheckReport["undecided"][number] {
  const accepted = accept.find(({ rule, at }) => at === undefined && (rule === id || rule === name));
  return { id, name, waitsFor, ...(accepted && { accepted: accepted.reason }) };
}

/** The evaluations of all islands, one for each rule. */
const joined = (islands: readonly (readonly Evaluation<TopologySubject>[])[]): Evaluation<TopologySubject>[] =>
  TOPOLOGY_RULES.map((rule, at) => ({
    rule,
    findings: islands.flatMap((evaluations) => evaluations[at]!.findings),
    waitsFor: distinctUnknowns(islands.flatMap((evaluations) => evaluations[at]!.waitsFor)),
  }));

/** One cause is one finding: rules that explain causes are evaluated first, and claim them. */
function evaluateRules(context: IslandContext, isFirst: boolean): Evaluation<TopologySubject>[] {
  const explaining = new Map(
    TOPOLOGY_RULES.filter(({ explains }) => explains).map((rule) => [rule.id, evaluateAndClaim(rule, context)]),
  );
  return TOPOLOGY_RULES.map((rule) =>
    rule.once && !isFirst
      ? { rule, findings: [], waitsFor: [] }
      : undecidedWithVerdicts(explaining.get(rule.id) ?? evaluate(rule, context), rule, context),
  );
}

/** Nothing found on a path that is not known is not the same as nothing there. */
const undecidedWithVerdicts = (
  evaluation: Evaluation<TopologySubject>,
  { structural }: TopologyRule,
  context: IslandContext,
): Evaluation<TopologySubject> =>
  structural || evaluation.findings.length + evaluation.waitsFor.length > 0
    ? evaluation
    : { ...evaluation, waitsFor: context.waitsFor };

/** Ids of the machines whose verdicts somebody accepts as undetermined. */
const acceptedVerdicts = (context: IslandContext, configuration: RuleConfiguration): ReadonlySet<string> =>
  new Set(
    configured(evaluate(verdictUndetermined, context).findings, configuration, namesIn(context.topology))
      .filter(({ accepted }) => accepted !== undefined)
      .flatMap(({ at }) => at),
  );

function evaluateAndClaim(rule: TopologyRule, context: IslandContext): Evaluation<TopologySubject> {
  const { findings, waitsFor } = evaluate(rule, context);
  return { rule, findings: findings.map((finding) => withConsequences(finding, rule, context)), waitsFor };
}

/** The finding with the machines that are not tunnelled because of it. */
function withConsequences(finding: Finding, { explains = [] }: TopologyRule, context: IslandContext): Finding {
  const causes = context.causes.filter(
    ({ fault }) => finding.at.includes(fault.at) && fault.cause !== undefined && explains.includes(fault.cause),
  );
  if (causes.length === 0) return finding;
  context.claim(causes);
  const machines = causes.flatMap((cause) => cause.machines);
  const [first = "", ...others] = finding.at;
  return {
    ...finding,
    text: `${finding.text}: ${outcome(machines)}`,
    at: [first, ...otherPlaces(first, [...others, ...machines.map(({ id }) => id)])],
  };
}
