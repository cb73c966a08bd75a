import { closest } from "fastest-levenshtein";
import { components } from "../model/find";
import type { Topology } from "../model/azure";
import type { Finding } from "../results";
import { TopologyError } from "../model/topology-error";
import { TOPOLOGY_RULES } from "./all-rules";

/** A finding that somebody has looked at, and lives with. */
export interface Acceptance {
  /** The rule's id or name. */
  readonly rule: string;
  /**
   * Azure name, Terraform address or construct path of a component of the finding.
   * @default - wherever the rule finds something
   */
  readonly at?: string;
  /** Why; it is shown beside the finding. */
  readonly reason: string;
}

/**
 * The findings, those that are accepted with the reason.
 * @throws TopologyError where an acceptance has no reason, or names no rule
 */
export function accepting(
  topology: Topology,
  findings: readonly Finding[],
  acceptances: readonly Acceptance[],
): Finding[] {
  for (const acceptance of acceptances) mustBeComplete(acceptance);
  const names = namesById(topology);
  return findings.map((finding) => {
    const accepted = acceptances.find(
      (one) =>
        (one.rule === finding.id || one.rule === finding.name) &&
        (one.at === undefined || finding.at.some((id) => names(id).includes(one.at!))),
    );
    return accepted ? { ...finding, accepted: accepted.reason } : finding;
  });
}

function mustBeComplete({ rule, reason }: Acceptance): void {
  if (!TOPOLOGY_RULES.some(({ id, name }) => id === rule || name === rule)) {
    const all = TOPOLOGY_RULES.flatMap(({ id, name }) => [id, name]);
    throw new TopologyError({
      text: `no rule "${rule}" to accept`,
      got: rule,
      want: "the id or name of a rule: FT101, direct-egress, …",
      fix: closest(rule, all),
    });
  }
  if (reason.trim() === "") {
    throw new TopologyError({
      text: `${rule} is accepted without a reason`,
      got: '""',
      want: "a reason, for whoever reads the report next year",
      fix: `say why ${rule} may stay`,
    });
  }
}

function namesById(topology: Topology): (id: string) => readonly string[] {
  const names = new Map(components(topology).map(({ id, name, path }) => [id, [id, name, path ?? id]] as const));
  return (id) => names.get(id) ?? [id];
}
