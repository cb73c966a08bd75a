import type { Egress, PathResult, Trace } from "../../analysis/results";
import type { Verdict } from "../../analysis/verdict";
import type { GraphBox } from "./graph";
import type { HopNumber, Highlights, Stroke, StrokeStyle } from "./highlights";
import { egressLabel } from "./egress-label";
import type { BoxLookup } from "./box-lookup";

type PathMarks = Pick<Highlights, "strokes" | "discs" | "boxes">;

const STYLE: Readonly<Record<Verdict, StrokeStyle>> = {
  tunnelled: "path",
  exempt: "path",
  direct: "direct",
  delivered: "path",
  mixed: "path",
  dropped: "dropped",
  loop: "dropped",
  refused: "dropped",
  undetermined: "undetermined",
};

const LONGEST = 32;

/** A packet's path, every branch of it: its stations numbered, and a mark where it ends before it arrives. */
export function pathHighlights(path: PathResult, stations: BoxLookup): PathMarks {
  const branches = path.out.map((trace) => branch(trace, stations, path));
  const strokes = new Map(
    branches.flatMap((one) => one.strokes).map((stroke) => [[stroke.style, stroke.from, stroke.to].join("\n"), stroke]),
  );
  const boxes = new Map(branches.flatMap((one) => one.boxes).map((box) => [box.id, box]));
  return {
    strokes: [...strokes.values()],
    discs: merged(branches.flatMap(({ discs }) => discs)),
    boxes: [...boxes.values()],
  };
}

/** One disc for each station. */
function merged(discs: readonly HopNumber[]): HopNumber[] {
  const numbers = new Map<string, Set<string>>();
  for (const { at, text } of discs) numbers.set(at, new Set([...(numbers.get(at) ?? []), text]));
  return [...numbers].map(([at, texts]) => ({ at, text: [...texts].join(", ") }));
}

function branch(trace: Trace, stations: BoxLookup, path: PathResult): PathMarks {
  // What is true in one case only is not known.
  const style = STYLE[path.verdict === "undetermined" ? path.verdict : trace.verdict];
  const found = trace.hops.map((hop) => stations.forHop(hop));
  const ids = found.map(({ id }) => id);
  const strokes = ids.slice(1).flatMap((to, position) => between(ids[position]!, to, trace, stations, style));
  const added = found.flatMap(({ added: box }) => box ?? []);
  const discs = ids.map((at, position) => ({ at, text: String(position + 1) }));
  const end = ids.at(-1);
  if ((style !== "dropped" && style !== "undetermined") || end === undefined) return { strokes, discs, boxes: added };
  const stop = stopBox(end, stations.byId(end)?.parent);
  return {
    strokes: [...strokes, { style, from: end, to: stop.id, label: reasonOf(trace, path) }],
    discs,
    boxes: [...added, stop],
  };
}

/** A mark beside the station where the packet ends. */
function stopBox(station: string, parent: string | undefined): GraphBox {
  return { id: `stop:${station}`, kind: "stop", name: "", ...(parent !== undefined && { parent }) };
}

function reasonOf(trace: Trace, path: PathResult): string {
  if (path.verdict === "undetermined") return short(path.waitsFor[0]?.unknown ?? "undetermined");
  return trace.verdict === "loop" ? "loop" : (trace.reason ?? path.reason ?? trace.verdict);
}

/** Expressions may be long. */
const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

function between(from: string, to: string, trace: Trace, stations: BoxLookup, style: StrokeStyle): Stroke[] {
  if (from === to) return [];
  const leaves = trace.egress !== undefined && to === "internet";
  return leaves ? egressStrokes(from, to, trace.egress, stations, style) : [{ style, from, to }];
}

/** The last stretch, by the NAT gateway or load balancer where there is one. */
export function egressStrokes(
  from: string,
  to: string,
  egress: Egress,
  stations: BoxLookup,
  style: StrokeStyle,
): Stroke[] {
  const by = egress.id === undefined ? undefined : stations.byId(egress.id);
  if (by && (by.kind === "nat-gateway" || by.kind === "load-balancer"))
    return [
      { style, from, to: by.id },
      { style, from: by.id, to, label: egressLabel(by.name, style) },
    ];
  return [{ style, from, to, label: egressLabel(egress.name, style) }];
}
