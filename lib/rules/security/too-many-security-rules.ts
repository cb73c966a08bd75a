import type { SecurityGroupDeclaration } from "../declaration";
import type { Finding, Rule } from "../rule";

const MOST_RULES = 1000;
const MOST_ADDRESSES = 4000;

/** FT066. */
export const tooManySecurityRules: Rule = {
  id: "FT066",
  name: "too-many-security-rules",
  severity: "error",
  reason: "A network security group takes 1,000 rules, and 4,000 addresses as sources and as destinations.",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits",
  otherwise: "Azure refuses at apply",
  check: (app) => app.securityGroups.flatMap(look),
};

function look({ path, rules }: SecurityGroupDeclaration): Finding[] {
  const counts = [
    { count: rules.length, most: MOST_RULES, what: "rules" },
    { count: rules.flatMap(({ sources }) => sources).length, most: MOST_ADDRESSES, what: "sources" },
    { count: rules.flatMap(({ destinations }) => destinations).length, most: MOST_ADDRESSES, what: "destinations" },
  ];
  return counts
    .filter(({ count, most }) => count > most)
    .map(({ count, most, what }) => ({
      at: { path, prop: "securityRules" },
      sentence: `the network security group has ${count} ${what}`,
      got: `${count} ${what}`,
      want: `at most ${most} (Azure)`,
      fix: `leave out ${count - most}, or join neighbouring prefixes`,
    }));
}
