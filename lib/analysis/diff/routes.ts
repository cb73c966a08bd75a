import type { EffectiveRoute, SubnetRoutes } from "../results";
import { shown } from "../unknown/value";
import type { Row, RouteChange } from "./difference";
import type { Pair } from "./match";

/** How the Active routes of a subnet differ, or undefined where they do not. */
export function routeChange({ before, after }: Pair<SubnetRoutes>): RouteChange | undefined {
  const [old, now] = [byPrefix(activeRows(before.routes)), byPrefix(activeRows(after.routes))];
  const prefixes = [...new Set([...old.keys(), ...now.keys()])].sort();
  const differing = prefixes.filter((prefix) => leads(old.get(prefix)) !== leads(now.get(prefix)));
  if (differing.length === 0) return undefined;
  return {
    subnet: after.subnet,
    added: differing.filter((prefix) => !old.has(prefix)).flatMap((prefix) => now.get(prefix) ?? []),
    removed: differing.filter((prefix) => !now.has(prefix)).flatMap((prefix) => old.get(prefix) ?? []),
    changed: differing.flatMap((prefix) => {
      const [was, is] = [old.get(prefix), now.get(prefix)];
      return was && is ? [{ prefix, before: was, after: is }] : [];
    }),
  };
}

/** The Active rows in the words of a difference; those that drop what nobody advertises are left out. */
export function activeRows(routes: readonly EffectiveRoute[]): Row[] {
  return routes
    .filter(({ state, nextHopType, source }) => state === "Active" && !(nextHopType === "None" && source === "Default"))
    .map(({ source, prefix, nextHopType, nextHopAddress, why, learned }) => ({
      source,
      prefix,
      nextHopType,
      nextHopAddress,
      why,
      from: learned?.from[0] ?? null,
    }));
}

function byPrefix(rows: readonly Row[]): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(row.prefix, [...(groups.get(row.prefix) ?? []), row]);
  return groups;
}

/**
 * Where rows of one prefix lead: neither the words of `why` count, nor how often they say so, nor what an address is
 * called that only the apply knows.
 */
const leads = (rows: readonly Row[] | undefined): string =>
  [
    ...new Set(
      (rows ?? []).map(({ source, nextHopType, nextHopAddress, from }) =>
        [source, nextHopType, shown(nextHopAddress ?? ""), from].join(" "),
      ),
    ),
  ]
    .sort()
    .join("\n");
