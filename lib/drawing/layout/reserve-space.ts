import { overlaps } from "./geometry";
import { carriesStroke, type GraphBox } from "../scene/graph";
import type { Layout, Line, Point, Rect } from "./placed-layout";
import type { Highlights, Stroke } from "../scene/highlights";
import { isFrame, labelSize, leafSize } from "./sizes";
import { lineForStroke } from "./stroke-line";
import { routeEdge } from "./edge-router";

const GAP = 26;

type Size = Pick<Rect, "width" | "height">;

/**
 * The layout with room for highlights that it was not made for. Nothing moves: drop marks are put next to their boxes,
 * hops outside the topology below all boxes, and strokes are routed around boxes.
 */
export function reserveSpace(layout: Layout, { strokes, boxes }: Pick<Highlights, "strokes" | "boxes">): Layout {
  const withBoxes = boxes
    .filter(({ id }) => !layout.boxes.some((box) => box.id === id))
    .reduce((grown, box) => (box.kind === "stop" ? withStop(grown, box, strokes) : withStation(grown, box)), layout);
  return strokes.reduce((grown, stroke) => withStrokeLine(grown, stroke, strokes), withBoxes);
}

/** Next to its box, where the mark and its label have room, joined by a straight line. */
function withStop(layout: Layout, stop: GraphBox, strokes: readonly Stroke[]): Layout {
  const stroke = strokes.find(({ to }) => to === stop.id);
  const station = layout.boxes.find(({ id }) => id === stroke?.from);
  if (!stroke || !station) return layout;
  const { label = "", style, from } = stroke;
  const text = labelSize({ ids: [], kind: "traffic", from, to: stop.id, label });
  const occupied = obstacles(layout).filter((rect) => rect !== station);
  const places = stopPlaces(station, leafSize(stop), text);
  const inside = ({ x, y, width, height }: Rect): boolean =>
    x >= 0 && y >= 0 && x + width <= layout.width && y + height <= layout.height;
  const isFree = (rect: Rect): boolean => inside(rect) && !occupied.some((other) => overlaps(other, rect));
  const place =
    places.find(({ at, words }) => isFree(at) && isFree(words)) ?? places.find(({ at }) => isFree(at)) ?? places[0]!;
  const line: Line = {
    ids: [],
    kind: style === "announced" ? "announcement" : "traffic",
    from,
    to: stop.id,
    points: place.points,
    label,
    labelAt: { ...place.words, align: "start" },
  };
  const bottom = Math.max(place.at.y + place.at.height, place.words.y + place.words.height);
  return {
    ...layout,
    height: Math.max(layout.height, bottom),
    width: Math.max(layout.width, place.words.x + place.words.width),
    boxes: [...layout.boxes, { ...stop, ...place.at }],
    lines: [...layout.lines, line],
  };
}

interface StopPlace {
  readonly at: Rect;
  readonly words: Rect;
  readonly points: readonly [Point, Point];
}

/** Right of the box, left of it, below and above it; the label is beyond the mark, or next to it. */
function stopPlaces({ x, y, width, height }: Rect, size: Size, text: Size): StopPlace[] {
  const middle = { x: x + width / 2, y: y + height / 2 };
  const at = (centre: Point): Rect => ({ x: centre.x - size.width / 2, y: centre.y - size.height / 2, ...size });
  const level = [x + width, x].map((border, index) => ({
    border,
    centre: { x: border + (index === 0 ? GAP : -GAP), y: middle.y },
    words: { x: index === 0 ? border + GAP + 12 : border - GAP - 12 - text.width, y: middle.y - 8, ...text },
  }));
  const upright = [y + height, y].map((border, index) => ({
    border,
    centre: { x: middle.x, y: border + (index === 0 ? GAP : -GAP) },
  }));
  return [
    ...level.map(({ border, centre, words }) => ({
      at: at(centre),
      words,
      points: [{ x: border, y: middle.y }, centre] as const,
    })),
    ...upright.map(({ border, centre }) => ({
      at: at(centre),
      words: { x: centre.x + 12, y: centre.y - 8, ...text },
      points: [{ x: middle.x, y: border }, centre] as const,
    })),
  ];
}

/** Below all boxes. */
function withStation(layout: Layout, station: GraphBox): Layout {
  const size = leafSize(station);
  const beside = layout.boxes
    .filter(({ y, kind }) => kind === "outside" && y >= layout.height - size.height - GAP)
    .map(({ x, width }) => x + width + GAP);
  const row = beside.length > 0 ? layout.height - size.height - GAP / 2 : layout.height + GAP;
  const place = { x: Math.max(GAP, ...beside), y: row, ...size };
  return {
    ...layout,
    height: row + size.height + GAP / 2,
    width: Math.max(layout.width, place.x + place.width + GAP),
    boxes: [...layout.boxes, { ...station, ...place }],
  };
}

const obstacles = ({ boxes, lines }: Layout): Rect[] => [
  ...boxes.filter((box) => !isFrame(box)),
  ...boxes.flatMap(({ label }) => label ?? []),
  ...lines.flatMap(({ labelAt }) => labelAt ?? []),
];

function withStrokeLine(layout: Layout, stroke: Stroke, strokes: readonly Stroke[]): Layout {
  const { style, from, to, label } = stroke;
  const [start, end] = [from, to].map((id) => layout.boxes.find((box) => box.id === id));
  if (!start || !end || start === end || lineForStroke(stroke, layout.lines)) return layout;
  const used = strokes.flatMap((one) => lineForStroke(one, layout.lines) ?? []);
  const drawn = [...new Set([...layout.lines.filter((line) => !carriesStroke(line)), ...used])];
  const points = routeEdge(layout, drawn, start, end);
  if (!points) return layout;
  const line: Line = {
    ids: [],
    kind: style === "announced" ? "announcement" : "traffic",
    from,
    to,
    points,
    ...(label !== undefined && { label }),
  };
  return {
    ...layout,
    lines: [...layout.lines, label === undefined ? line : { ...line, labelAt: labelPlace(line, layout, drawn) }],
  };
}

/** Next to the longest stretch of the line where the label has room. */
function labelPlace(line: Line, layout: Layout, drawn: readonly Line[]): NonNullable<Line["labelAt"]> {
  const size = labelSize(line);
  const occupied = [
    ...layout.boxes.filter((box) => !isFrame(box)),
    ...layout.boxes.flatMap(({ label }) => label ?? []),
    ...drawn.flatMap(({ labelAt }) => labelAt ?? []),
  ];
  const stretches = line.points
    .slice(1)
    .map((end, index) => ({ start: line.points[index]!, end }))
    .sort((a, b) => lengthOf(b) - lengthOf(a));
  const places = stretches.flatMap(({ start, end }) => {
    const [x, y] = [(start.x + end.x) / 2, (start.y + end.y) / 2];
    const upright = start.x === end.x;
    const sides = [
      { x: upright ? x + 6 : x - size.width / 2, y: upright ? y - size.height / 2 : y - size.height - 3 },
      { x: upright ? x - 6 - size.width : x - size.width / 2, y: upright ? y - size.height / 2 : y + 3 },
    ];
    return sides.map((side) => ({ ...side, ...size, align: "start" as const }));
  });
  return places.find((place) => !occupied.some((other) => overlaps(place, other))) ?? places[0]!;
}

const lengthOf = ({ start, end }: { readonly start: Point; readonly end: Point }): number =>
  Math.abs(start.x - end.x) + Math.abs(start.y - end.y);
