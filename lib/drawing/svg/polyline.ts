import type { Point } from "../layout/placed-layout";
import { px } from "./xml";

const RADIUS = 6;
/** Half of a head's width, in its lengths. */
const SLENDER = 0.45;

/** A path through the points, its corners rounded. */
export function polyline(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  const corners = rest.slice(0, -1).map((corner, index) => rounded(points[index]!, corner, rest[index + 1]!));
  return [`M${at(first)}`, ...corners, `L${at(points.at(-1)!)}`].join("");
}

function rounded(before: Point, corner: Point, after: Point): string {
  const radius = Math.min(RADIUS, length(before, corner) / 2, length(corner, after) / 2);
  return `L${at(towards(corner, before, radius))}Q${at(corner)} ${at(towards(corner, after, radius))}`;
}

/** The points with the end that much shorter: a head takes its place. */
export function shortened(points: readonly Point[], by: number): Point[] {
  const [end, before] = [points.at(-1), points.at(-2)];
  return end && before
    ? [...points.slice(0, -1), towards(end, before, Math.min(by, length(before, end) - 0.1))]
    : [...points];
}

/** A head at the end of the line: a triangle, or two strokes where it is open. */
export function arrowhead(points: readonly Point[], size: number, open = false): string {
  const [end, before] = [points.at(-1), points.at(-2)];
  if (!end || !before) return "";
  const back = towards(end, before, size);
  // Across the line.
  const [dx, dy] = [(back.y - end.y) * SLENDER, (end.x - back.x) * SLENDER];
  return `M${at({ x: back.x - dx, y: back.y - dy })}L${at(end)}L${at({ x: back.x + dx, y: back.y + dy })}${open ? "" : "Z"}`;
}

const at = ({ x, y }: Point): string => `${px(x)} ${px(y)}`;
const length = (one: Point, other: Point): number => Math.hypot(one.x - other.x, one.y - other.y);

function towards(from: Point, to: Point, by: number): Point {
  const whole = length(from, to) || 1;
  return { x: from.x + ((to.x - from.x) * by) / whole, y: from.y + ((to.y - from.y) * by) / whole };
}
