import type { SecurityGroup, SecurityRule } from "../model/azure";
import { claim, equals, type Truth } from "../unknown/truth";
import { isUnknown } from "../unknown/value";
import { DEFAULT_RULES } from "./default-rules";
import { type Candidate, candidatesOf } from "./rules";
import { type Inspection, matches } from "./match";

/** The rule of a security group that decides about a packet. */
export interface ChosenRule {
  readonly rule: SecurityRule;
  /** The rules that come before it, whether they match or not. */
  readonly before: readonly SecurityRule[];
}

/**
 * The first rule by priority that matches. What is known only after apply is asked only where it can change the decision:
 * a rule that cannot match, or that decides the same as what comes after it, asks nothing.
 */
export function chooseRule(inspection: Inspection, group: SecurityGroup): ChosenRule {
  const rules = inOrder(inspection, group);
  const candidates = withoutEffect(candidatesOf(rules, (one) => matches(inspection, one)));
  const { scenario } = inspection;
  const { rule } = candidates.find(({ match }) => scenario.isTrue(match))!;
  return { rule, before: rules.slice(0, rules.indexOf(rule)) };
}

/** Whether a rule allows what it matches. */
export const allows = ({ access }: SecurityRule): Truth =>
  isUnknown(access) ? equals(access.unknown, "Allow") : access === "Allow";

/** The last candidate matches for certain: those right before it that decide the same change nothing. */
function withoutEffect(candidates: readonly Candidate<SecurityRule>[]): readonly Candidate<SecurityRule>[] {
  const [last, ...others] = [...candidates].reverse();
  const different = others.findIndex(({ rule }) => !sameAccess(rule, last!.rule));
  return different === -1 ? [last!] : [...others.slice(different).reverse(), last!];
}

const sameAccess = (a: SecurityRule, b: SecurityRule): boolean =>
  a === b || (!isUnknown(a.access) && a.access === b.access);

/** The group's rules by priority, then the default ones. A priority known only after apply may come first or last. */
function inOrder(inspection: Inspection, group: SecurityGroup): SecurityRule[] {
  const placed = group.rules
    .filter(({ priority }) => !isUnknown(priority))
    .sort((a, b) => Number(a.priority) - Number(b.priority));
  const unplaced = group.rules.filter(({ priority }) => isUnknown(priority));
  const comesFirst = (rule: SecurityRule): boolean =>
    isContested(inspection, rule, group.rules) && inspection.scenario.isTrue(firstPriority(rule));
  const first = unplaced.filter(comesFirst);
  return [...first, ...placed, ...unplaced.filter((rule) => !first.includes(rule)), ...DEFAULT_RULES];
}

const firstPriority = ({ priority }: SecurityRule): Truth =>
  isUnknown(priority) && claim(priority.unknown, "comes before the other priorities");

/** True for a rule whose place matters: it may match, and so may another one that decides otherwise. */
const isContested = (inspection: Inspection, rule: SecurityRule, rules: readonly SecurityRule[]): boolean =>
  matches(inspection, rule) !== false &&
  rules.some((other) => !sameAccess(rule, other) && matches(inspection, other) !== false);
