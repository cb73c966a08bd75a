import type { Layout, Point } from "../layout/placement";
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

const WORDS = {
  path: "path of the packet, with its hops",
  exempt: "exempt: leaves by a route of its own",
  direct: "direct: leaves, and nothing asks for it",
  dropped: "dropped",
  undetermined: "undetermined",
  announced: "0.0.0.0/0 as announced",
  connection: "circuit and connections",
  bgp: "BGP session",
  peering: "VNet peering",
  egress: "public IP",
} as const;

type Entry = keyof typeof WORDS;

/** The meaning of the lines that the picture has, in rows as wide as the picture. */
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
  const entries = (Object.keys(WORDS) as Entry[]).filter((entry) => occurring.has(entry));
  let [x, y] = [left, top];
  const content = entries.map((entry) => {
    const wide = SAMPLE + 6 + textWidth(WORDS[entry], SIZE.label);
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
    line + element("text", { class: "second plain", x: px(x + SAMPLE + 6), y: px(y + 12) }, escapeXml(WORDS[entry]))
  );
}
