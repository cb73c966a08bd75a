import type { GraphBox, Link } from "../scene/graph";
import { egressLabel } from "../scene/egress-label";
import { textWidth } from "./text-width";

/** Font sizes in pixels. */
export const SIZE = { title: 16, name: 13, frame: 12, word: 9.5, detail: 11.5, label: 11.5, disc: 11 } as const;

/** Room inside a frame, in pixels; at the top for its two lines of text. */
const PADDING = { network: { top: 46, side: 14, bottom: 14 }, subnet: { top: 42, side: 18, bottom: 14 } } as const;

/** Room inside this frame. */
export const paddingOf = ({
  kind,
}: Pick<GraphBox, "kind">): { readonly top: number; readonly side: number; readonly bottom: number } =>
  kind === "network" ? PADDING.network : PADDING.subnet;

/** Distance of lines at the side of a box, in pixels. */
export const PORT_DISTANCE = 16;

/** Distance of the last of them from the corner, in pixels. */
export const PORT_INSET = 14;

/** Distance of a frame's label from its left border, in pixels. */
export const LABEL_INSET = 9;

/** True for boxes with round ends. */
export const isPill = ({ kind }: Pick<GraphBox, "kind">): boolean =>
  kind === "circuit" || kind === "internet" || kind === "on-premises";

/** True for boxes that hold others. */
export const isFrame = ({ kind }: Pick<GraphBox, "kind">): boolean => kind === "network" || kind === "subnet";

/** Width of a frame's label, which has the name above the prefix. */
export function frameLabelSize({ name, detail = "" }: GraphBox): { width: number; height: number } {
  return { width: Math.max(textWidth(name, SIZE.frame, "bold"), textWidth(detail, SIZE.detail)), height: 31 };
}

/** Size of a box with its texts one below the other. */
export function leafSize({ kind, word = "", name, detail = "" }: GraphBox): { width: number; height: number } {
  if (kind === "stop") return { width: 18, height: 18 };
  // Kind words are spaced a little.
  const widths = [
    textWidth(word, SIZE.word, "bold") + word.length,
    textWidth(name, SIZE.name, "bold"),
    textWidth(detail, SIZE.detail),
  ];
  const lines = [word, name, detail].filter((text) => text !== "").length;
  return { width: Math.max(96, ...widths) + (isPill({ kind }) ? 44 : 28), height: 14 + 16 * lines };
}

/** Width of a box whose lines, which arrive at its right, pass beside the label of its frame. */
export function minWidthBesideLabel(frame: GraphBox, arrivals: number): number {
  if (arrivals === 0) return 0;
  const label = LABEL_INSET + frameLabelSize(frame).width + 8;
  return label - paddingOf(frame).side + PORT_INSET + PORT_DISTANCE * (arrivals - 1);
}

/**
 * Width of a box that makes the frames around it, the innermost first, as wide as their labels: a frame has no width of
 * its own.
 */
export function minWidthBelowLabels(frames: readonly GraphBox[]): number {
  const sides = frames.map((_, index) =>
    frames.slice(0, index + 1).reduce((sum, frame) => sum + 2 * paddingOf(frame).side, 0),
  );
  return Math.max(0, ...frames.map((frame, index) => frameLabelSize(frame).width + 2 * LABEL_INSET - sides[index]!));
}

/** Size that a link's label needs: an egress that is highlighted says more than its name. */
export function labelSize({ kind, label = "" }: Link): { width: number; height: number } {
  return { width: textWidth(kind === "egress" ? egressLabel(label, "path") : label, SIZE.label) + 2, height: 15 };
}
