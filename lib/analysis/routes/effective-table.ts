import { statement } from "../unknown/truth";
import { contains, type Ipv4Prefix, parsePrefix } from "../../domain/ipv4";
import { DEFAULT_ROUTE, RESERVED_PREFIXES } from "../../domain/special-ranges";
import { type FactId, facts } from "../facts";
import type { Subnet } from "../model/azure";
import type { EffectiveRoute } from "../results";
import { bgpPrefixes, bgpRoutes } from "./bgp-routes";
import type { RouteContext } from "./route-context";
import { defaultRoute, reservedRoute, systemPrefixes, systemRoutes } from "./system-routes";
import { userPrefixes, userRoutes } from "./user-routes";

/** Every prefix that a subnet's table may have, whatever the values known only after apply are. */
export const tablePrefixes = (context: RouteContext, subnet: Subnet): readonly string[] => [
  ...new Set([
    ...userPrefixes(context, subnet),
    ...bgpPrefixes(context, subnet),
    ...systemPrefixes(context, subnet),
    DEFAULT_ROUTE,
    ...RESERVED_PREFIXES,
  ]),
];

/** The routes of a subnet to a prefix that packets follow: UDR before BGP before system (row 2.1). */
export function activeRoutes(context: RouteContext, subnet: Subnet, prefix: string): readonly EffectiveRoute[] {
  const user = userRoutes(context, subnet, prefix);
  if (user.length > 0) return user;
  const bgp = bgpRoutes(context, subnet, prefix).filter((row) => isThere(context, row));
  const system = systemRoutes(context, subnet, prefix).filter((row) => !coveringRoute(context, subnet, row));
  return [...bgp, ...system, ...ownDefaults(context, subnet, prefix, bgp)];
}

/** A row that some tables had and others had not may be there or not. */
const isThere = ({ scenario }: RouteContext, { seenBothWays, prefix }: EffectiveRoute): boolean =>
  seenBothWays !== true || scenario.isTrue(statement(`Azure installs a route to the VPN peer ${prefix}`));

/** All of a subnet's rows for a prefix, as Azure lists them: with those that lose. */
export function routesTo(context: RouteContext, subnet: Subnet, prefix: string): readonly EffectiveRoute[] {
  const user = userRoutes(context, subnet, prefix);
  const bgp = bgpRoutes(context, subnet, prefix);
  const system = systemRoutes(context, subnet, prefix);
  if (user.length === 0) {
    const rows = system.map((row) => invalidatedBy(row, coveringRoute(context, subnet, row)));
    return [...bgp, ...rows, ...ownDefaults(context, subnet, prefix, bgp)];
  }
  const isDefault = prefix === DEFAULT_ROUTE;
  return [
    ...user,
    ...bgp.map((row) => lost(row, isDefault ? "the UDR" : "a UDR", isDefault ? "1.8" : "2.1")),
    ...system.map((row) => lost(row, "a UDR", "2.1")),
    ...(isDefault && bgp.length === 0 ? [lost(defaultRoute(), "the UDR", "1.6")] : []),
  ];
}

const lost = (row: EffectiveRoute, to: string, fact: FactId): EffectiveRoute => ({
  ...row,
  state: "Invalid",
  why: `loses to ${to}`,
  facts: facts(fact),
});

/**
 * The system's own default, and its reserved ranges: gone as soon as another default is there that leads anywhere (rows
 * 1.1 to 1.8, 1.19).
 */
function ownDefaults(
  context: RouteContext,
  subnet: Subnet,
  prefix: string,
  bgp: readonly EffectiveRoute[],
): readonly EffectiveRoute[] {
  if (bgp.length > 0) return [];
  if (prefix === DEFAULT_ROUTE) return [defaultRoute()];
  if (!RESERVED_PREFIXES.includes(prefix)) return [];
  const reserved = reservedRoute(context, subnet, prefix);
  return reserved && !hasOtherDefault(context, subnet) ? [reserved] : [];
}

function hasOtherDefault(context: RouteContext, subnet: Subnet): boolean {
  const user = userRoutes(context, subnet, DEFAULT_ROUTE);
  if (user.length > 0) return user.some(({ nextHop }) => nextHop.kind !== "none");
  return bgpRoutes(context, subnet, DEFAULT_ROUTE).length > 0;
}

/** A shorter UDR that takes the place of a private endpoint's /32: its subnet's policy decides (row 4.4). */
export function coveringRoute(
  context: RouteContext,
  subnet: Subnet,
  { nextHop, prefix }: Pick<EffectiveRoute, "nextHop" | "prefix">,
): string | undefined {
  if (nextHop.kind !== "private-endpoint") return undefined;
  const { index, scenario } = context;
  const endpoint = index.topology.privateEndpoints.find(({ id }) => id === nextHop.endpoint);
  const home = index.subnets.get(endpoint?.subnet ?? "");
  const host = parsePrefix(prefix);
  if (!home || !host) return undefined;
  const shortest = rangeLength(index.networks.get(home.network)?.addressSpace ?? [], host);
  const over = userPrefixes(context, subnet).find(
    (one) => covers(one, host, shortest) && userRoutes(context, subnet, one).length > 0,
  );
  return over !== undefined && scenario.isTrue(home.privateEndpointPolicyForRoutes) ? over : undefined;
}

/** A UDR counts from the length of the VNet's own range on: a shorter one leaves the /32 as it is. */
function covers(prefix: string, host: Ipv4Prefix, shortest: number): boolean {
  const written = parsePrefix(prefix);
  return written !== undefined && written.length >= shortest && contains(written, host);
}

/** The length of the range that holds an address; of a range that is not known, any but that of a default route. */
function rangeLength(ranges: readonly string[], host: Ipv4Prefix): number {
  const holding = ranges.flatMap((text) => {
    const range = parsePrefix(text);
    return range && contains(range, host) ? [range.length] : [];
  });
  return Math.max(1, ...holding);
}

const invalidatedBy = (row: EffectiveRoute, udr: string | undefined): EffectiveRoute =>
  udr === undefined ? row : lost(row, `the UDR ${udr}`, "4.4");
