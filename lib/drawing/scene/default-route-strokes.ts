import type { EffectiveRoute, SubnetRoutes } from "../../analysis/results";
import type { Stroke } from "./highlights";
import type { BoxLookup } from "./box-lookup";

const DEFAULTS = new Set(["0.0.0.0/0", "0.0.0.0/1", "128.0.0.0/1"]);

/** The default route, from the router that originates it to the subnets where it is active. */
export function defaultRouteStrokes(routes: readonly SubnetRoutes[], stations: BoxLookup): Stroke[] {
  const strokes = new Map<string, Stroke>();
  for (const { id, nics, routes: rows } of routes) {
    // An empty subnet sends no packets.
    const learned = nics.length === 0 ? [] : rows.filter(isLearnedDefault);
    for (const row of learned) {
      for (const stroke of strokesOf(row, id, labelOf(learned), stations))
        strokes.set(`${stroke.from}\n${stroke.to}`, stroke);
    }
  }
  return [...strokes.values()];
}

const isLearnedDefault = ({ prefix, state, learned }: EffectiveRoute): boolean =>
  DEFAULTS.has(prefix) && state === "Active" && learned !== undefined;

const labelOf = (rows: readonly EffectiveRoute[]): string => [...new Set(rows.map(({ prefix }) => prefix))].join(", ");

function strokesOf({ learned }: EffectiveRoute, subnet: string, label: string, stations: BoxLookup): Stroke[] {
  const chain = [...(learned?.from ?? []).flatMap((name) => stations.byName(name) ?? []), subnet];
  const last = chain.length - 2;
  // One label is enough: it is the same route all along.
  return chain.slice(0, -1).map((from, index) => ({
    style: "announced" as const,
    from,
    to: chain[index + 1]!,
    ...(index === last && { label }),
  }));
}
