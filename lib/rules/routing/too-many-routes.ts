import type { SubnetDeclaration } from "../declaration";
import { beside } from "../edit";
import { isServiceTag } from "../addressing/prefixes";
import type { Finding, Rule } from "../rule";

const MOST = 400;
const MOST_TAGS = 25;

/** FT065. */
export const tooManyRoutes: Rule = {
  id: "FT065",
  name: "too-many-routes",
  severity: "error",
  reason: "A route table takes 400 routes, 25 of them for service tags.",
  source: "https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits",
  otherwise: "Azure refuses at apply",
  check: (app) => app.networks.flatMap(({ subnets }) => subnets).flatMap(look),
};

function look({ at, routes = [] }: SubnetDeclaration): Finding[] {
  const tags = routes.filter(({ prefix = "" }) => isServiceTag(prefix)).length;
  const place = beside(at, "routes");
  if (routes.length > MOST) return [finding(place, routes.length, MOST, "routes")];
  return tags > MOST_TAGS ? [finding(place, tags, MOST_TAGS, "routes for service tags")] : [];
}

function finding(at: Finding["at"], count: number, most: number, what: string): Finding {
  return {
    at,
    sentence: `the route table has ${count} ${what}`,
    got: `${count} ${what}`,
    want: `at most ${most} (Azure)`,
    fix: `leave out ${count - most}, or join neighbouring prefixes`,
  };
}
