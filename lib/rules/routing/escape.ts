import { contains, mustParse, parsePrefix, parseSource } from "../../domain/ipv4";
import type { Place, RouteDeclaration, SubnetDeclaration } from "../declaration";
import { beside } from "../edit";

/** True where the routes send a whole destination to Internet, or may do so after apply. */
export function mayEscape(routes: readonly RouteDeclaration[] | undefined, destination = "0.0.0.0/0"): boolean {
  const to = parseSource(destination) ?? mustParse("0.0.0.0/0");
  return (routes ?? []).some(({ prefix, nextHopType }) => {
    const from = prefix === undefined ? to : parsePrefix(prefix);
    return from !== undefined && contains(from, to) && (nextHopType === undefined || nextHopType === "Internet");
  });
}

/** Routes as a list in a sentence. */
export function listRoutes(routes: readonly RouteDeclaration[] | undefined): string {
  if (!routes) return "no route table";
  const shown = routes.slice(0, 4).map(({ prefix, nextHopType }) => `${prefix ?? "?"} to ${nextHopType ?? "?"}`);
  const rest = routes.length - shown.length;
  return [...shown, ...(rest > 0 ? [`${rest} more`] : [])].join(", ") || "no route";
}

/** Where a subnet's routes are given. What was said of a subnet that exists is a word. */
export const routesAt = ({ at, existing }: SubnetDeclaration): Place =>
  beside(at, existing === undefined ? "routes" : "internetTraffic");

/** The edit that adds the route to Internet, which takes precedence over a learned default route. */
export const escapeEdit = ({ existing }: SubnetDeclaration): string =>
  existing === undefined
    ? 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]'
    : 'another subnet, whose route table has 0.0.0.0/0 to Internet: internetTraffic: "exempt"';
