import type { Layout, Point } from "../layout/placed-layout";
import type { Highlights } from "../scene/highlights";
import { arrowhead, polyline } from "./polyline";
import { SIZE } from "../layout/sizes";
import { STROKE } from "./line-styles";
import { lineForStroke } from "../layout/stroke-line";
import { textWidth } from "../layout/text-width";
import { element, escapeXml, px } from "./xml";

const SAMPLE = 34;
const GAP = 22;
const ROW = 20;

const LABELS = {
  path: "packet path with hop numbers",
  exempt: "exempt: leaves by its own route",
  direct: "direct: leaves outside the tunnel",
  dropped: "dropped",
  undetermined: "undetermined",
  announced: "0.0.0.0/0 advertised",
  connection: "circuit, connection",
  bgp: "BGP session",
  peering: "VNet peering",
  egress: "public IP",
} as const;

type Entry = keyof typeof LABELS;

/** The legend: one entry for each kind of line in the picture, in rows as wide as the picture. */
export function legend(
  { lines }: Layout,
  { strokes }: Highlights,
  left: number,
  top: number,
  width: number,
): { readonly height: number; readonly content: string } {
  const replaced = new Set(strokes.flatMap((stroke) => lineForStroke(stroke, lines) ?? []));
  const plain = lines.filter((line) => !replaced.has(line)).map(({ kind }) => (kind === "exchange" ? "bgp" : kind));
  const occurring = new Set<string>([...strokes.map(({ style }) => style), ...plain]);
  const entries = (Object.keys(LABELS) as Entry[]).filter((entry) => occurring.has(entry));
  let [x, y] = [left, top];
  const content = entries.map((entry) => {
    const wide = SAMPLE + 6 + textWidth(LABELS[entry], SIZE.label);
    if (x > left && x + wide > left + width) [x, y] = [left, y + ROW];
    const drawn = sample(entry, { x, y });
    x += wide + GAP;
    return drawn;
  });
  return { height: entries.length === 0 ? 0 : y - top + ROW, content: element("g", { class: "legend" }, ...content) };
}

function sample(entry: Entry, { x, y }: Point): string {
  const ends = [
    { x, y: y + 8 },
    { x: x + SAMPLE, y: y + 8 },
  ];
  const stroke = entry in STROKE ? STROKE[entry as keyof typeof STROKE] : undefined;
  const shaft = polyline(ends);
  const tip =
    stroke || entry === "peering"
      ? [element("path", { class: "head", d: arrowhead(ends, 9, stroke?.head === "open") })]
      : [];
  const inner = entry === "direct" ? [element("path", { class: "inner", d: shaft })] : [];
  const line = element(
    "g",
    { class: `${stroke ? "stroke" : "line"} ${entry}` },
    element("path", { d: shaft }),
    ...inner,
    ...tip,
  );
  return (
    line + element("text", { class: "second plain", x: px(x + SAMPLE + 6), y: px(y + 12) }, escapeXml(LABELS[entry]))
  );
}
