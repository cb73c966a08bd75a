import type { Topology } from "../../analysis/model/azure";
import { overview } from "../../analysis/forwarding/overview";
import { path } from "../../analysis/forwarding/path";
import type { MachineVerdict, PathQuery, PathResult } from "../../analysis/results";
import { hasNic } from "../../analysis/model/find";
import { allRoutes } from "../../analysis/routes/effective-routes";
import { INTERNET } from "./graph";
import { sortByMachineName, buildHighlights } from "./build-highlights";
import type { Highlights } from "./highlights";

/**
 * Computes the results that a picture shows, and what it highlights of them.
 *
 * @param query the path to highlight. @default see {@link defaultPath}
 * @throws TopologyError if `query` names no component
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

/** The path of the first tunnelled VM to the internet; of the first VM where none is tunnelled. */
export function defaultPath(topology: Topology, verdicts: readonly MachineVerdict[]): PathResult | undefined {
  const followed = verdicts.filter(({ id }) => hasNic(topology, id));
  const machine = followed.find(({ verdict }) => verdict === "tunnelled") ?? followed[0];
  return machine && path(topology, { from: machine.machine, to: INTERNET });
}
