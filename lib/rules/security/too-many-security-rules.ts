import type { SecurityGroupDeclaration } from "../declaration";
import type { ConstructReported, ConstructRule } from "../rule";

const MAX_RULES = 1000;
const MAX_ADDRESSES = 4000;

/** FT066. */
export const tooManySecurityRules: ConstructRule = {
  id: "FT066",
  name: "too-many-security-rules",
  severity: "error",
  summary: "A network security group has too many rules or addresses.",
  why: "A network security group accepts 1,000 rules, 4,000 source addresses and 4,000 destination addresses.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"],
  otherwise: "Azure, at apply",
  check: (app) => app.securityGroups.flatMap(findingsFor),
};

function findingsFor({ path, rules }: SecurityGroupDeclaration): ConstructReported[] {
  const counts = [
    { count: rules.length, most: MAX_RULES, what: "rules" },
    { count: rules.flatMap(({ sources }) => sources).length, most: MAX_ADDRESSES, what: "sources" },
    { count: rules.flatMap(({ destinations }) => destinations).length, most: MAX_ADDRESSES, what: "destinations" },
  ];
  return counts
    .filter(({ count, most }) => count > most)
    .map(({ count, most, what }) => ({
      at: { path, prop: "securityRules" },
      text: `the network security group has ${count} ${what}`,
      got: `${count} ${what}`,
      want: `at most ${most} (Azure)`,
      fix: `remove ${count - most}, or merge adjacent prefixes`,
    }));
}
