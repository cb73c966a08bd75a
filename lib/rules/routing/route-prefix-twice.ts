import { canonical, parsePrefix } from "../../domain/ipv4";
import type { RouteDeclaration } from "../declaration";
import { inside, placeKey } from "../edit";
import { groupBy } from "../../domain/group-by";
import type { ConstructReported, ConstructRule } from "../rule";

/** FT038. Azure answers RouteConflict: user-defined routes do not support equal-cost multipath. */
export const routePrefixTwice: ConstructRule = {
  id: "FT038",
  name: "route-prefix-twice",
  severity: "error",
  summary: "A route table has two routes for the same prefix.",
  why: "Azure rejects the second route: user-defined routes do not support equal-cost multipath.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  otherwise: "Azure, at apply",
  check: (app) => {
    const findings = app.networks.flatMap(({ subnets }) => subnets).flatMap(({ routes = [] }) => clashes(routes));
    // Subnets may share a table.
    return [...new Map(findings.map((finding) => [placeKey(finding.at), finding])).values()];
  },
};

function clashes(routes: readonly RouteDeclaration[]): ConstructReported[] {
  const known = routes.flatMap(({ at, name, prefix }) => (prefix === undefined ? [] : [{ at, name, prefix }]));
  return groupBy(known, ({ prefix }) => key(prefix)).flatMap(([first, ...others]) =>
    others.map(({ at, prefix, name }) => ({
      at: inside(at, "addressPrefix"),
      also: inside(first.at, "addressPrefix"),
      text: `the route table already has a route for ${prefix}`,
      got: prefix,
      want: "each prefix once in a route table (Azure)",
      fix: `remove ${at.prop}${name === undefined ? "" : ` (${name})`}`,
    })),
  );
}

function key(prefix: string): string {
  const parsed = parsePrefix(prefix);
  return parsed ? canonical(parsed) : prefix.toLowerCase();
}
