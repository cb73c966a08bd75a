import { islandsOf } from "../model/islands";
import type { Topology } from "../model/azure";
import type { CheckReport, Finding } from "../results";
import { type Acceptance, accepting } from "./acceptance";
import { TOPOLOGY_RULES } from "./all-rules";
import { Context } from "./check-context";
import { outcome } from "./judgement";
import { distinct, isUndecided, type Judgement, type TopologyRule } from "./rule";
import { whatIfs } from "./what-if";
import { places } from "./grammar";

/** What `check` is asked for beside the topology. */
export interface CheckOptions {
  /** Findings that may stay. @default none */
  readonly accept?: readonly Acceptance[];
  /** Asks too what happens when one NVA, BGP session or egress address fails. @default true */
  readonly whatIf?: boolean;
}

/**
 * Holds a topology against every rule: errors first, then by rule, then by place.
 * @throws TopologyError where an acceptance has no reason, or names no rule
 */
export function check(topology: Topology, { accept = [], whatIf = true }: CheckOptions = {}): CheckReport {
  const contexts = islandsOf(topology).map((island) => new Context(island, topology));
  const judged = joined(contexts.map(judgeAll));
  const findings = accepting(
    topology,
    judged.flatMap(({ rule, findings: found }) => found.map((one) => withRule(rule, one))).sort(byWeight),
    accept,
  );
  const machines = new Map(contexts.flatMap(({ verdicts }) => verdicts).map((verdict) => [verdict.id, verdict]));
  return {
    machines: topology.machines.flatMap(({ id }) => machines.get(id) ?? []),
    findings: findings.filter(({ accepted }) => accepted === undefined),
    accepted: findings.filter(({ accepted }) => accepted !== undefined),
    undecided: judged.flatMap(({ rule: { id, name }, waitsFor }) =>
      waitsFor.length > 0 ? [{ id, name, waitsFor }] : [],
    ),
    passed: judged
      .filter(({ findings: found, waitsFor }) => found.length === 0 && waitsFor.length === 0)
      .map(({ rule: { id } }) => id),
    whatIf: whatIf ? contexts.flatMap(whatIfs) : [],
    others: countTypes(topology),
  };
}

interface Judged {
  readonly rule: TopologyRule;
  readonly findings: readonly Judgement[];
  readonly waitsFor: CheckReport["undecided"][number]["waitsFor"];
}

/** What the islands have to say to a rule, as one. */
const joined = (islands: readonly (readonly Judged[])[]): Judged[] =>
  TOPOLOGY_RULES.map((rule, at) => ({
    rule,
    findings: islands.flatMap((judged) => judged[at]!.findings),
    waitsFor: distinct(islands.flatMap((judged) => judged[at]!.waitsFor)),
  }));

/** In the order of ids. A rule about a part that is broken takes over what comes of it: one cause is one finding. */
function judgeAll(context: Context): Judged[] {
  const roots = new Map(
    TOPOLOGY_RULES.filter(({ root }) => root).map((rule) => [rule.id, takeOver(judge(rule, context), context)]),
  );
  return TOPOLOGY_RULES.map((rule) => roots.get(rule.id) ?? judge(rule, context));
}

function judge(rule: TopologyRule, context: Context): Judged {
  const result = rule.judge(context.topology, context);
  return isUndecided(result)
    ? { rule, findings: [], waitsFor: result.waitsFor }
    : { rule, findings: result, waitsFor: [] };
}

function takeOver({ rule, findings, waitsFor }: Judged, context: Context): Judged {
  const told = findings.map((finding) => {
    const rows = new Set(finding.facts.map(({ row }) => row));
    const causes = context.causes.filter(
      ({ fault }) => finding.at.includes(fault.at) && fault.facts.some(({ row }) => rows.has(row)),
    );
    if (causes.length === 0) return finding;
    context.claim(causes);
    const machines = causes.flatMap((cause) => cause.machines);
    return {
      ...finding,
      text: `${finding.text}: ${outcome(machines)}`,
      at: places(finding.at[0]!, [...finding.at, ...machines.map(({ id }) => id)]),
    };
  });
  return { rule, findings: told, waitsFor };
}

const withRule = ({ id, name, severity }: TopologyRule, judgement: Judgement): Finding => ({
  id,
  name,
  severity,
  ...judgement,
});

const byWeight = (a: Finding, b: Finding): number => (sortKey(a) < sortKey(b) ? -1 : 1);
const sortKey = ({ severity, id, at, text }: Finding): string => [severity, id, ...at, text].join("\n");

function countTypes({ others }: Topology): CheckReport["others"] {
  const types = [...new Set(others.map(({ type }) => type))].sort();
  return types.map((type) => ({ type, count: others.filter((other) => other.type === type).length }));
}
