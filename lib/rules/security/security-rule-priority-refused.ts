import type { SecurityRuleDeclaration } from "../declaration";
import { edit, inside } from "../edit";
import type { ConstructReported, ConstructRule } from "../rule";

const LOWEST = 100;
const HIGHEST = 4096;

/** FT039. That two rules share a priority shows at apply: SecurityRuleConflict. */
export const securityRulePriorityRefused: ConstructRule = {
  id: "FT039",
  name: "security-rule-priority-refused",
  severity: "error",
  summary: "The priority of a security rule is out of range or not unique.",
  why: "A priority is between 100 and 4096, and unique among the rules of a group and direction.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/network-security-groups-overview"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.securityGroups.flatMap(({ rules }) => rules.flatMap((rule, i) => findingsFor(rule, rules.slice(0, i), rules))),
};

function findingsFor(
  rule: SecurityRuleDeclaration,
  before: readonly SecurityRuleDeclaration[],
  all: readonly SecurityRuleDeclaration[],
): ConstructReported[] {
  const { priority, direction } = rule;
  if (priority === undefined) return [];
  const at = inside(rule.at, "priority");
  const want = `a whole number from ${LOWEST} to ${HIGHEST} that no other ${direction} rule of the group has (Azure)`;
  const taken = new Set(all.filter((other) => other.direction === direction).map((other) => other.priority));
  const fix = edit(at, freePriority(priority, taken));
  if (!Number.isInteger(priority) || priority < LOWEST || priority > HIGHEST) {
    return [
      {
        at,
        text: `the priority ${priority} is no whole number from ${LOWEST} to ${HIGHEST}`,
        got: String(priority),
        want,
        fix,
      },
    ];
  }
  const earlier = before.find((other) => other.direction === direction && other.priority === priority);
  if (!earlier) return [];
  const text = `priority ${priority} is that of ${earlier.name ?? "another rule"} already, ${direction} too`;
  return [{ at, also: inside(earlier.at, "priority"), text, got: String(priority), want, fix }];
}

/** The nearest that is free, the later ones first: a rule that moves forward would take precedence over others. */
function freePriority(wished: number, taken: ReadonlySet<number | undefined>): number {
  const start = Math.min(Math.max(Math.round(wished) || LOWEST, LOWEST), HIGHEST);
  for (let priority = start; priority <= HIGHEST; priority++) if (!taken.has(priority)) return priority;
  for (let priority = start; priority >= LOWEST; priority--) if (!taken.has(priority)) return priority;
  return start;
}
