import { segments } from "./geometry";
import type { Box, Layout, Line, Point, Rect } from "./placed-layout";
import { isFrame, isPill } from "./sizes";

// A grid of about so many cells, however large the picture is; no cell is smaller than STEP pixels.
const CELLS = 60_000;
const STEP = 8;
// Costs of a route in cells: a bend looks worse than a short detour, and text under a line is hard to read.
const BEND = 8;
const ON_LINE = 4;
const ON_TEXT = 8;
const NEAR_BOX = 2;

interface Grid {
  readonly step: number;
  readonly columns: number;
  readonly rows: number;
  /** Of each cell; Infinity inside boxes. */
  readonly cost: Float32Array;
}

/** Routes a line of horizontal and vertical stretches between two boxes, around all others; undefined if impossible. */
export function routeEdge(layout: Layout, lines: readonly Line[], from: Box, to: Box): Point[] | undefined {
  const grid = gridOf(layout, lines);
  const goals = accessCells(grid, to);
  const starts = accessCells(grid, from);
  const cells = cheapestRoute(grid, [...starts.keys()], goals);
  if (!cells) return undefined;
  const points = cells.map((cell) => ({
    x: ((cell % grid.columns) + 0.5) * grid.step,
    y: (Math.floor(cell / grid.columns) + 0.5) * grid.step,
  }));
  const first = starts.get(cells[0]!)!;
  const last = goals.get(cells.at(-1)!)!;
  return withoutStraightPoints([onBorder(points[0]!, from, first), ...points, onBorder(points.at(-1)!, to, last)]);
}

function gridOf({ width, height, boxes, lines: all }: Layout, lines: readonly Line[]): Grid {
  const step = Math.max(STEP, Math.sqrt((width * height) / CELLS));
  const [columns, rows] = [Math.ceil(width / step), Math.ceil(height / step)];
  const cost = new Float32Array(columns * rows).fill(1);
  const grid = { step, columns, rows, cost };
  for (const line of lines)
    for (const [start, end] of segments(line.points))
      addCost(
        grid,
        {
          x: Math.min(start.x, end.x),
          y: Math.min(start.y, end.y),
          width: Math.abs(start.x - end.x),
          height: Math.abs(start.y - end.y),
        },
        ON_LINE,
      );
  for (const { label } of boxes) if (label) addCost(grid, label, ON_TEXT);
  for (const { labelAt } of all) if (labelAt) addCost(grid, labelAt, ON_TEXT);
  for (const box of boxes.filter((one) => isFrame(one)))
    for (const border of borders(box)) addCost(grid, border, NEAR_BOX);
  for (const box of boxes.filter((one) => !isFrame(one))) addCost(grid, grown(box, step), NEAR_BOX);
  for (const box of boxes.filter((one) => !isFrame(one))) addCost(grid, box, Infinity);
  return grid;
}

const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by,
});

const borders = ({ x, y, width, height }: Rect): Rect[] => [
  { x, y, width, height: 0 },
  { x, y: y + height, width, height: 0 },
  { x, y, width: 0, height },
  { x: x + width, y, width: 0, height },
];

function addCost({ step, columns, rows, cost }: Grid, { x, y, width, height }: Rect, more: number): void {
  const span = (from: number, length: number, most: number): [number, number] => [
    Math.max(0, Math.floor(from / step)),
    Math.min(most - 1, Math.floor((from + length) / step)),
  ];
  const [[left, right], [top, bottom]] = [span(x, width, columns), span(y, height, rows)];
  for (let row = top; row <= bottom; row++)
    for (let column = left; column <= right; column++) cost[row * columns + column]! += more;
}

type Side = "left" | "right" | "top" | "bottom";

/** Cells just outside a box, away from its corners, with the side of the box. */
function accessCells(grid: Grid, box: Box): Map<number, Side> {
  const { step, columns, rows, cost } = grid;
  const [left, right, top, bottom] = [box.x, box.x + box.width, box.y, box.y + box.height].map((at) =>
    Math.floor(at / step),
  ) as [number, number, number, number];
  const found = new Map<number, Side>();
  const consider = (column: number, row: number, side: Side): void => {
    const cell = row * columns + column;
    if (column >= 0 && row >= 0 && column < columns && row < rows && cost[cell] !== Infinity) found.set(cell, side);
  };
  // A box with round ends is reached at the middle of its sides.
  const round = isPill(box) ? Math.ceil((bottom - top) / 2) : 0;
  const inset = (from: number, to: number): number => Math.max(to - from > 3 ? 1 : 0, round);
  for (let column = left + inset(left, right); column <= right - inset(left, right); column++) {
    consider(column, top - 1, "top");
    consider(column, bottom + 1, "bottom");
  }
  const [upper, lower] =
    round > 0 ? [top + round, top + round] : [top + inset(top, bottom), bottom - inset(top, bottom)];
  for (let row = upper; row <= lower; row++) {
    consider(left - 1, row, "left");
    consider(right + 1, row, "right");
  }
  return found;
}

const HEADINGS = 4;

/** Cells of the cheapest route (Dijkstra). Bends cost, so the state is a cell and a heading. */
function cheapestRoute(
  { columns, rows, cost }: Grid,
  starts: readonly number[],
  goals: ReadonlyMap<number, Side>,
): number[] | undefined {
  const steps = [1, columns, -1, -columns];
  const best = new Float32Array(columns * rows * HEADINGS).fill(Infinity);
  const before = new Int32Array(columns * rows * HEADINGS).fill(-1);
  // All costs are integers: a list for each sum is a priority queue.
  const queue: number[][] = [];
  const reach = (state: number, sum: number, previous: number): void => {
    if (sum >= best[state]!) return;
    best[state] = sum;
    before[state] = previous;
    (queue[sum] ??= []).push(state);
  };
  for (const start of starts)
    for (let heading = 0; heading < HEADINGS; heading++) reach(start * HEADINGS + heading, 0, -1);
  for (let sum = 0; sum < queue.length; sum++) {
    // The list grows while it is read.
    for (const state of queue[sum] ?? []) {
      if (best[state] !== sum) continue;
      const cell = Math.floor(state / HEADINGS);
      if (goals.has(cell)) return routeTo(state, before);
      for (let heading = 0; heading < HEADINGS; heading++) {
        const next = cell + steps[heading]!;
        const sideways = heading % 2 === 0 && Math.floor(next / columns) !== Math.floor(cell / columns);
        if (next < 0 || next >= columns * rows || sideways || cost[next] === Infinity) continue;
        reach(next * HEADINGS + heading, sum + cost[next]! + (heading === state % HEADINGS ? 0 : BEND), state);
      }
    }
  }
  return undefined;
}

function routeTo(end: number, before: Int32Array): number[] {
  const cells: number[] = [];
  for (let state = end; state !== -1; state = before[state]!) cells.unshift(Math.floor(state / HEADINGS));
  return cells;
}

function onBorder({ x, y }: Point, box: Box, side: Side): Point {
  if (side === "top" || side === "bottom") return { x, y: side === "top" ? box.y : box.y + box.height };
  return { x: side === "left" ? box.x : box.x + box.width, y };
}

/** Leaves out the points on straight stretches. */
function withoutStraightPoints(points: readonly Point[]): Point[] {
  return points.filter((point, index) => {
    const [previous, next] = [points[index - 1], points[index + 1]];
    return (
      !previous || !next || (previous.x - point.x) * (next.y - point.y) !== (previous.y - point.y) * (next.x - point.x)
    );
  });
}
