import { distance, overlaps, segments } from "../../../lib/drawing/layout/geometry";
import { buildHighlights } from "../../../lib/drawing/scene/build-highlights";
import { layoutTopology } from "../../../lib/drawing/layout/layout";
import type { Layout } from "../../../lib/drawing/layout/placed-layout";
import type { Highlights } from "../../../lib/drawing/scene/highlights";
import { computeHighlights } from "../../../lib/drawing/scene/compute-highlights";
import { reserveSpace } from "../../../lib/drawing/layout/reserve-space";
import { isFrame } from "../../../lib/drawing/layout/sizes";
import { lineForStroke } from "../../../lib/drawing/layout/stroke-line";
import type { Topology } from "../../../lib/analysis/model/azure";
import { overview } from "../../../lib/analysis/forwarding/overview";
import { path } from "../../../lib/analysis/forwarding/path";
import type { PathQuery } from "../../../lib/analysis/results";
import { allRoutes } from "../../../lib/analysis/routes/effective-routes";
import { without } from "../../../lib/analysis/model/removal";
import { read } from "../../support/analysis/ask";
import { manyHubs } from "../../support/analysis/many-hubs";
import { t, twoRegions } from "../../support/analysis/situations";

/** Gives the highlights of any path in a topology. */
function highlightsIn(topology: Topology): (query: PathQuery) => Highlights {
  const [verdicts, routes] = [overview(topology), allRoutes(topology)];
  return (query) => buildHighlights(topology, { verdicts, routes, path: path(topology, query), aboutPath: true });
}

/** Every stroke has a line, of level and upright stretches from border to border, through no other box. */
function expectSound(before: Layout, after: Layout, marks: Highlights): void {
  expect(after.boxes.slice(0, before.boxes.length)).toEqual(before.boxes);
  expect(after.lines.slice(0, before.lines.length)).toEqual(before.lines);
  for (const stroke of marks.strokes)
    expect({ stroke, line: lineForStroke(stroke, after.lines) !== undefined }).toEqual({ stroke, line: true });
  for (const { from, to, points } of after.lines.slice(before.lines.length)) {
    const ends = after.boxes.filter(({ id }) => id === from || id === to);
    const others = after.boxes.filter((box) => !isFrame(box) && !ends.includes(box));
    for (const stretch of segments(points)) {
      expect(stretch[0].x === stretch[1].x || stretch[0].y === stretch[1].y).toBe(true);
      expect(others.filter((box) => distance(box, stretch) === 0).map(({ name, kind }) => `${kind} ${name}`)).toEqual(
        [],
      );
    }
    for (const [index, id] of [
      [0, from],
      [points.length - 1, to],
    ] as const) {
      const box = after.boxes.find((one) => one.id === id)!;
      if (box.kind !== "stop") expect(distance(box, [points[index]!, points[index]!])).toBeCloseTo(0, 5);
    }
  }
}

const SITUATIONS: readonly [string, Topology][] = [
  ["the article's topology", read(t())],
  ["three hubs", read(manyHubs(3))],
  ["two regions", read(twoRegions())],
];

test.each(SITUATIONS)("routes a path that the layout was not made for: %s", async (_, topology) => {
  const placed = await layoutTopology(topology, computeHighlights(topology));
  const highlightsFor = highlightsIn(topology);
  const ends = ["internet", ...topology.machines.map(({ name }) => name)];
  for (const { name: from } of topology.machines) {
    for (const to of ends.filter((end) => end !== from)) {
      const marks = highlightsFor({ from, to });
      expectSound(placed, reserveSpace(placed, marks), marks);
    }
  }
});

test("a drop mark is beside its box and covers nothing", async () => {
  const topology = read(t());
  const placed = await layoutTopology(topology, computeHighlights(topology));
  const rest = without(topology, "vm-nva100");
  const marks = highlightsIn(rest)({ from: "vm-hub00", to: "internet" });
  const after = reserveSpace(placed, marks);
  expectSound(placed, after, marks);
  const stop = after.boxes.find(({ kind }) => kind === "stop")!;
  const words = after.lines.at(-1)!.labelAt!;
  const things = after.boxes.filter((box) => !isFrame(box) && box !== stop);
  expect(things.filter((box) => overlaps(box, stop) || overlaps(box, words))).toEqual([]);
});

test("a hop outside the topology is below all boxes", async () => {
  const topology = read(t());
  const placed = await layoutTopology(topology, computeHighlights(topology));
  const stations = ["a", "b"].map((name) => ({ id: `hop:${name}`, kind: "outside" as const, name }));
  const marks = { strokes: [], boxes: stations };
  const { boxes, height, width } = reserveSpace(placed, marks);
  const [a, b] = boxes.slice(-2);
  expect(a!.y).toBeGreaterThanOrEqual(placed.height);
  expect(overlaps(a!, b!)).toBe(false);
  for (const box of [a!, b!]) expect(box.y + box.height <= height && box.x + box.width <= width).toBe(true);
});

test("a layout with room for all highlights stays the same", async () => {
  const topology = read(t());
  const marks = computeHighlights(topology);
  const placed = await layoutTopology(topology, marks);
  expect(reserveSpace(placed, marks)).toEqual(placed);
});
