import type { GraphBox, Link } from "../scene/graph";

/** A picture without colours: where everything lies. Plain data; lengths in pixels from the top left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  /** A box comes after the one that it lies in. */
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

/** A box in its place. */
export interface Box extends GraphBox, Rect {
  /** Where a frame's name and prefix stand; the texts of other boxes are centred. */
  readonly label?: Rect;
}

/** A link in its place: stretches are horizontal or vertical. */
export interface Line extends Link {
  readonly points: readonly Point[];
  /** Where the label stands, and on which side of its line: "start" is right of it. */
  readonly labelAt?: Rect & { readonly align: "start" | "end" };
}
