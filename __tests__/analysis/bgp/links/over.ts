import { advertise, type Link } from "../../../../lib/analysis/bgp/link";
import type { Route } from "../../../../lib/analysis/bgp/route";
import type { Topology } from "../../../../lib/analysis/model/azure";
import { Scenario } from "../../../../lib/analysis/unknown/scenario";

/** A scenario in which every value known only after apply has that answer. */
export const everything = (answer: boolean): Scenario => new Scenario(new Map(), () => answer);

/** What becomes of a route over a link: the route as the neighbor learns it, or the cause for which it is rejected. */
export function over(link: Link, route: Route, scenario = new Scenario()): Route | string {
  const { learned, rejections } = advertise(link, route.prefix, [route], scenario);
  const [only] = learned;
  return only ?? rejections.map(({ cause, at }) => `${cause} at ${at}`).join() ?? "";
}

/** "learned", or the cause for which a route is rejected; "" where it is not advertised at all. */
export function outcome(link: Link, route: Route, scenario?: Scenario): string {
  const result = over(link, route, scenario);
  return typeof result === "string" ? result : "learned";
}

/** The first rejection of a route over a link. */
export const rejectionOf = (link: Link, route: Route, scenario = new Scenario()) =>
  [
    ...(link.origination?.rejections?.(scenario) ?? []),
    ...advertise(link, route.prefix, [route], scenario).rejections,
  ][0];

/** What becomes of a route over the same link after the rejection's repair. @param linkIn the link of a topology */
export function repaired(linkIn: (topology: Topology) => Link, topology: Topology, route: Route): string {
  const rejection = rejectionOf(linkIn(topology), route);
  return outcome(linkIn(rejection!.repair!(topology)), route);
}
