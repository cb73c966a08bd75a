import { segments, type Segment } from "./geometry";
import type { Layout } from "./placed-layout";

// Costs in bends of a line: a crossing confuses most, networks out of order are only harder to find.
const CROSSING = 3;
const DISORDER = 2;
const PIXELS = 100;

/** The layout with the fewest crossings and bends; the first of those that are equal. */
export function chooseLayout(layouts: readonly Layout[]): Layout {
  const costs = layouts.map(cost);
  return layouts[costs.indexOf(Math.min(...costs))]!;
}

function cost(layout: Layout): number {
  const { lines, width, height } = layout;
  const bends = lines.reduce((sum, { points }) => sum + points.length - 2, 0);
  return bends + CROSSING * crossings(layout) + DISORDER * disorder(layout) + (width + height) / PIXELS;
}

function crossings({ lines }: Layout): number {
  const all = lines.map(({ points }) => segments(points));
  const between = (one: readonly Segment[], other: readonly Segment[]): number =>
    one.reduce((sum, segment) => sum + other.filter((far) => cross(segment, far)).length, 0);
  return all.reduce(
    (sum, one, index) => sum + all.slice(index + 1).reduce((inner, other) => inner + between(one, other), 0),
    0,
  );
}

function cross(one: Segment, other: Segment): boolean {
  const upright = one[0].x === one[1].x ? one : other;
  const level = upright === one ? other : one;
  const between = (value: number, from: number, to: number): boolean =>
    Math.min(from, to) < value && value < Math.max(from, to);
  return (
    level[0].y === level[1].y &&
    between(upright[0].x, level[0].x, level[1].x) &&
    between(level[0].y, upright[0].y, upright[1].y)
  );
}

/** Pairs of neighbouring networks that are not in the order of their ids. */
function disorder({ boxes }: Layout): number {
  const networks = boxes
    .filter(({ kind }) => kind === "network")
    .sort((one, other) => one.y - other.y || one.x - other.x);
  return networks.filter(({ id }, index) => index > 0 && networks[index - 1]!.id > id).length;
}
