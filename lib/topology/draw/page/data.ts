import type { Acceptance } from "../../check/accept";
import type { Topology } from "../../model";
import type { Layout } from "../layout";
import type { CommandWords } from "./commands";

/** What a page answers from: all that its script is given. */
export interface PageData {
  readonly topology: Topology;
  /** Made beforehand: what lays out is no part of the page. */
  readonly layout: Layout;
  readonly accept: readonly Acceptance[];
  /** What every printed command ends with: the files that were read, and what was assumed. */
  readonly words: CommandWords;
  /** The state of a page whose address has none (state.ts). */
  readonly start: string;
}

/** The id of the element that holds {@link PageData}. */
export const DATA_ID = "data";

/** JSON that may stand in a script element: no text in it can end the element, or begin a comment. */
export const scriptJson = (data: unknown): string => JSON.stringify(data).replaceAll("<", "\\u003c").replaceAll("\u2028", "\\u2028").replaceAll("\u2029", "\\u2029");
