import type { Topology } from "../analysis/model/azure";
import type { Acceptance } from "../findings/configuration";
import type { PathQuery } from "../analysis/results";
import { layoutTopology } from "./layout/layout";
import { computeHighlights } from "./scene/compute-highlights";
import { mermaid } from "./mermaid/mermaid";
import { page } from "./page/page";
import { png } from "./svg/png";
import { svg } from "./svg/svg";

/** What is drawn, and how. */
export interface DrawOptions {
  readonly format: "svg" | "mmd" | "png" | "html";
  /**
   * The packet whose path is highlighted. @default the first tunnelled machine's to the internet; the first machine's
   * where none is
   */
  readonly path?: PathQuery;
  /**
   * "auto" follows the reader's setting, which only an SVG and a page can. @default "auto" for svg and html, "light"
   * for png
   */
  readonly theme?: "auto" | "light" | "dark";
  /** Of a page: findings that may stay. @default none */
  readonly accept?: readonly Acceptance[];
  /** Of a page: what the commands that it prints end with, such as the files that were read. @default nothing */
  readonly words?: readonly string[];
}

/**
 * Draws a topology: the default route as announced, a packet's path, and the ways out of machines that are exempt or
 * leak.
 *
 * @returns a text, or bytes for png
 * @throws TopologyError where `path` names nothing in the topology, or a PNG cannot be made
 */
export async function draw(
  topology: Topology,
  { format, path: query, theme, accept, words }: DrawOptions,
): Promise<string | Uint8Array> {
  const marks = computeHighlights(topology, query);
  if (format === "mmd") return mermaid(topology, marks);
  if (format === "html") return page(topology, { marks, path: query, theme, accept, words });
  const placed = await layoutTopology(topology, marks);
  if (format === "svg") return svg(placed, marks, { theme: theme ?? "auto" });
  return png(svg(placed, marks, { theme: theme === "dark" ? "dark" : "light" }));
}
