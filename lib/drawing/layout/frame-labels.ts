import { distance, overlaps, segments } from "./geometry";
import type { Box, Layout, Rect } from "./placed-layout";
import { frameLabelSize, isFrame, LABEL_INSET } from "./sizes";

const STEP = 4;
const CLEARANCE = 4;

/** Puts the labels of frames into their top left corners, or as near to them as incoming lines allow. */
export function withFrameLabels(layout: Layout): Layout {
  return {
    ...layout,
    boxes: layout.boxes.map((box) => (isFrame(box) ? { ...box, label: labelOf(box, layout) } : box)),
  };
}

function labelOf(box: Box, { lines, boxes }: Layout): Rect {
  const size = frameLabelSize(box);
  const within = boxes.filter(({ parent }) => parent === box.id);
  const labels = lines.flatMap(({ labelAt }) => labelAt ?? []);
  const stretches = lines.flatMap(({ points }) => segments(points));
  const isFree = (label: Rect): boolean =>
    stretches.every((stretch) => distance(label, stretch) >= CLEARANCE) &&
    ![...within, ...labels].some((other) => overlaps(label, other));
  const at = (x: number): Rect => ({ x, y: box.y + 7, ...size });
  for (let x = box.x + LABEL_INSET; x + size.width <= box.x + box.width - CLEARANCE; x += STEP)
    if (isFree(at(x))) return at(x);
  return at(box.x + LABEL_INSET);
}
