import { overlaps } from "../geometry";
import type { GraphBox } from "../graph";
import type { Box, Layout, Line, Rect } from "../layout";
import type { Marks, Stroke } from "../marks";
import { isFrame, labelSize, leafSize } from "../sizes";
import { lineOf } from "../svg-lines";
import { findWay } from "./find-way";

const GAP = 26;

/**
 * The layout with room for marks that it was not made for: nothing that lies there moves. Marks where packets end stand beside their
 * stations, stations that are no part of the topology below all others, and strokes find their way around boxes.
 */
export function fitted(layout: Layout, { strokes, boxes }: Pick<Marks, "strokes" | "boxes">): Layout {
  const roomy = boxes.filter(({ id }) => !layout.boxes.some((box) => box.id === id)).reduce((grown, box) => (box.kind === "stop" ? withStop(grown, box) : withStation(grown, box)), layout);
  return strokes.reduce((grown, stroke) => withWay(grown, stroke, strokes), roomy);
}

/** Beside its station, where there is room. */
function withStop(layout: Layout, stop: GraphBox): Layout {
  const size = leafSize(stop);
  const station = layout.boxes.find(({ id }) => `stop:${id}` === stop.id);
  const at = station ?? { x: 0, y: layout.height, width: 0, height: 0 };
  const middle = { x: at.x + at.width / 2 - size.width / 2, y: at.y + at.height / 2 - size.height / 2 };
  const places = [
    { x: at.x + at.width + GAP, y: middle.y },
    { x: at.x - GAP - size.width, y: middle.y },
    { x: middle.x, y: at.y + at.height + GAP },
    { x: middle.x, y: at.y - GAP - size.height },
  ].map((place) => ({ ...place, ...size }));
  const taken = solid(layout);
  const inside = ({ x, y, width, height }: Rect): boolean => x >= 0 && y >= 0 && x + width <= layout.width && y + height <= layout.height;
  const place = places.find((one) => inside(one) && !taken.some((box) => overlaps(box, one))) ?? places[2]!;
  return { ...layout, height: Math.max(layout.height, place.y + place.height + GAP / 2), boxes: [...layout.boxes, { ...stop, ...place }] };
}

/** Below all that is there. */
function withStation(layout: Layout, station: GraphBox): Layout {
  const size = leafSize(station);
  const beside = layout.boxes.filter(({ y, kind }) => kind === "outside" && y >= layout.height - size.height - GAP).map(({ x, width }) => x + width + GAP);
  const row = beside.length > 0 ? layout.height - size.height - GAP / 2 : layout.height + GAP;
  const place = { x: Math.max(GAP, ...beside), y: row, ...size };
  return { ...layout, height: row + size.height + GAP / 2, width: Math.max(layout.width, place.x + place.width + GAP), boxes: [...layout.boxes, { ...station, ...place }] };
}

const solid = ({ boxes, lines }: Layout): Rect[] => [...boxes.filter((box) => !isFrame(box)), ...boxes.flatMap(({ label }) => label ?? []), ...lines.flatMap(({ labelAt }) => labelAt ?? [])];

function withWay(layout: Layout, stroke: Stroke, strokes: readonly Stroke[]): Layout {
  const { style, from, to, label } = stroke;
  const [start, end] = [from, to].map((id) => layout.boxes.find((box) => box.id === id));
  if (!start || !end || start === end || lineOf(stroke, layout.lines)) return layout;
  const used = strokes.flatMap((one) => lineOf(one, layout.lines) ?? []);
  const drawn = [...new Set([...layout.lines.filter(({ kind }) => kind !== "way" && kind !== "announcement"), ...used])];
  const points = findWay(layout, drawn, start, end);
  if (!points) return layout;
  const line: Line = { ids: [], kind: style === "announced" ? "announcement" : "way", from, to, points, ...(label !== undefined && { label }) };
  return { ...layout, lines: [...layout.lines, label === undefined ? line : { ...line, labelAt: labelPlace(line, layout, drawn) }] };
}

/** Beside the longest stretch that has room beside it. */
function labelPlace(line: Line, layout: Layout, drawn: readonly Line[]): NonNullable<Line["labelAt"]> {
  const size = labelSize(line);
  const taken = [...layout.boxes.filter((box) => !isFrame(box)), ...layout.boxes.flatMap(({ label }) => label ?? []), ...drawn.flatMap(({ labelAt }) => labelAt ?? [])];
  const stretches = line.points.slice(1).map((end, index) => ({ start: line.points[index]!, end })).sort((a, b) => long(b) - long(a));
  const places = stretches.flatMap(({ start, end }) => {
    const [x, y] = [(start.x + end.x) / 2, (start.y + end.y) / 2];
    const upright = start.x === end.x;
    const sides = [{ x: upright ? x + 6 : x - size.width / 2, y: upright ? y - size.height / 2 : y - size.height - 3 }, { x: upright ? x - 6 - size.width : x - size.width / 2, y: upright ? y - size.height / 2 : y + 3 }];
    return sides.map((side) => ({ ...side, ...size, align: "start" as const }));
  });
  return places.find((place) => !taken.some((other) => overlaps(place, other))) ?? places[0]!;
}

const long = ({ start, end }: { start: Box | { x: number; y: number }; end: { x: number; y: number } }): number => Math.abs(start.x - end.x) + Math.abs(start.y - end.y);
