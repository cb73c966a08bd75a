import type { Topology } from "../../analysis/model/azure";
import { placeGraph } from "./elk";
import type { Layout } from "./placed-layout";
import { type Highlights, NO_HIGHLIGHTS } from "../scene/highlights";
import { buildGraph } from "../scene/build-graph";

/**
 * Lays out a topology from top to bottom: hubs, circuit, site, internet.
 *
 * @param highlights - What will be highlighted: their strokes get ways of their own, around boxes and beside other lines.
 * @default nothing
 */
export function layoutTopology(
  topology: Topology,
  highlights: Pick<Highlights, "strokes" | "boxes"> = NO_HIGHLIGHTS,
): Promise<Layout> {
  return placeGraph(buildGraph(topology, highlights));
}
