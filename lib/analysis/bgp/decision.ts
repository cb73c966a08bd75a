import type { Scenario } from "../unknown/scenario";
import { claim } from "../unknown/truth";
import type { Connection } from "../model/azure";
import type { Route } from "./route";
import { isUnknown } from "../unknown/value";

/** How a gateway with a Route Server beside it chooses between what the two bring (row 2.9). */
export type HubRoutingPreference = "ExpressRoute" | "VpnGateway" | "ASPath";

/** The best routes for each prefix by AS path length; equals stay together (rows 2.6, 2.11). */
export function shortest(routes: readonly Route[]): Route[] {
  return perPrefix(routes, (candidates) => {
    const own = candidates.filter(({ neighbor }) => neighbor === undefined);
    return own.length > 0 ? own : least(candidates, (route) => route.asPath.length);
  });
}

/** What FRR on an NVA uses: weight, local preference, AS path length, eBGP before iBGP; its own routes first. */
export function bestOfNva(routes: readonly Route[], scenario: Scenario): Route[] {
  return perPrefix(routes, (candidates) => {
    const own = candidates.filter(({ neighbor }) => neighbor === undefined);
    if (own.length > 0) return own;
    const measures: readonly ((route: Route) => number)[] = [
      ({ preference }) => -(preference?.weight ?? 0),
      ({ preference }) => -(preference?.localPreference ?? 0),
      ({ asPath }) => asPath.length,
      ({ preference }) => (preference?.internal ? 1 : 0),
    ];
    const usable = candidates.filter(({ preference }) => scenario.isTrue(preference?.reachable ?? true));
    return measures.reduce<Route[]>((left, measure) => least(left, measure), usable);
  });
}

/** What an ExpressRoute gateway uses: routing weight, then AS path length (row 2.10); own ranges first. */
export function byWeight(
  routes: readonly Route[],
  connections: ReadonlyMap<string, Connection>,
  scenario: Scenario,
): Route[] {
  return perPrefix(routes, (candidates) => {
    const own = candidates.filter(({ neighbor }) => neighbor === undefined);
    if (own.length > 0) return own;
    return least(heaviest(candidates, connections, scenario), (route) => route.asPath.length);
  });
}

/** What an ExpressRoute gateway uses of its circuits' routes and of its Route Server's (rows 2.9, 2.10). */
export function bestOfGateway(
  routes: readonly Route[],
  routeServers: ReadonlySet<string>,
  connections: ReadonlyMap<string, Connection>,
  preference: HubRoutingPreference | undefined,
  scenario: Scenario,
): Route[] {
  const fromServer = routes.filter(({ neighbor }) => neighbor !== undefined && routeServers.has(neighbor));
  const others = routes.filter((route) => !fromServer.includes(route));
  return preferred(byWeight(others, connections, scenario), fromServer, [], preference);
}

/** What a network takes of NVA's, ExpressRoute's and VPN's routes for the same prefix (rows 2.8, 2.9). */
export function preferred(
  fromCircuits: readonly Route[],
  fromNvas: readonly Route[],
  fromVpn: readonly Route[],
  preference: HubRoutingPreference | undefined,
): Route[] {
  // Without a Route Server, ExpressRoute beats VPN whatever the paths (row 2.8).
  const order =
    preference === "VpnGateway"
      ? [shortest([...fromNvas, ...fromVpn]), fromCircuits]
      : [fromCircuits, shortest([...fromNvas, ...fromVpn])];
  if (preference === "ASPath") return shortest([...fromCircuits, ...fromNvas, ...fromVpn]);
  const first = new Set(order[0]!.map(({ prefix }) => prefix));
  return [...order[0]!, ...order[1]!.filter(({ prefix }) => !first.has(prefix))];
}

/** The weight decides between connections only: one that is known only after apply may be above all others, or below. */
function heaviest(
  candidates: readonly Route[],
  connections: ReadonlyMap<string, Connection>,
  scenario: Scenario,
): readonly Route[] {
  if (new Set(candidates.map(({ connection }) => connection)).size < 2) return candidates;
  return least(candidates, (route) => -weight(route, connections, scenario));
}

function weight(route: Route, connections: ReadonlyMap<string, Connection>, scenario: Scenario): number {
  const value = (route.connection !== undefined && connections.get(route.connection)?.routingWeight) || 0;
  if (!isUnknown(value)) return value;
  return scenario.isTrue(claim(value.unknown, "is the highest weight")) ? Number.MAX_SAFE_INTEGER : -1;
}

function least<T>(list: readonly T[], measure: (item: T) => number): T[] {
  const lowest = Math.min(...list.map(measure));
  return list.filter((item) => measure(item) === lowest);
}

function perPrefix(routes: readonly Route[], choose: (candidates: readonly Route[]) => Route[]): Route[] {
  const groups = new Map<string, Route[]>();
  for (const route of routes) groups.set(route.prefix, [...(groups.get(route.prefix) ?? []), route]);
  return [...groups.values()].flatMap(choose);
}
