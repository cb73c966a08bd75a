import type { SubnetDeclaration } from "../declaration";
import { beside } from "../edit";
import { isServiceTag } from "../../domain/service-tag";
import type { ConstructReported, ConstructRule } from "../rule";

const MAX_ROUTES = 400;
const MAX_TAG_ROUTES = 25;

/** FT065. */
export const tooManyRoutes: ConstructRule = {
  id: "FT065",
  name: "too-many-routes",
  severity: "error",
  summary: "A route table has too many routes.",
  why: "A route table accepts 400 routes, 25 of them for service tags.",
  sources: ["https://learn.microsoft.com/azure/azure-resource-manager/management/azure-subscription-service-limits"],
  otherwise: "Azure, at apply",
  check: (app) => app.networks.flatMap(({ subnets }) => subnets).flatMap(findingsFor),
};

function findingsFor({ at, routes = [] }: SubnetDeclaration): ConstructReported[] {
  const tags = routes.filter(({ prefix = "" }) => isServiceTag(prefix)).length;
  const place = beside(at, "routes");
  if (routes.length > MAX_ROUTES) return [finding(place, routes.length, MAX_ROUTES, "routes")];
  return tags > MAX_TAG_ROUTES ? [finding(place, tags, MAX_TAG_ROUTES, "routes for service tags")] : [];
}

function finding(at: ConstructReported["at"], count: number, max: number, what: string): ConstructReported {
  return {
    at,
    text: `the route table has ${count} ${what}`,
    got: `${count} ${what}`,
    want: `at most ${max} (Azure)`,
    fix: `remove ${count - max}, or merge adjacent prefixes`,
  };
}
