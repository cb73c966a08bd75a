import { layoutTopology } from "../../../lib/drawing/layout/layout";
import type { Layout } from "../../../lib/drawing/layout/placed-layout";
import { type Direction, nearestBox, selectableBoxes } from "../../../lib/drawing/page/arrow-navigation";
import { read } from "../../support/analysis/ask";
import { manyHubs } from "../../support/analysis/many-hubs";
import { twoRegions } from "../../support/analysis/situations";
import { hubs } from "../sample-hubs";

const DIRECTIONS: readonly Direction[] = ["up", "down", "left", "right"];

function reached(placed: Layout, start: string): Set<string> {
  const seen = new Set([start]);
  for (const id of seen) for (const direction of DIRECTIONS) seen.add(nearestBox(placed, id, direction) ?? id);
  return seen;
}

test.each([
  ["two hubs", read(manyHubs(2))],
  ["twenty hubs", hubs(20)],
  ["two regions", read(twoRegions())],
])("arrow keys reach every box from every other: %s", async (_, topology) => {
  const placed = await layoutTopology(topology);
  const all = selectableBoxes(placed.boxes)
    .map(({ id }) => id)
    .sort();
  for (const start of [all[0]!, all[Math.floor(all.length / 2)]!, all.at(-1)!])
    expect([...reached(placed, start)].sort()).toEqual(all);
});

test("an arrow key moves in its direction", async () => {
  const placed = await layoutTopology(read(manyHubs(2)));
  const middle = (id: string): { x: number; y: number } => {
    const box = placed.boxes.find((one) => one.id === id)!;
    const { x, y, width, height } = box.label ?? box;
    return { x: x + width / 2, y: y + height / 2 };
  };
  for (const { id } of selectableBoxes(placed.boxes)) {
    const [down, right] = [nearestBox(placed, id, "down"), nearestBox(placed, id, "right")];
    if (down !== undefined) expect(middle(down).y).toBeGreaterThan(middle(id).y);
    if (right !== undefined) expect(middle(right).x).toBeGreaterThan(middle(id).x);
  }
  expect(nearestBox(placed, "nothing", "up")).toBeUndefined();
});
