import { overlaps } from "../layout/geometry";
import type { Box, Line, Point } from "../layout/placed-layout";
import type { HopNumber, Stroke } from "../scene/highlights";
import { arrowhead, polyline, shortened } from "./polyline";
import { egressLabel } from "../scene/egress-label";
import { lineForStroke } from "../layout/stroke-line";
import { STROKE } from "./line-styles";
import { element, escapeXml, px } from "./xml";

const HEAD = 9;

/** A link without a highlight. */
export function lineElement(line: Line, boxes: ReadonlyMap<string, Box>): string {
  const { kind, ids, from, to, points, heads = [] } = line;
  const ends = [heads.includes("to") ? points : [], heads.includes("from") ? [...points].reverse() : []];
  const content = [
    element("path", { d: polyline(points) }),
    ...ends.filter((end) => end.length > 0).map((end) => element("path", { class: "head", d: arrowhead(end, 8) })),
    ...labelElements(line, line.label, boxes),
  ];
  const drawn = element(
    "g",
    { class: `line ${kind}`, "data-id": ids[0], "data-from": from, "data-to": to },
    ...content,
  );
  return ids.slice(1).reduce((inner, id) => element("g", { "data-id": id }, inner), drawn);
}

/** A stroke along its line; straight between the boxes if the layout has no line for it. */
export function strokeElement(stroke: Stroke, lines: readonly Line[], boxes: ReadonlyMap<string, Box>): string {
  const { style, from, to } = stroke;
  const line = lineForStroke(stroke, lines);
  const points = line ? pointsFrom(line, from) : straight(boxes.get(from), boxes.get(to));
  if (points.length < 2) return "";
  const open = STROKE[style].head === "open";
  const ends = boxes.get(to)?.kind === "stop";
  const shaft = polyline(open || ends ? points : shortened(points, HEAD - 2));
  const inner = style === "direct" ? [element("path", { class: "inner", d: shaft })] : [];
  const tip = ends
    ? []
    : [element("path", { class: "head", d: arrowhead(points, style === "path" ? HEAD + 2 : HEAD, open) })];
  const label = line?.kind === "egress" ? labelOfEgress(stroke, line) : stroke.label;
  return element(
    "g",
    { class: `stroke ${style}`, "data-id": line?.ids[0], "data-from": from, "data-to": to },
    element("path", { d: shaft }),
    ...inner,
    ...tip,
    ...(line ? labelElements(line, label, boxes) : []),
  );
}

/** Inbound traffic does not leave as the public IP: then the label is the name alone. */
function labelOfEgress({ style, from }: Stroke, { label, from: start }: Line): string | undefined {
  return label === undefined || from !== start ? label : egressLabel(label, style);
}

const pointsFrom = ({ from, points }: Line, start: string): readonly Point[] =>
  from === start ? points : [...points].reverse();

function straight(from: Box | undefined, to: Box | undefined): Point[] {
  if (!from || !to) return [];
  const [start, end] = [from, to].map(({ x, y, width, height }) => ({ x: x + width / 2, y: y + height / 2 })) as [
    Point,
    Point,
  ];
  const down = end.y >= start.y;
  return [
    { x: start.x, y: down ? from.y + from.height : from.y },
    { x: end.x, y: down ? to.y : to.y + to.height },
  ];
}

function labelElements({ labelAt }: Line, text: string | undefined, boxes: ReadonlyMap<string, Box>): string[] {
  if (labelAt === undefined || text === undefined) return [];
  const { x, y, width, height, align } = labelAt;
  // The halo has the colour of what lies below.
  const inside = [...boxes.values()].some((box) => box.kind === "network" && overlaps(box, labelAt));
  return [
    element(
      "text",
      {
        class: inside ? "label halo inside" : "label halo",
        x: px(align === "start" ? x : x + width),
        y: px(y + height - 4),
        "text-anchor": align === "end" ? "end" : undefined,
      },
      escapeXml(text),
    ),
  ];
}

const RADIUS = 9;

/** A hop's number at the left border of its box. */
export function hopNumberElement({ at, text }: HopNumber, boxes: ReadonlyMap<string, Box>): string {
  const box = boxes.get(at);
  if (!box) return "";
  const half = Math.max(RADIUS, 3 + text.length * 3.5);
  const [x, y] = [box.x, box.y + box.height / 2];
  return element(
    "g",
    { class: "disc", "data-id": at },
    element("rect", { x: px(x - half), y: px(y - RADIUS), width: px(2 * half), height: px(2 * RADIUS), rx: RADIUS }),
    element("text", { class: "disc-text", "text-anchor": "middle", x: px(x), y: px(y + 4) }, escapeXml(text)),
  );
}

/** The mark where a packet ends: an X, or a question mark. */
export function stopElement(box: Box, style: "dropped" | "undetermined"): string {
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const content =
    style === "dropped"
      ? element("path", {
          class: "cross",
          d: `M${px(x - 6)} ${px(y - 6)}L${px(x + 6)} ${px(y + 6)}M${px(x - 6)} ${px(y + 6)}L${px(x + 6)} ${px(y - 6)}`,
        })
      : element("text", { class: "name halo", "text-anchor": "middle", x: px(x), y: px(y + 5) }, "?");
  return element("g", { class: `stroke ${style}`, "data-id": box.id }, content);
}
