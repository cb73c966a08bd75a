import type { Topology } from "../analysis/model/azure";
import type { RuleConfiguration } from "../findings/configuration";
import type { PathQuery } from "../analysis/results";
import { layoutTopology } from "./layout/layout";
import { computeHighlights } from "./scene/compute-highlights";
import { mermaid } from "./mermaid/mermaid";
import { page } from "./page/page";
import { png } from "./svg/png";
import { svg } from "./svg/svg";

/** How a topology is drawn. */
export interface DrawOptions {
  readonly format: "svg" | "mmd" | "png" | "html";
  /**
   * The packet whose path is highlighted.
   * @default the path of the first tunnelled VM to the internet, or of the first VM where none is tunnelled
   */
  readonly path?: PathQuery;
  /**
   * "auto" follows the reader's setting; only svg and html can.
   * @default "auto" for svg and html, "light" for png
   */
  readonly theme?: "auto" | "light" | "dark";
  /** Accepted findings and severities of rules on an html page. @default the rules as they are */
  readonly rules?: RuleConfiguration;
  /** Arguments at the end of the commands that an html page prints, such as the input files. @default none */
  readonly words?: readonly string[];
}

/**
 * Draws a topology: the advertised default route, a packet's path, and the egress of VMs that are exempt or leak.
 *
 * @returns text, or bytes for png
 * @throws TopologyError if `path` names no component, or a PNG cannot be rendered
 */
export async function draw(
  topology: Topology,
  { format, path: query, theme, rules, words }: DrawOptions,
): Promise<string | Uint8Array> {
  const highlights = computeHighlights(topology, query);
  if (format === "mmd") return mermaid(topology, highlights);
  if (format === "html") return page(topology, { highlights, path: query, theme, rules, words });
  const placed = await layoutTopology(topology, highlights);
  if (format === "svg") return svg(placed, highlights, { theme: theme ?? "auto" });
  return png(svg(placed, highlights, { theme: theme === "dark" ? "dark" : "light" }));
}
