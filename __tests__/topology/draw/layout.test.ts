import { distance, overlaps, segments } from "../../../lib/topology/draw/geometry";
import { marksOf } from "../../../lib/topology/draw/draw";
import { highlights } from "../../../lib/topology/draw/highlights";
import { type Box, layout, type Layout, type Rect } from "../../../lib/topology/draw/layout";
import type { Marks } from "../../../lib/topology/draw/marks";
import type { Topology } from "../../../lib/topology/model";
import type { PathQuery } from "../../../lib/topology/results";
import { answersFor, pathOf } from "./answers";
import { hubs } from "./hubs";
import { peered, withServices } from "./others";
import { read } from "../support/ask";
import * as situations from "../support/situations";

const dropped = pathOf("dropped", 4, { reason: "nic-forwarding-off" });
const undetermined = pathOf("undetermined", 2, { waitsFor: [{ unknown: "var.branch_to_branch", until: "apply" }] });

const marked = (topology: Topology, query?: PathQuery): [Topology, Marks] => [topology, marksOf(topology, query)];

function loops(): Topology {
  const azure = situations.t();
  azure.drop("subnet_route_table_association.hub100_nva");
  return read(azure);
}

const CASES: readonly [string, Topology, Marks?][] = [
  ["one hub", hubs(1)],
  ["one hub, a client's path", hubs(1), highlights(hubs(1), answersFor(1))],
  ["one hub, a packet that is dropped", hubs(1), highlights(hubs(1), answersFor(1, dropped))],
  ["one hub, a packet whose fate is not known", hubs(1), highlights(hubs(1), answersFor(1, undetermined))],
  ["two hubs, a client's path", hubs(2), highlights(hubs(2), answersFor(2))],
  ["twenty hubs, a client's path", hubs(20), highlights(hubs(20), answersFor(20))],
  ["peered networks", peered()],
  ["NAT gateway, load balancer, private endpoint, VPN site and on-premises edge", withServices()],
  ["two NVAs that share the load", ...marked(read(situations.t({ second: {} })))],
  ["peered networks, a client's path", ...marked(read(situations.peered()))],
  ["VPN gateways that are connected both ways", ...marked(read(situations.overVpn()))],
  ["two regions on two circuits", ...marked(read(situations.twoRegions()))],
  ["a spoke behind the hub", ...marked(read(situations.withSpoke(situations.t(), true)))],
  ["a packet that comes in", ...marked(read(situations.t()), { from: "internet", to: "vm-jump00", port: 3389 })],
  ["an NVA that loops on its own default", ...marked(loops())],
];

describe.each(CASES)("layout of %s", (_, topology, marks) => {
  let placed: Layout;
  let byId: Map<string, Box>;
  beforeAll(async () => {
    placed = await layout(topology, marks);
    byId = new Map(placed.boxes.map((box) => [box.id, box]));
  });

  const holders = (box: Box): Box[] => {
    const holder = byId.get(box.parent ?? "");
    return holder ? [holder, ...holders(holder)] : [];
  };
  const labels = (): [string, Rect][] => [
    ...placed.boxes.flatMap(({ id, label }): [string, Rect][] => (label ? [[id, label]] : [])),
    ...placed.lines.flatMap(({ from, to, kind, labelAt }): [string, Rect][] => (labelAt ? [[`${kind} ${from} ${to}`, labelAt]] : [])),
  ];
  const within = (inner: Rect, outer: Rect): boolean => inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width && inner.y + inner.height <= outer.y + outer.height;

  test("boxes beside each other do not overlap", () => {
    const clashes = placed.boxes.flatMap((one, index) => placed.boxes.slice(index + 1).filter((other) => one.parent === other.parent && overlaps(one, other)).map((other) => [one.id, other.id]));
    expect(clashes).toEqual([]);
  });

  test("what lies in a box lies within its borders, and all within the picture", () => {
    const page = { x: 0, y: 0, width: placed.width, height: placed.height };
    const strays = placed.boxes.filter((box) => !within(box, byId.get(box.parent ?? "") ?? page));
    expect(strays.map(({ id }) => id)).toEqual([]);
    expect(placed.lines.filter(({ labelAt }) => labelAt && !within(labelAt, page))).toEqual([]);
  });

  test("no label stands over another", () => {
    const all = labels();
    const clashes = all.flatMap(([name, one], index) => all.slice(index + 1).filter(([, other]) => overlaps(one, other)).map(([far]) => [name, far]));
    expect(clashes).toEqual([]);
  });

  test("no line's label stands over a thing or a frame's border", () => {
    const clashes = placed.lines.flatMap(({ labelAt, from, to }) => placed.boxes.filter((box) => labelAt && overlaps(labelAt, box) && !within(labelAt, box)).map(({ id }) => [from, to, id]));
    const covered = placed.lines.flatMap(({ labelAt, from, to }) => placed.boxes.filter((box) => labelAt && box.label === undefined && overlaps(labelAt, box)).map(({ id }) => [from, to, id]));
    expect([...clashes, ...covered]).toEqual([]);
  });

  test("no line runs through a label", () => {
    const clashes = labels().flatMap(([name, label]) => placed.lines.filter(({ points }) => segments(points).some((stretch) => distance(label, stretch) === 0)).map(({ kind, from, to }) => [name, kind, from, to]));
    expect(clashes).toEqual([]);
  });

  test("no line runs through a box in which neither of its ends lies", () => {
    const clashes = placed.lines.flatMap(({ kind, from, to, points }) => {
      const own = [from, to].flatMap((id) => [byId.get(id)!, ...holders(byId.get(id)!)]);
      const foreign = placed.boxes.filter((box) => !own.includes(box));
      return foreign.filter((box) => segments(points).some((stretch) => distance(box, stretch) === 0)).map(({ id }) => [kind, from, to, id]);
    });
    expect(clashes).toEqual([]);
  });

  test("no two lines run over each other", () => {
    const stretches = placed.lines.flatMap(({ kind, from, to, points }) => segments(points).map(([start, end]) => ({ name: `${kind} ${from} ${to}`, start, end })));
    const along = (one: (typeof stretches)[number]): { level: boolean; at: number; low: number; high: number } => {
      const level = one.start.y === one.end.y;
      const [a, b] = level ? [one.start.x, one.end.x] : [one.start.y, one.end.y];
      return { level, at: level ? one.start.y : one.start.x, low: Math.min(a, b), high: Math.max(a, b) };
    };
    const meet = (one: (typeof stretches)[number], other: (typeof stretches)[number]): boolean => {
      const [a, b] = [along(one), along(other)];
      return a.level === b.level && Math.abs(a.at - b.at) < 3 && a.low < b.high && b.low < a.high;
    };
    expect(stretches.flatMap((one, index) => stretches.slice(index + 1).filter((other) => other.name !== one.name && meet(one, other)).map((other) => [one.name, other.name]))).toEqual([]);
  });

  test("lines are made of upright and level stretches, from border to border", () => {
    for (const { from, to, points } of placed.lines) {
      expect(segments(points).every(([start, end]) => start.x === end.x || start.y === end.y)).toBe(true);
      expect(distance(byId.get(from)!, [points[0]!, points[0]!])).toBeLessThan(0.2);
      expect(distance(byId.get(to)!, [points.at(-1)!, points.at(-1)!])).toBeLessThan(0.2);
    }
  });
});

test("the order of components in a file makes no difference", async () => {
  const topology = hubs(2);
  const backwards = Object.fromEntries(Object.entries(topology).map(([key, list]) => [key, [...(list as unknown[])].reverse()])) as unknown as Topology;
  const marks = highlights(topology, answersFor(2));
  expect(JSON.stringify(await layout(backwards, marks))).toBe(JSON.stringify(await layout(topology, marks)));
});

test("strokes get lines of their own, and share the egress that is there already", async () => {
  const marks = highlights(hubs(1), answersFor(1));
  const plain = await layout(hubs(1));
  const { lines } = await layout(hubs(1), marks);
  const added = lines.filter(({ kind }) => kind === "way" || kind === "announcement");
  expect(added).toHaveLength(3 + 5);
  expect(lines.length - added.length).toBe(plain.lines.length);
});
