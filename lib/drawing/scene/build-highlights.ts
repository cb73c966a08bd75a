import type { Topology } from "../../analysis/model/azure";
import type { MachineVerdict, PathResult, SubnetRoutes } from "../../analysis/results";
import { defaultRouteStrokes } from "./default-route-strokes";
import { componentBoxes } from "./graph-boxes";
import { INTERNET } from "./graph";
import { SortedTopology } from "./sorted-topology";
import type { Highlights, Stroke } from "./highlights";
import { pathHighlights, egressStrokes } from "./path-highlights";
import { BoxLookup } from "./box-lookup";
import { overviewTitle, pathDescription, pathTitle } from "./picture-text";

/** Answers that a picture shows. */
export interface HighlightInput {
  readonly verdicts: readonly MachineVerdict[];
  readonly routes: readonly SubnetRoutes[];
  readonly path?: PathResult;
  /** The picture is about the path: its verdict is the title, rather than those of all machines. */
  readonly aboutPath?: boolean;
}

/**
 * What a picture highlights: the default route as announced, a packet's path, and the ways out of those that are exempt
 * or leak.
 */
export function buildHighlights(
  topology: Topology,
  { verdicts: given, routes, path, aboutPath = false }: HighlightInput,
): Highlights {
  const verdicts = sortByMachineName(given);
  const stations = new BoxLookup(componentBoxes(new SortedTopology(topology)));
  const drawn = path ? pathHighlights(path, stations) : { strokes: [], discs: [], boxes: [] };
  const taken = new Set(drawn.strokes.map(ends));
  const exits = verdicts
    .flatMap((verdict) => exitStrokes(verdict, stations))
    .filter((stroke) => !taken.has(ends(stroke)));
  return {
    title: path && aboutPath ? pathTitle(path) : overviewTitle(verdicts),
    description: path ? pathDescription(path) : "",
    strokes: [...defaultRouteStrokes(routes, stations), ...exits, ...drawn.strokes],
    discs: drawn.discs,
    boxes: drawn.boxes,
  };
}

/** Machines in the order of their names. */
export const sortByMachineName = (verdicts: readonly MachineVerdict[]): MachineVerdict[] =>
  [...verdicts].sort((one, other) => (one.machine < other.machine ? -1 : 1));

/** Which way it goes does not matter: there is one line. */
const ends = ({ from, to }: Stroke): string => [from, to].sort().join("\n");

function exitStrokes({ id, verdict, egress }: MachineVerdict, stations: BoxLookup): Stroke[] {
  if (verdict !== "exempt" && verdict !== "direct") return [];
  return egress.flatMap((exit) => egressStrokes(id, INTERNET, exit, stations, verdict));
}
