import { distance, overlaps, segments } from "../../../lib/drawing/layout/geometry";
import type { Box, Layout, Rect } from "../../../lib/drawing/layout/placed-layout";

/** What must not be in a layout: each gives what it found, in words. */
export const CHECKS: Readonly<Record<string, (layout: Layout) => string[]>> = {
  "boxes beside each other do not overlap": ({ boxes }) =>
    pairs(boxes)
      .filter(([one, other]) => one.parent === other.parent && overlaps(one, other))
      .map(([one, other]) => `${one.id} and ${other.id}`),

  "what lies in a box lies within its borders, and all within the picture": ({ boxes, lines, width, height }) => {
    const page = { x: 0, y: 0, width, height };
    const holder = (box: Box): Rect => boxes.find(({ id }) => id === box.parent) ?? page;
    return [
      ...boxes.filter((box) => !isWithin(box, holder(box))).map(({ id }) => id),
      ...lines.filter(({ labelAt }) => labelAt && !isWithin(labelAt, page)).map(({ label }) => `label ${label}`),
    ];
  },

  "no label stands over another": (layout) =>
    pairs(labelsOf(layout))
      .filter(([[, one], [, other]]) => overlaps(one, other))
      .map(([[one], [other]]) => `${one} and ${other}`),

  "no line's label stands over a thing or a frame's border": ({ boxes, lines }) =>
    lines.flatMap(({ label, labelAt }) => {
      const hit = boxes.filter(
        (box) => labelAt && overlaps(labelAt, box) && (box.label === undefined || !isWithin(labelAt, box)),
      );
      return hit.map(({ id }) => `label ${label} over ${id}`);
    }),

  "no line runs through a label": (layout) =>
    labelsOf(layout).flatMap(([name, label]) =>
      layout.lines
        .filter(({ points }) => segments(points).some((stretch) => distance(label, stretch) === 0))
        .map(({ kind, from, to }) => `${kind} ${from} ${to} through ${name}`),
    ),

  "no line runs through a box in which neither of its ends lies": ({ boxes, lines }) => {
    const byId = new Map(boxes.map((box) => [box.id, box]));
    const around = (box: Box | undefined): Box[] => (box ? [box, ...around(byId.get(box.parent ?? ""))] : []);
    return lines.flatMap(({ kind, from, to, points }) => {
      const own = [from, to].flatMap((id) => around(byId.get(id)));
      const hit = boxes.filter(
        (box) => !own.includes(box) && segments(points).some((stretch) => distance(box, stretch) === 0),
      );
      return hit.map(({ id }) => `${kind} ${from} ${to} through ${id}`);
    });
  },

  "no two lines run over each other": ({ lines }) => {
    const stretches = lines.flatMap(({ kind, from, to, points }, line) =>
      segments(points).map((stretch) => ({ line, name: `${kind} ${from} ${to}`, ...along(stretch) })),
    );
    return pairs(stretches)
      .filter(
        ([one, other]) =>
          one.line !== other.line &&
          one.level === other.level &&
          Math.abs(one.at - other.at) < 3 &&
          one.low < other.high &&
          other.low < one.high,
      )
      .map(([one, other]) => `${one.name} and ${other.name}`);
  },

  "lines are upright and level, from border to border": ({ boxes, lines }) => {
    const byId = new Map(boxes.map((box) => [box.id, box]));
    const touches = (id: string, at: Layout["lines"][number]["points"][number] | undefined): boolean =>
      at !== undefined && distance(byId.get(id)!, [at, at]) < 0.2;
    const isSound = ({ from, to, points }: Layout["lines"][number]): boolean =>
      touches(from, points[0]) &&
      touches(to, points.at(-1)) &&
      segments(points).every(([start, end]) => start.x === end.x || start.y === end.y);
    return lines.filter((line) => !isSound(line)).map(({ kind, from, to }) => `${kind} ${from} ${to}`);
  },
};

function pairs<T>(all: readonly T[]): [T, T][] {
  return all.flatMap((one, index) => all.slice(index + 1).map((other): [T, T] => [one, other]));
}

function labelsOf({ boxes, lines }: Layout): [string, Rect][] {
  const frames = boxes.flatMap(({ id, label }): [string, Rect][] => (label ? [[id, label]] : []));
  return [
    ...frames,
    ...lines.flatMap(({ kind, label, labelAt }): [string, Rect][] => (labelAt ? [[`${kind} ${label}`, labelAt]] : [])),
  ];
}

function isWithin(inner: Rect, outer: Rect): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

function along([start, end]: ReturnType<typeof segments>[number]): {
  level: boolean;
  at: number;
  low: number;
  high: number;
} {
  const level = start.y === end.y;
  const [a, b] = level ? [start.x, end.x] : [start.y, end.y];
  return { level, at: level ? start.y : start.x, low: Math.min(a, b), high: Math.max(a, b) };
}
