import type { Acceptance } from "../../findings/configuration";
import type { Topology } from "../../analysis/model/azure";
import type { Layout } from "../layout/placement";
import type { CommandArguments } from "./command-line";

/** What a page answers from: all that its script is given. */
export interface PageData {
  readonly topology: Topology;
  /** Made beforehand: what lays out is no part of the page. */
  readonly layout: Layout;
  readonly accept: readonly Acceptance[];
  /** What every printed command ends with: the files that were read, and what was assumed. */
  readonly words: CommandArguments;
  /** The state of a page whose address has none (state.ts). */
  readonly start: string;
}

/** The id of the element that holds {@link PageData}. */
export const DATA_ID = "data";

// Of JSON, which has written out the others.
const HIDDEN = /[<\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;

/** JSON that may stand in a script element: no text in it can end the element, begin a comment, or hide. */
export const scriptJson = (data: unknown): string =>
  JSON.stringify(data).replaceAll(HIDDEN, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`);
