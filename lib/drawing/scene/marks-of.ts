import type { Topology } from "../../analysis/model/azure";
import { overview } from "../../analysis/forwarding/overview";
import { path } from "../../analysis/forwarding/path";
import type { MachineVerdict, PathQuery, PathResult } from "../../analysis/results";
import { allRoutes } from "../../analysis/routes/effective-routes";
import { INTERNET } from "./graph";
import { byName, highlights } from "./highlights";
import type { Marks } from "./marks";

/**
 * What a picture highlights, unless told otherwise the first tunnelled machine's path to the internet; the first
 * machine's where none is.
 *
 * @throws TopologyError where `query` names nothing in the topology
 */
export function marksOf(topology: Topology, query?: PathQuery): Marks {
  const verdicts = byName(overview(topology));
  const drawn = query ? path(topology, query) : usualPath(topology, verdicts);
  return highlights(topology, {
    verdicts,
    routes: allRoutes(topology),
    ...(drawn && { path: drawn }),
    aboutPath: query !== undefined,
  });
}

/** The path that a picture shows of those that nobody asked for. */
export function usualPath(topology: Topology, verdicts: readonly MachineVerdict[]): PathResult | undefined {
  const machine = verdicts.find(({ verdict }) => verdict === "tunnelled") ?? verdicts[0];
  return machine && path(topology, { from: machine.machine, to: INTERNET });
}
