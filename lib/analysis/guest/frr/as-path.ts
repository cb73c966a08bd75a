import { isPrivateAsn } from "../../../domain/asn";
import type { AsPathChange, RemovePrivate } from "../../model/guest";

/**
 * An AS path after changes one after the other (each measured with FRR 8.4.4). Nearest AS first.
 * @param neighbor AS number of the neighbor that gets the route
 */
export const changedPath = (
  changes: readonly AsPathChange[],
  path: readonly number[],
  neighbor: number | undefined,
): readonly number[] => changes.reduce((current, change) => changedBy(current, change, neighbor), path);

function changedBy(path: readonly number[], change: AsPathChange, neighbor: number | undefined): readonly number[] {
  switch (change.kind) {
    case "prepend":
      return [...change.asns, ...path];
    case "repeat-first":
      return path[0] === undefined ? path : [...Array<number>(change.times).fill(path[0]), ...path];
    case "exclude":
      return path.filter((asn) => !isOneOf(change.asns, asn));
    case "replace": {
      const asns = change.asns === "neighbor" ? [neighbor] : change.asns;
      return path.map((asn) => (isOneOf(asns, asn) ? change.by : asn));
    }
    case "remove-private":
      return withoutPrivate(path, change, neighbor);
  }
}

const isOneOf = (asns: readonly (number | undefined)[] | "all", asn: number): boolean =>
  asns === "all" || asns.includes(asn);

function withoutPrivate(
  path: readonly number[],
  { amongPublic, by }: RemovePrivate,
  neighbor: number | undefined,
): readonly number[] {
  if (!amongPublic && !path.every(isPrivateAsn)) return path;
  const goes = (asn: number): boolean => isPrivateAsn(asn) && asn !== neighbor;
  return by === undefined ? path.filter((asn) => !goes(asn)) : path.map((asn) => (goes(asn) ? by : asn));
}
