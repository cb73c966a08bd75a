import type { RuleConfiguration } from "../../findings/configuration";
import { visible } from "../../findings/printable";
import type { Topology } from "../../analysis/model/azure";
import type { Layout } from "../layout/placed-layout";
import type { CommandArguments } from "./command-line";

/** The input of a page's script. */
export interface PageData {
  readonly topology: Topology;
  /** Laid out beforehand: the layout engine is not part of the page. */
  readonly layout: Layout;
  /** Accepted findings and severities of rules. */
  readonly rules: RuleConfiguration;
  /** Arguments that every printed command ends with: the files that were read, and the assumptions. */
  readonly words: CommandArguments;
  /** The state of a page whose address has none (state.ts). */
  readonly start: string;
}

/** The id of the element that holds {@link PageData}. */
export const DATA_ID = "data";

/** JSON that is safe in a script element: no text in it can end the element, begin a comment, or hide. */
export const scriptJson = (data: unknown): string => visible(JSON.stringify(data)).replaceAll("<", "\\u003c");
