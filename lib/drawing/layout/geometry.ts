import type { Point, Rect } from "./placed-layout";

/** A straight stretch of a line. */
export type Segment = readonly [Point, Point];

/** The stretches of a line. */
export function segments(points: readonly Point[]): Segment[] {
  return points.slice(1).map((point, index) => [points[index]!, point]);
}

/** Do two rectangles share more than their borders? */
export function overlaps(one: Rect, other: Rect): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

/** Distance of an upright or level stretch from a rectangle: 0 where it touches it. */
export function distance(rect: Rect, [start, end]: Segment): number {
  const x = gap(rect.x, rect.x + rect.width, Math.min(start.x, end.x), Math.max(start.x, end.x));
  const y = gap(rect.y, rect.y + rect.height, Math.min(start.y, end.y), Math.max(start.y, end.y));
  return Math.max(x, y);
}

const gap = (low: number, high: number, from: number, to: number): number => Math.max(0, from - high, low - to);
