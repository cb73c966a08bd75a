import { overview } from "../overview";
import { path } from "../path";
import { allRoutes } from "../routes";
import type { Topology } from "../model";
import type { MachineVerdict, PathQuery, PathResult } from "../results";
import { INTERNET } from "./graph";
import { byName, highlights } from "./highlights";
import { layout } from "./layout";
import type { Marks } from "./marks";
import { mermaid } from "./mermaid";
import { png } from "./png";
import { svg } from "./svg";

/** What is drawn, and how. */
export interface DrawOptions {
  readonly format: "svg" | "mmd" | "png";
  /** The packet whose path is highlighted. @default the first tunnelled machine's to the internet; the first machine's where none is */
  readonly path?: PathQuery;
  /** "auto" follows the reader's setting, which only an SVG can. @default "auto" for svg, "light" for png */
  readonly theme?: "auto" | "light" | "dark";
}

/**
 * Draws a topology: the default route as announced, a packet's path, and the ways out of machines that are exempt or leak.
 *
 * @returns a text, or bytes for png
 * @throws TopologyError where `path` names nothing in the topology, or a PNG cannot be made
 */
export async function draw(topology: Topology, { format, path: query, theme }: DrawOptions): Promise<string | Uint8Array> {
  const marks = marksOf(topology, query);
  if (format === "mmd") return mermaid(topology, marks);
  const placed = await layout(topology, marks);
  if (format === "svg") return svg(placed, marks, { theme: theme ?? "auto" });
  return png(svg(placed, marks, { theme: theme === "dark" ? "dark" : "light" }));
}

/** What {@link draw} highlights. */
export function marksOf(topology: Topology, query?: PathQuery): Marks {
  const verdicts = byName(overview(topology));
  const drawn = query ? path(topology, query) : usualPath(topology, verdicts);
  return highlights(topology, { verdicts, routes: allRoutes(topology), ...(drawn && { path: drawn }), aboutPath: query !== undefined });
}

function usualPath(topology: Topology, verdicts: readonly MachineVerdict[]): PathResult | undefined {
  const machine = verdicts.find(({ verdict }) => verdict === "tunnelled") ?? verdicts[0];
  return machine && path(topology, { from: machine.machine, to: INTERNET });
}
