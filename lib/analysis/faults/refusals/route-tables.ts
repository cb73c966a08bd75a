import type { RouteTable, Topology } from "../../model/azure";
import { beyondLimit, type Refusal, REFUSED_BEYOND } from "./refusal";

/** Prefixes that a route table has twice, and more routes than Azure accepts. */
export const routeTables = (topology: Topology): Refusal[] =>
  topology.routeTables.flatMap((table) => {
    const networks = networksUsing(topology, table);
    return [...repeatedPrefixes(table, networks), ...tooManyRoutes(table, networks)];
  });

const networksUsing = (topology: Topology, { id }: RouteTable): string[] => [
  ...new Set(
    topology.subnets
      .filter(({ routeTable }) => routeTable === id)
      .map(({ network }) => network)
      .sort(),
  ),
];

/** Row 2.4. */
function repeatedPrefixes({ id, name, routes }: RouteTable, networks: readonly string[]): Refusal[] {
  const prefixes = routes.map(({ prefix }) => prefix.toLowerCase());
  const repeated = [...new Set(prefixes.filter((prefix, at) => prefixes.indexOf(prefix) !== at))].sort();
  return repeated.map((prefix) => {
    const names = routes.filter((route) => route.prefix.toLowerCase() === prefix).map((route) => route.name);
    return {
      networks,
      at: id,
      text: `${name} has ${prefix} ${names.length === 2 ? "twice" : `${names.length} times`}`,
      got: [...names].sort().join(", "),
      want: "each prefix once in a route table: user-defined routes do not share the load",
      fix: `keep one of ${names.join(", ")}`,
      row: "2.4",
    };
  });
}

function tooManyRoutes(component: RouteTable, networks: readonly string[]): Refusal[] {
  const { routes } = component;
  const tags = routes.filter(({ prefix }) => /^[A-Za-z.]+$/.test(prefix));
  const { routesInTable, tagRoutesInTable } = REFUSED_BEYOND;
  return [
    ...beyondLimit({ networks, component, what: "routes", count: routes.length, max: routesInTable }),
    ...beyondLimit({
      networks,
      component,
      what: "routes for service tags",
      count: tags.length,
      max: tagRoutesInTable,
    }),
  ];
}
