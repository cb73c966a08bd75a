import type { Box } from "../layout/placed-layout";
import { isFrame, SIZE } from "../layout/sizes";
import { BORDER } from "./line-styles";
import { element, escapeXml, px } from "./xml";

/** A box with its texts. */
export function boxElement(box: Box): string {
  const { id, kind, x, y, width, height } = box;
  const rx = Math.min(BORDER[kind].radius, height / 2);
  const border = element("rect", { x: px(x), y: px(y), width: px(width), height: px(height), rx: px(rx) });
  return element(
    "g",
    { class: `box ${kind}`, "data-id": id },
    ...(kind === "stop" ? [] : [border]),
    ...(isFrame(box) ? frameTexts(box) : leafTexts(box)),
  );
}

function frameTexts({ name, detail = "", label }: Box): string[] {
  if (label === undefined) return [];
  return [
    element("text", { class: "frame-name halo inside", x: px(label.x), y: px(label.y + 12) }, escapeXml(name)),
    element("text", { class: "second halo inside", x: px(label.x), y: px(label.y + 27) }, escapeXml(detail)),
  ];
}

function leafTexts({ kind, word = "", name, detail = "", x, y, width, height }: Box): string[] {
  if (kind === "stop") return [];
  const texts = [
    { class: "word plain", text: word, size: SIZE.word },
    { class: "name plain", text: name, size: SIZE.name },
    { class: "second plain", text: detail, size: SIZE.detail },
  ].filter(({ text }) => text !== "");
  const top = y + height / 2 - (texts.length * 16) / 2;
  return texts.map((line, index) =>
    element(
      "text",
      {
        class: line.class,
        "text-anchor": "middle",
        x: px(x + width / 2),
        y: px(top + index * 16 + 8 + line.size * 0.36),
      },
      escapeXml(line.text),
    ),
  );
}
