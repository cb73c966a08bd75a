import type { Egress, PathResult, Trace } from "../../analysis/results";
import type { Verdict } from "../../analysis/verdict";
import type { GraphBox } from "./graph";
import type { HopNumber, Highlights, Stroke, StrokeStyle } from "./highlights";
import { egressLabel } from "./egress-label";
import type { BoxLookup } from "./box-lookup";

type PathHighlights = Pick<Highlights, "strokes" | "hopNumbers" | "boxes">;

const STYLE: Readonly<Record<Verdict, StrokeStyle>> = {
  tunnelled: "path",
  "on-premises": "path",
  firewall: "path",
  exempt: "path",
  direct: "direct",
  delivered: "path",
  mixed: "path",
  dropped: "dropped",
  loop: "dropped",
  refused: "dropped",
  undetermined: "undetermined",
};

const MAX_REASON = 32;

/** A packet's path with all its branches: numbered hops, and a mark where the packet is dropped. */
export function pathHighlights(path: PathResult, stations: BoxLookup): PathHighlights {
  const branches = path.out.map((trace) => branch(trace, stations, path));
  const strokes = new Map(
    branches.flatMap((one) => one.strokes).map((stroke) => [[stroke.style, stroke.from, stroke.to].join("\n"), stroke]),
  );
  const boxes = new Map(branches.flatMap((one) => one.boxes).map((box) => [box.id, box]));
  return {
    strokes: [...strokes.values()],
    hopNumbers: mergeHopNumbers(branches.flatMap(({ hopNumbers }) => hopNumbers)),
    boxes: [...boxes.values()],
  };
}

/** One number for each box: "2, 4" for a box that the packet passes twice. */
function mergeHopNumbers(hopNumbers: readonly HopNumber[]): HopNumber[] {
  const numbers = new Map<string, Set<string>>();
  for (const { at, text } of hopNumbers) numbers.set(at, new Set([...(numbers.get(at) ?? []), text]));
  return [...numbers].map(([at, texts]) => ({ at, text: [...texts].join(", ") }));
}

function branch(trace: Trace, stations: BoxLookup, path: PathResult): PathHighlights {
  // A branch that depends on an unknown value is undetermined, too.
  const style = STYLE[path.verdict === "undetermined" ? path.verdict : trace.verdict];
  const found = trace.hops.map((hop) => stations.forHop(hop));
  const ids = found.map(({ id }) => id);
  const strokes = ids.slice(1).flatMap((to, position) => between(ids[position]!, to, trace, stations, style));
  const added = found.flatMap(({ added: box }) => box ?? []);
  const hopNumbers = ids.map((at, position) => ({ at, text: String(position + 1) }));
  const end = ids.at(-1);
  if ((style !== "dropped" && style !== "undetermined") || end === undefined)
    return { strokes, hopNumbers, boxes: added };
  const stop = stopBox(end, stations.byId(end)?.parent);
  return {
    strokes: [...strokes, { style, from: end, to: stop.id, label: reasonOf(trace, path) }],
    hopNumbers,
    boxes: [...added, stop],
  };
}

/** A mark beside the box where the packet ends. */
function stopBox(station: string, parent: string | undefined): GraphBox {
  return { id: `stop:${station}`, kind: "stop", name: "", ...(parent !== undefined && { parent }) };
}

function reasonOf(trace: Trace, path: PathResult): string {
  if (path.verdict === "undetermined") return short(path.waitsFor[0]?.unknown ?? "undetermined");
  return trace.verdict === "loop" ? "loop" : (trace.reason ?? path.reason ?? trace.verdict);
}

const short = (text: string): string => (text.length > MAX_REASON ? `${text.slice(0, MAX_REASON - 1)}…` : text);

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
