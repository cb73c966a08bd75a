import { type FactId, facts } from "../../facts";
import { isPublic } from "../../model/address";
import type { Nic, SecurityGroup, SecurityRule, Subnet } from "../../model/azure";
import type { Decision } from "../../results";
import type { RoutingState } from "../../routes/routing-state";
import { allows, chooseRule } from "../../security/choose-rule";
import { DEFAULT_RULES } from "../../security/default-rules";
import type { Inspection } from "../../security/match";
import { isUnknown } from "../../unknown/value";
import { inServiceTag, isKeptNarrow, isTag, usesRoutedTag } from "./tags";

/** A packet at a subnet or a NIC in it, by the routes of the subnet. */
export interface RoutedInspection extends Pick<Inspection, "packet" | "direction" | "anyClientPort"> {
  readonly routing: RoutingState;
  readonly subnet: Subnet;
}

/** The same for the rules of a security group. */
export const inspectionOf = ({ routing, subnet, ...packet }: RoutedInspection): Inspection => ({
  ...packet,
  index: routing.index,
  scenario: routing.scenario,
  inTag: (tag, address) => inServiceTag(routing, subnet, tag, address),
});

/** What a security group decides about a packet. */
export interface SecurityDecision {
  readonly group: SecurityGroup;
  readonly rule: SecurityRule;
  readonly decision: Decision;
  /** The deciding rule, or one before it, uses a tag whose meaning depends on routes. */
  readonly usesTag: boolean;
  /** That tag is kept from containing the internet by a UDR 0.0.0.0/0 to Internet (row 6.6). */
  readonly reliesOnNarrowTag: boolean;
}

/**
 * What the security groups of a subnet and a NIC decide: inbound the subnet's first, outbound the NIC's. Both must allow
 * (row 6.1); after the first one that denies, the other is not asked.
 */
export function inspect(inspection: RoutedInspection, nic: Nic): SecurityDecision[] {
  const { routing, subnet, direction } = inspection;
  const order = direction === "Inbound" ? [subnet, nic] : [nic, subnet];
  const decisions: SecurityDecision[] = [];
  for (const component of order) {
    const group = routing.index.securityGroupOf(component);
    if (!group) continue;
    const decided = decide(inspection, group);
    decisions.push(decided);
    if (!decided.decision.ok) break;
  }
  return decisions;
}

/**
 * The decision of the first rule that denies and names the platform's own tag: other rules do not apply to a packet to
 * Azure's platform.
 */
export function inspectForPlatform(inspection: RoutedInspection, nic: Nic, tag: string): SecurityDecision | undefined {
  const { routing, subnet } = inspection;
  for (const component of [nic, subnet]) {
    const group = routing.index.securityGroupOf(component);
    const rules = group?.rules.filter(({ destinations }) => destinations.some((one) => isTag(one, tag))) ?? [];
    if (!group || rules.length === 0) continue;
    const decided = decide(inspection, { ...group, rules });
    if (!decided.decision.ok && rules.includes(decided.rule)) return decided;
  }
  return undefined;
}

function decide(inspection: RoutedInspection, group: SecurityGroup): SecurityDecision {
  const { routing, subnet, packet } = inspection;
  const { rule, before } = chooseRule(inspectionOf(inspection), group);
  const usesTag = [...before, rule].some(usesRoutedTag);
  const concernsInternet = isPublic(packet.source) || isPublic(packet.destination);
  return {
    group,
    rule,
    decision: decisionOf(group, rule, routing.scenario.isTrue(allows(rule))),
    usesTag,
    reliesOnNarrowTag: usesTag && concernsInternet && isKeptNarrow(routing, subnet),
  };
}

const decisionOf = (group: SecurityGroup, rule: SecurityRule, ok: boolean): Decision => ({
  kind: "nsg",
  text: `${ok ? "allow" : "deny"}  ${rule.name} (${isUnknown(rule.priority) ? "priority known after apply" : rule.priority})`,
  because: group.name,
  ok,
  at: group.id,
  facts: facts(...factsBehind(rule)),
});

const factsBehind = (rule: SecurityRule): FactId[] => [
  "6.1",
  ...(DEFAULT_RULES.includes(rule) ? (["6.2"] as const) : []),
  ...(usesRoutedTag(rule) ? (["6.4"] as const) : []),
];
