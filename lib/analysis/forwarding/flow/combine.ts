import { type Fact, facts, joinFacts } from "../../facts";
import type { RepairableFault } from "../../faults/repairable-fault";
import type { Egress } from "../../results";
import type { Reason, Verdict } from "../../verdict";
import { exitKey } from "../exit-names";
import type { Branch, FlowResult } from "./result";

/**
 * The branches of a flow as one result: branches that differ are mixed.
 * @param refusal what Azure refuses on the path, whatever the branches are
 */
export function combine(branches: readonly Branch[], refusal?: RepairableFault): FlowResult {
  const verdict = refusal ? "refused" : verdictOf(branches);
  const reason = refusal?.reason ?? reasonOf(branches, verdict);
  const fault = refusal ?? branches.find((one) => one.fault !== undefined && one.verdict !== "tunnelled")?.fault;
  const warnings = eachOnce(
    branches.flatMap((one) => one.warnings),
    ({ row, text }) => `${row} ${text}`,
  );
  return {
    verdict,
    ...(reason && { reason }),
    egress: verdict === "undetermined" ? [] : egressOf(branches),
    out: branches.map(({ out }) => out),
    back: branches.flatMap(({ back }) => back),
    warnings,
    ...(fault && { fault }),
  };
}

function verdictOf(branches: readonly Branch[]): Verdict {
  const verdicts = [...new Set(branches.map(({ verdict }) => verdict))];
  const known = verdicts.filter((verdict) => verdict !== "undetermined");
  // What is not known may come to the same as the rest.
  if (known.length < 2) return known.length === verdicts.length ? (known[0] ?? "undetermined") : "undetermined";
  return "mixed";
}

const reasonOf = (branches: readonly Branch[], verdict: Verdict): Reason | undefined =>
  branches.find((one) => one.verdict === verdict && one.reason !== undefined)?.reason;

const egressOf = (branches: readonly Branch[]): Egress[] =>
  eachOnce(
    branches.flatMap(({ egress }) => egress ?? []),
    (one) => `${exitKey(one)} ${one.machine}`,
  );

/** The facts that a result rests on. */
export function factsOf({ out, back, warnings }: FlowResult): Fact[] {
  const decisions = [...out, ...back].flatMap(({ hops }) => hops.flatMap((hop) => hop.decisions));
  return joinFacts([...decisions.map((decision) => decision.facts), facts(...warnings.map(({ row }) => row))]);
}

const eachOnce = <T>(list: readonly T[], key: (item: T) => string): T[] => [
  ...new Map(list.map((item) => [key(item), item])).values(),
];
