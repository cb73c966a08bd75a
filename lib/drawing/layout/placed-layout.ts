import type { GraphBox, Link } from "../scene/graph";

/** Positions of a picture as plain data, in pixels from the top left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** A box comes after its parent. */
  readonly boxes: readonly Box[];
  readonly lines: readonly Line[];
}

/** A rectangle. */
export interface Rect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A point. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A box with its position. */
export interface Box extends GraphBox, Rect {
  /** Position of a frame's name and prefix; the texts of other boxes are centred. */
  readonly label?: Rect;
}

/** A link with its position: stretches are horizontal or vertical. */
export interface Line extends Link {
  readonly points: readonly Point[];
  /** Position of the label, and its side of the line: "start" is right of it. */
  readonly labelAt?: Rect & { readonly align: "start" | "end" };
}
