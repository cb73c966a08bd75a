import type { Topology } from "../../analysis/model/azure";
import type { MachineVerdict, PathResult, SubnetRoutes } from "../../analysis/results";
import { announcedStrokes } from "./announced";
import { componentBoxes } from "./graph-boxes";
import { INTERNET } from "./graph";
import { Known } from "./sorted-topology";
import type { Marks, Stroke } from "./marks";
import { drawnPath, exitOf } from "./path-marks";
import { Stations } from "./stations";
import { overviewTitle, pathDescription, pathTitle } from "./title";

/** Answers that a picture shows. */
export interface Answers {
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
export function highlights(topology: Topology, { verdicts: given, routes, path, aboutPath = false }: Answers): Marks {
  const verdicts = byName(given);
  const stations = new Stations(componentBoxes(new Known(topology)));
  const drawn = path ? drawnPath(path, stations) : { strokes: [], discs: [], boxes: [] };
  const taken = new Set(drawn.strokes.map(ends));
  const exits = verdicts
    .flatMap((verdict) => exitStrokes(verdict, stations))
    .filter((stroke) => !taken.has(ends(stroke)));
  return {
    title: path && aboutPath ? pathTitle(path) : overviewTitle(verdicts),
    description: path ? pathDescription(path) : "",
    strokes: [...announcedStrokes(routes, stations), ...exits, ...drawn.strokes],
    discs: drawn.discs,
    boxes: drawn.boxes,
  };
}

/** Machines in the order of their names. */
export const byName = (verdicts: readonly MachineVerdict[]): MachineVerdict[] =>
  [...verdicts].sort((one, other) => (one.machine < other.machine ? -1 : 1));

/** Which way it goes does not matter: there is one line. */
const ends = ({ from, to }: Stroke): string => [from, to].sort().join("\n");

function exitStrokes({ id, verdict, egress }: MachineVerdict, stations: Stations): Stroke[] {
  if (verdict !== "exempt" && verdict !== "direct") return [];
  return egress.flatMap((exit) => exitOf(id, INTERNET, exit, stations, verdict));
}
