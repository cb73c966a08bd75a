import type { FirewallRule } from "../../model/azure";
import type { Packet } from "../../model/packet";
import type { Scenario } from "../../unknown/scenario";
import { claim, equals, statement, type Truth } from "../../unknown/truth";
import { isUnknown } from "../../unknown/value";
import { type Candidate, candidatesOf } from "../../security/rules";
import { ruleMatches } from "./match";

/** What the rules of a firewall are asked of: one in a VNet or in a virtual hub. */
export interface RuleOwner {
  readonly name: string;
  readonly rules: readonly FirewallRule[];
}

/** What the rules of a firewall make of a packet; without a rule, what happens where none matches. */
export interface FirewallDecision {
  readonly allowed: boolean;
  readonly rule?: FirewallRule;
}

/** Network rules before application rules, and what none of them matches is denied (row 13.1). */
export function decidePacket(scenario: Scenario, { rules }: RuleOwner, packet: Packet): FirewallDecision {
  const found = firstMatch(
    scenario,
    packet,
    rules.filter(({ kind }) => kind !== "nat"),
    false,
  );
  return found ? { allowed: allows(scenario, found), rule: found } : { allowed: false };
}

/** Whether a packet that a NAT rule has translated passes: unless a network rule denies it (row 13.4). */
export function decideTranslated(scenario: Scenario, { rules }: RuleOwner, packet: Packet): FirewallDecision {
  const found = firstMatch(
    scenario,
    packet,
    rules.filter(({ kind }) => kind === "network"),
    true,
  );
  return found ? { allowed: allows(scenario, found), rule: found } : { allowed: true };
}

/** The NAT rule that translates a packet; undefined where none does. */
export function natRuleFor(scenario: Scenario, { name, rules }: RuleOwner, packet: Packet): FirewallRule | undefined {
  return rules.find(
    (rule) =>
      rule.kind === "nat" &&
      scenario.isTrue(ruleMatches(rule, packet)) &&
      (rule.inherited === undefined || scenario.isTrue(inherits(name))),
  );
}

/** Microsoft documents it in both ways (row 13.5). */
const inherits = (name: string): Truth => statement(`${name} inherits the NAT rules of the parent of its policy`);

const allows = (scenario: Scenario, { action }: FirewallRule): boolean =>
  scenario.isTrue(isUnknown(action) ? equals(action.unknown, "Allow") : action === "Allow");

/**
 * The first rule that matches. What is known only after apply is asked only where it can change the decision.
 * @param otherwise whether the packet passes where no rule matches
 */
function firstMatch(
  scenario: Scenario,
  packet: Packet,
  rules: readonly FirewallRule[],
  otherwise: boolean,
): FirewallRule | undefined {
  const candidates = candidatesOf(placed(scenario, packet, rules), (rule) => ruleMatches(rule, packet));
  const [last, ...others] = [...candidates].reverse();
  if (!last) return undefined;
  const isCertain = last.match === true;
  const relevant = isCertain
    ? [last, ...withoutEffect(others, effectOf(last.rule))]
    : withoutEffect([last, ...others], effectOf(otherwise));
  return [...relevant].reverse().find(({ match }) => scenario.isTrue(match))?.rule;
}

/** From the last on: those that decide the same as what comes after them change nothing. */
function withoutEffect(
  reversed: readonly Candidate<FirewallRule>[],
  effect: string,
): readonly Candidate<FirewallRule>[] {
  const different = reversed.findIndex(({ rule }) => effectOf(rule) !== effect);
  return different === -1 ? [] : reversed.slice(different);
}

/** What an application rule allows is sent on by a proxy, with another source. */
function effectOf(rule: FirewallRule | boolean): string {
  if (typeof rule === "boolean") return rule ? "Allow network" : "Deny";
  if (isUnknown(rule.action)) return rule.action.unknown;
  return rule.action === "Deny" ? "Deny" : `Allow ${rule.kind}`;
}

/** Rules whose priority is known only after apply may come first or last among those of their kind. */
function placed(scenario: Scenario, packet: Packet, rules: readonly FirewallRule[]): readonly FirewallRule[] {
  const unplaced = rules.filter(({ order }) => order.some(isUnknown));
  if (unplaced.length === 0) return rules;
  const first = unplaced.filter(
    (rule) =>
      ruleMatches(rule, packet) !== false &&
      rules.some(
        (other) =>
          other.kind === rule.kind && effectOf(other) !== effectOf(rule) && ruleMatches(other, packet) !== false,
      ) &&
      scenario.isTrue(
        claim(
          rule.order.flatMap((one) => (isUnknown(one) ? [one.unknown] : [])),
          "comes before the other priorities",
        ),
      ),
  );
  const kinds = ["nat", "network", "application"] as const;
  return kinds.flatMap((kind) => {
    const own = rules.filter((rule) => rule.kind === kind);
    return [...own.filter((rule) => first.includes(rule)), ...own.filter((rule) => !first.includes(rule))];
  });
}
