import type { Topology } from "../../analysis/model/azure";
import type { MachineVerdict, PathResult, SubnetRoutes } from "../../analysis/results";
import { defaultRouteStrokes } from "./default-route-strokes";
import { componentBoxes } from "./graph-boxes";
import { INTERNET } from "./graph";
import { drawingIndex } from "./drawing-index";
import type { Highlights, Stroke } from "./highlights";
import { pathHighlights, egressStrokes } from "./path-highlights";
import { BoxLookup } from "./box-lookup";
import { overviewTitle, pathDescription, pathTitle } from "./picture-text";

/** The results that a picture shows. */
export interface HighlightInput {
  readonly verdicts: readonly MachineVerdict[];
  readonly routes: readonly SubnetRoutes[];
  readonly path?: PathResult;
  /** The title is the verdict of the path, not those of all machines. */
  readonly aboutPath?: boolean;
}

/** What a picture highlights: the advertised default route, a packet's path, and the egress of exempt or leaking VMs. */
export function buildHighlights(
  topology: Topology,
  { verdicts: given, routes, path, aboutPath = false }: HighlightInput,
): Highlights {
  const verdicts = sortByMachineName(given);
  const stations = new BoxLookup(componentBoxes(drawingIndex(topology)));
  const drawn = path ? pathHighlights(path, stations) : { strokes: [], hopNumbers: [], boxes: [] };
  const used = new Set(drawn.strokes.map(ends));
  const exits = verdicts
    .flatMap((verdict) => exitStrokes(verdict, stations))
    .filter((stroke) => !used.has(ends(stroke)));
  return {
    title: path && aboutPath ? pathTitle(path) : overviewTitle(verdicts),
    description: path ? pathDescription(path) : "",
    strokes: [...defaultRouteStrokes(routes, stations), ...exits, ...drawn.strokes],
    hopNumbers: drawn.hopNumbers,
    boxes: drawn.boxes,
  };
}

/** Machines sorted by name. */
export const sortByMachineName = (verdicts: readonly MachineVerdict[]): MachineVerdict[] =>
  [...verdicts].sort((one, other) => (one.machine < other.machine ? -1 : 1));

/** The same for both directions: there is one line. */
const ends = ({ from, to }: Stroke): string => [from, to].sort().join("\n");

function exitStrokes({ id, verdict, egress }: MachineVerdict, stations: BoxLookup): Stroke[] {
  if (verdict !== "exempt" && verdict !== "direct") return [];
  return egress.flatMap((exit) => egressStrokes(id, INTERNET, exit, stations, verdict));
}
