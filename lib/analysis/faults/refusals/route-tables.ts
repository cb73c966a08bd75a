import { canonical, parseAddress, parsePrefix } from "../../../domain/ipv4";
import type { RouteTable, Topology, UserRoute } from "../../model/azure";
import { isOpen } from "../../unknown/value";
import { beyondLimit, type Refusal, REFUSED_BEYOND } from "./refusal";

/** Prefixes that a route table has twice, routes that are malformed, and more routes than Azure accepts. */
export const routeTables = (topology: Topology): Refusal[] =>
  topology.routeTables.flatMap((table) => {
    const networks = networksUsing(topology, table);
    return [
      ...repeatedPrefixes(table, networks),
      ...table.routes.flatMap((route) => malformed(table, route, networks)),
      ...tooManyRoutes(table, networks),
    ];
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

/** The provider checks neither prefix nor next hop (row 2.4). */
function malformed({ id, name }: RouteTable, route: UserRoute, networks: readonly string[]): Refusal[] {
  const problem = prefixProblem(route) ?? nextHopProblem(route);
  return problem
    ? [{ networks, at: id, ...problem, text: `the route ${route.name} of ${name} ${problem.text}`, row: "2.4" }]
    : [];
}

type Problem = Pick<Refusal, "text" | "got" | "want" | "fix">;

function prefixProblem({ prefix }: UserRoute): Problem | undefined {
  const parsed = parsePrefix(prefix);
  if (!parsed || parsed.aligned) return undefined;
  return {
    text: `is for ${prefix}, which has host bits set`,
    got: prefix,
    want: "a prefix without host bits (Azure)",
    fix: `"address_prefix": "${canonical(parsed)}"`,
  };
}

function nextHopProblem({ nextHopType, nextHopAddress }: UserRoute): Problem | undefined {
  if (isOpen(nextHopType)) return undefined;
  const isAppliance = nextHopType.toLowerCase() === "virtualappliance";
  if (isAppliance && nextHopAddress === undefined)
    return {
      text: "has no next hop address",
      got: '"next_hop_type": "VirtualAppliance" without "next_hop_in_ip_address"',
      want: "the private address of the appliance (Azure)",
      fix: 'add "next_hop_in_ip_address" with the private address of the appliance',
    };
  if (nextHopAddress === undefined || isOpen(nextHopAddress)) return undefined;
  if (!isAppliance)
    return {
      text: `has the next hop ${nextHopType} with an address`,
      got: `"next_hop_type": "${nextHopType}", "next_hop_in_ip_address": "${nextHopAddress}"`,
      want: "an address only with VirtualAppliance (Azure)",
      fix: '"next_hop_type": "VirtualAppliance", or remove next_hop_in_ip_address',
    };
  if (parseAddress(nextHopAddress) !== undefined || nextHopAddress.includes(":")) return undefined;
  return {
    text: `has a next hop that is not an address`,
    got: `"next_hop_in_ip_address": "${nextHopAddress}"`,
    want: "the private address of the appliance (Azure)",
    fix: 'set "next_hop_in_ip_address" to the private address of the appliance',
  };
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
