import { css, type Theme } from "./picture-css";
import type { Layout } from "../layout/placed-layout";
import { carriesStroke } from "../scene/graph";
import { legend } from "./legend";
import { type Highlights, NO_HIGHLIGHTS } from "../scene/highlights";
import { SIZE } from "../layout/sizes";
import { boxElement } from "./svg-boxes";
import { lineForStroke } from "../layout/stroke-line";
import { hopNumberElement, lineElement, stopElement, strokeElement } from "./svg-lines";
import { wrap } from "../layout/text-width";
import { element, escapeXml, px } from "./xml";

/** Options of an SVG. */
export interface SvgOptions {
  /** @default "auto" */
  readonly theme?: Theme;
}

const MARGIN = 16;
const TITLE_LINE = 22;
const MIN_WIDTH = 360;

/**
 * Renders a layout and its highlights as SVG. Needs nothing of Node, so that it also runs in a browser.
 *
 * The group of a component has its id as `data-id`, and its kind as class.
 */
export function svg(
  layout: Layout,
  highlights: Highlights = NO_HIGHLIGHTS,
  { theme = "auto" }: SvgOptions = {},
): string {
  const width = Math.max(layout.width, MIN_WIDTH);
  const title = highlights.title === "" ? [] : wrap(highlights.title, width - 2 * MARGIN, SIZE.title, "bold");
  const top = title.length === 0 ? 0 : MARGIN + title.length * TITLE_LINE - 6;
  const signs = legend(layout, highlights, MARGIN, top + layout.height, width - 2 * MARGIN);
  const height = top + layout.height + (signs.height === 0 ? 0 : signs.height + MARGIN / 2);
  const content = [
    element("title", {}, escapeXml(highlights.title || "Topology")),
    ...(highlights.description === "" ? [] : [element("desc", {}, escapeXml(highlights.description))]),
    element("style", {}, escapeXml(css(theme))),
    element("rect", { class: "page", width: px(width), height: px(height) }),
    ...title.map((line, index) =>
      element("text", { class: "title plain", x: MARGIN, y: px(MARGIN + 12 + index * TITLE_LINE) }, escapeXml(line)),
    ),
    element(
      "g",
      { transform: `translate(${px((width - layout.width) / 2)} ${px(top)})` },
      ...drawing(layout, highlights),
    ),
    signs.content,
  ];
  const size = { width: px(width), height: px(height), viewBox: `0 0 ${px(width)} ${px(height)}` };
  return `${element("svg", { xmlns: "http://www.w3.org/2000/svg", role: "img", ...size }, `\n${content.join("\n")}\n`)}\n`;
}

/** Frames at the bottom, then lines, then the boxes at which lines end. */
function drawing({ boxes, lines }: Layout, highlights: Highlights): string[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  const isFrame = ({ kind }: { kind: string }): boolean => kind === "network" || kind === "subnet";
  const replaced = new Set(highlights.strokes.flatMap((stroke) => lineForStroke(stroke, lines) ?? []));
  const plain = lines.filter((line) => !carriesStroke(line) && !replaced.has(line));
  const stops = boxes.filter(({ kind }) => kind === "stop");
  const styleOf = (id: string): "dropped" | "undetermined" =>
    highlights.strokes.some(({ to, style }) => to === id && style === "undetermined") ? "undetermined" : "dropped";
  return [
    ...boxes.filter(isFrame).map(boxElement),
    ...plain.map((line) => lineElement(line, byId)),
    ...highlights.strokes.map((stroke) => strokeElement(stroke, lines, byId)),
    ...boxes.filter((box) => !isFrame(box) && box.kind !== "stop").map(boxElement),
    ...stops.map((box) => stopElement(box, styleOf(box.id))),
    ...highlights.hopNumbers.map((disc) => hopNumberElement(disc, byId)),
  ].filter((text) => text !== "");
}
