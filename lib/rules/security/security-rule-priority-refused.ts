import type { Declaration, SecurityRuleDeclaration } from "../declaration";
import { edit, inside } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

const MIN_PRIORITY = 100;
const MAX_PRIORITY = 4096;

/** FT039. Azure answers SecurityRuleConflict where two rules share a priority. */
export const securityRulePriorityRefused: ConstructRule = {
  id: "FT039",
  name: "security-rule-priority-refused",
  severity: "error",
  summary: "The priority of a security rule is out of range or not unique.",
  why: "A priority is between 100 and 4096, and unique among the rules of a group and direction.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.securityGroups.flatMap(({ rules }) =>
      rules.flatMap((rule, i) => findingsFor(rule, rules.slice(0, i), () => rulesBeside(rule, app))),
    ),
};

/** The rules of every group that has the rule: a shared one needs a priority that is free in all of them. */
function rulesBeside({ at }: SecurityRuleDeclaration, { securityGroups }: Declaration): SecurityRuleDeclaration[] {
  const isIt = (other: SecurityRuleDeclaration): boolean => other.at.path === at.path && other.at.prop === at.prop;
  return securityGroups.filter(({ rules }) => rules.some(isIt)).flatMap(({ rules }) => rules);
}

function findingsFor(
  rule: SecurityRuleDeclaration,
  before: readonly SecurityRuleDeclaration[],
  beside: () => readonly SecurityRuleDeclaration[],
): ConstructReported[] {
  const { priority, direction } = rule;
  if (priority === undefined) return [];
  const at = inside(rule.at, "priority");
  const want = `a whole number from ${MIN_PRIORITY} to ${MAX_PRIORITY} that no other ${direction} rule of the group has (Azure)`;
  const fix = (): string => {
    const others = beside().filter((other) => other.direction === direction);
    return edit(at, freePriority(priority, new Set(others.map((other) => other.priority))));
  };
  if (!Number.isInteger(priority) || priority < MIN_PRIORITY || priority > MAX_PRIORITY) {
    return [
      {
        at,
        text: `the priority ${priority} must be a whole number from ${MIN_PRIORITY} to ${MAX_PRIORITY}`,
        got: String(priority),
        want,
        fix: fix(),
      },
    ];
  }
  const earlier = before.find((other) => other.direction === direction && other.priority === priority);
  if (!earlier) return [];
  const text = `priority ${priority} is already used by ${earlier.name ?? "another rule"}, also ${direction}`;
  return [{ at, also: inside(earlier.at, "priority"), text, got: String(priority), want, fix: fix() }];
}

/** The nearest free priority, the later ones first: a rule that moves forward would take precedence over others. */
function freePriority(wished: number, taken: ReadonlySet<number | undefined>): number {
  const start = Math.min(Math.max(Math.round(wished) || MIN_PRIORITY, MIN_PRIORITY), MAX_PRIORITY);
  for (let priority = start; priority <= MAX_PRIORITY; priority++) if (!taken.has(priority)) return priority;
  for (let priority = start; priority >= MIN_PRIORITY; priority--) if (!taken.has(priority)) return priority;
  return start;
}
