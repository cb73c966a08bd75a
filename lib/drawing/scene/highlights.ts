import type { GraphBox } from "./graph";

/** What is highlighted. */
export interface Highlights {
  /** The verdicts: the picture's title. */
  readonly title: string;
  /** The hops: for those who do not see the picture. */
  readonly description: string;
  readonly strokes: readonly Stroke[];
  readonly discs: readonly HopNumber[];
  /** Stations that are no part of the topology, and the marks where packets end. */
  readonly boxes: readonly GraphBox[];
}

/** How a stroke is drawn. */
export type StrokeStyle = "announced" | "path" | "exempt" | "direct" | "dropped" | "undetermined";

/** A line from one box to another: what a packet takes, or (announced) what a route was learned along. */
export interface Stroke {
  readonly style: StrokeStyle;
  readonly from: string;
  readonly to: string;
  readonly label?: string;
}

/** A hop's number beside a box. */
export interface HopNumber {
  readonly at: string;
  /** "3"; "2, 4" for a station that comes again. */
  readonly text: string;
}

/** Nothing highlighted. */
export const NO_HIGHLIGHTS: Highlights = { title: "", description: "", strokes: [], discs: [], boxes: [] };
