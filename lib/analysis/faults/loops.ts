import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { facts } from "../facts";
import type { Subnet, Topology, UserRoute } from "../model/azure";
import { edited } from "../model/repair";
import type { TopologyIndex } from "../model/topology-index";
import type { RepairableFault } from "./repairable-fault";

/**
 * A machine learns the default route that it advertises itself, and no UDR takes precedence over it (row 8.8).
 * @param prefixes the default route, or the two halves of it, which only UDRs for both halves override
 */
export function ownDefault(
  index: TopologyIndex,
  subnet: Subnet,
  hop: string,
  prefixes: readonly string[] = [DEFAULT_ROUTE],
): RepairableFault {
  const routes = prefixes.map((prefix) => `${prefix} -> Internet`).join(" and ");
  const word = prefixes.length === 1 ? "the route" : "the routes";
  return {
    reason: "own-default",
    text: `${index.subnetName(subnet)} learns the default route that ${hop} itself advertises, so what ${hop} forwards comes back to it`,
    at: subnet.id,
    hop,
    got: subnet.routeTable === undefined ? "no route table" : `a route table without ${prefixes.join(" and ")}`,
    want: `${prefixes.length === 1 ? "a UDR" : "UDRs"} ${routes}, which ${prefixes.length === 1 ? "takes" : "take"} precedence over BGP`,
    fix: withTable(index, subnet, `${word} ${routes}`),
    facts: facts("8.8", "2.1"),
    repair: (topology) => withRoutesToInternet(topology, subnet, prefixes),
  };
}

/** A route that a machine has learned elsewhere, and that its own subnet learns from it. */
export interface RelayedRoute {
  readonly prefix: string;
  /** Where the machine's BGP leads it. */
  readonly nextHop: string;
}

/** A machine sends on what it has learned, and its own subnet learns that from the Route Server (row 8.8). */
export const relayedRoute = (
  index: TopologyIndex,
  subnet: Subnet,
  hop: string,
  { prefix, nextHop }: RelayedRoute,
): RepairableFault => ({
  reason: "own-default",
  text: `${index.subnetName(subnet)} learns ${prefix} from ${hop} itself, so what ${hop} forwards comes back to it`,
  at: subnet.id,
  hop,
  got: `${prefix} -> ${hop}, by BGP`,
  want: `a UDR ${prefix} -> ${nextHop}, which takes precedence over BGP; or a tunnel to ${nextHop}`,
  fix: withTable(index, subnet, `the route ${prefix} -> VirtualAppliance ${nextHop}`),
  facts: facts("8.8", "2.1"),
  repair: (topology) =>
    withRoutes(topology, subnet, [
      { name: `repaired ${prefix}`, prefix, nextHopType: "VirtualAppliance", nextHopAddress: nextHop },
    ]),
});

const withTable = (index: TopologyIndex, { routeTable }: Subnet, routes: string): string =>
  routeTable === undefined
    ? `associate a route table with ${routes}`
    : `add ${routes} to ${index.routeTables.get(routeTable)?.name ?? "its route table"}`;

/** Any other loop: of UDRs, or of several machines. @param stations names, the one that comes again last */
export const forwardingLoop = (at: string, hop: string, stations: readonly string[]): RepairableFault => ({
  reason: "own-default",
  text: `the packet reaches ${hop} again: ${stations.join(" -> ")}`,
  at,
  hop,
  got: stations.join(" -> "),
  want: "a path that leaves the loop",
  fix: `change the route that leads from ${stations.filter((station) => station !== hop).at(-1) ?? hop} to ${hop}`,
  facts: facts("8.8"),
});

const withRoutesToInternet = (topology: Topology, subnet: Subnet, prefixes: readonly string[]): Topology =>
  withRoutes(
    topology,
    subnet,
    prefixes.map((prefix) => ({ name: `repaired ${prefix}`, prefix, nextHopType: "Internet" })),
  );

function withRoutes(topology: Topology, subnet: Subnet, routes: readonly UserRoute[]): Topology {
  const id = `repaired ${subnet.id}`;
  const table = topology.routeTables.find((one) => one.id === subnet.routeTable);
  const repaired = {
    ...(table ?? { name: id, propagation: true, routes: [] }),
    id,
    routes: [...(table?.routes ?? []), ...routes],
  };
  return {
    ...edited(topology, "subnets", subnet.id, { routeTable: id }),
    routeTables: [...topology.routeTables, repaired],
  };
}
