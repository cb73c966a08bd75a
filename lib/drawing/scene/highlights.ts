import type { GraphBox } from "./graph";

/** What is highlighted. */
export interface Highlights {
  /** The verdicts: the picture's title. */
  readonly title: string;
  /** The hops: for those who do not see the picture. */
  readonly description: string;
  readonly strokes: readonly Stroke[];
  readonly hopNumbers: readonly HopNumber[];
  /** Hops outside the topology, and the highlights where packets end. */
  readonly boxes: readonly GraphBox[];
}

/** How a stroke is drawn. */
export type StrokeStyle = "announced" | "path" | "exempt" | "direct" | "dropped" | "undetermined";

/** A highlighted line between two boxes: a packet's path, or ("announced") the way a route was learned. */
export interface Stroke {
  readonly style: StrokeStyle;
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}

/** A hop's number beside a box. */
export interface HopNumber {
  readonly at: string;
  /** "3"; "2, 4" for a box that the packet passes twice. */
  readonly text: string;
}

/** Nothing highlighted. */
export const NO_HIGHLIGHTS: Highlights = { title: "", description: "", strokes: [], hopNumbers: [], boxes: [] };
