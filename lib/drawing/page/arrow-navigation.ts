import type { Box, Layout, Rect } from "../layout/placed-layout";

/** Where an arrow key leads. */
export type Direction = "up" | "down" | "left" | "right";

// A step aside counts as much as this many ahead.
const ASIDE = 2.5;

/** Id of the box that lies next in a direction; undefined at the border. A frame lies where its name stands. */
export function nearestBox({ boxes }: Layout, from: string, direction: Direction): string | undefined {
  const start = boxes.find(({ id }) => id === from);
  if (!start) return undefined;
  const costs = selectableBoxes(boxes)
    .filter(({ id }) => id !== from)
    .map((box) => ({ id: box.id, cost: cost(centre(start), centre(box), direction) }));
  const best = Math.min(...costs.map((one) => one.cost));
  return best === Infinity ? undefined : costs.find((one) => one.cost === best)?.id;
}

/** Boxes that can be chosen. */
export const selectableBoxes = (boxes: readonly Box[]): Box[] => boxes.filter(({ kind }) => kind !== "stop");

function cost(start: { x: number; y: number }, end: { x: number; y: number }, direction: Direction): number {
  const [x, y] = [end.x - start.x, end.y - start.y];
  const ahead = { up: -y, down: y, left: -x, right: x }[direction];
  const aside = Math.abs(direction === "up" || direction === "down" ? x : y);
  return ahead <= 1 ? Infinity : ahead + ASIDE * aside;
}

function centre(box: Box): { x: number; y: number } {
  const { x, y, width, height }: Rect = box.label ?? box;
  return { x: x + width / 2, y: y + height / 2 };
}
