import type { VirtualHub } from "../model/azure";
import type { Scenario } from "../unknown/scenario";
import { statement } from "../unknown/truth";
import { shown } from "../unknown/value";
import type { Route } from "./route";

/**
 * The routes to a prefix that a route table of a virtual hub uses: static ones, ranges of its own VNets, and then what
 * the hub's routing preference says (rows 14.5, 14.6).
 */
export function bestOfHub(routes: readonly Route[], hub: VirtualHub, scenario: Scenario): readonly Route[] {
  if (routes.length < 2) return routes;
  const ofTable = routes.filter(({ via }) => via?.kind === "resource");
  if (ofTable.length > 0) return ofTable;
  const ofConnections = routes.filter(({ via }) => via?.kind === "address" && via.static);
  if (ofConnections.length > 0) return ofConnections;
  const ranges = routes.filter(({ via }) => via?.kind === "network");
  return ranges.length > 0 ? ranges : byPreference(routes, hub, scenario);
}

function byPreference(routes: readonly Route[], hub: VirtualHub, scenario: Scenario): readonly Route[] {
  switch (hub.hubRoutingPreference) {
    case "ASPath":
      return ofKinds(localFirst(shortestPath(routes)), "ExpressRoute", hub, scenario);
    case "VpnGateway":
      return shortestPath(ofKinds(localFirst(routes), "VPN", hub, scenario));
    default:
      return shortestPath(ofKinds(localFirst(routes), "ExpressRoute", hub, scenario));
  }
}

function localFirst(routes: readonly Route[]): readonly Route[] {
  const local = routes.filter((route) => !isRemote(route));
  return local.length > 0 ? local : routes;
}

const isRemote = ({ via }: Route): boolean => via?.kind === "hub";

/** Between ExpressRoute and VPN; where an NVA comes among them is not documented. */
function ofKinds(
  routes: readonly Route[],
  preferred: "ExpressRoute" | "VPN",
  hub: VirtualHub,
  scenario: Scenario,
): readonly Route[] {
  const circuits = routes.filter(({ via }) => via?.kind === "circuit");
  const sites = routes.filter(({ via }) => via?.kind === "site");
  const nvas = routes.filter(({ via }) => via?.kind === "address");
  const branches = circuits.length > 0 && sites.length > 0 ? (preferred === "VPN" ? sites : circuits) : routes;
  if (nvas.length === 0 || circuits.length + sites.length === 0) return branches;
  const isNva = statement(
    `${shown(hub.name)} prefers the route of an NVA to the same route from ${circuits.length > 0 ? "ExpressRoute" : "VPN"}`,
  );
  return scenario.isTrue(isNva) ? nvas : branches.filter((route) => !nvas.includes(route));
}

function shortestPath(routes: readonly Route[]): readonly Route[] {
  const shortest = Math.min(...routes.map(({ asPath }) => asPath.length));
  return routes.filter(({ asPath }) => asPath.length === shortest);
}
