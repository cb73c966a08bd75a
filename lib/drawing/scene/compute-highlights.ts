import type { Topology } from "../../analysis/model/azure";
import { overview } from "../../analysis/forwarding/overview";
import { path } from "../../analysis/forwarding/path";
import type { MachineVerdict, PathQuery, PathResult } from "../../analysis/results";
import { allRoutes } from "../../analysis/routes/effective-routes";
import { INTERNET } from "./graph";
import { sortByMachineName, buildHighlights } from "./build-highlights";
import type { Highlights } from "./highlights";

/**
 * What a picture highlights, unless told otherwise the first tunnelled machine's path to the internet; the first
 * machine's where none is.
 *
 * @throws TopologyError where `query` names nothing in the topology
 */
export function computeHighlights(topology: Topology, query?: PathQuery): Highlights {
  const verdicts = sortByMachineName(overview(topology));
  const drawn = query ? path(topology, query) : defaultPath(topology, verdicts);
  return buildHighlights(topology, {
    verdicts,
    routes: allRoutes(topology),
    ...(drawn && { path: drawn }),
    aboutPath: query !== undefined,
  });
}

/** The path that a picture shows of those that nobody asked for. */
export function defaultPath(topology: Topology, verdicts: readonly MachineVerdict[]): PathResult | undefined {
  const machine = verdicts.find(({ verdict }) => verdict === "tunnelled") ?? verdicts[0];
  return machine && path(topology, { from: machine.machine, to: INTERNET });
}
