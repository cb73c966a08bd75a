import type { Topology } from "../../analysis/model/azure";
import { shown } from "../../analysis/unknown/value";
import { type Graph, type GraphBox, INTERNET, type Link } from "./graph";
import { componentBoxes } from "./graph-boxes";
import { componentLinks } from "./graph-links";
import { drawingIndex } from "./drawing-index";
import type { Highlights } from "./highlights";

/** The boxes and links of a picture, and links for its strokes. The order of the topology's lists does not matter. */
export function buildGraph(topology: Topology, highlights: Pick<Highlights, "strokes" | "boxes">): Graph {
  const index = drawingIndex(topology);
  const boxes = [...new Map([...componentBoxes(index), ...highlights.boxes].map((box) => [box.id, box])).values()];
  const links = componentLinks(index);
  const all = [...links, ...strokeLinks(highlights, links)];
  const drawn = new Set(boxes.map(({ id }) => id));
  return { boxes: [...boxes.map((box) => withDrawnParent(box, drawn)), ...externalBoxes(all, drawn)], links: all };
}

/** The box without a parent that the topology lacks. */
function withDrawnParent(box: GraphBox, drawn: ReadonlySet<string>): GraphBox {
  const { parent, ...alone } = box;
  return parent === undefined || drawn.has(parent) ? box : alone;
}

/** Boxes for the ends of links that no file has: the internet, networks of other configurations, unknown peers. */
function externalBoxes(links: readonly Link[], drawn: ReadonlySet<string>): GraphBox[] {
  const missing = new Map<string, GraphBox>();
  for (const { kind, from, to } of links) {
    for (const id of [from, to].filter((end) => !drawn.has(end)))
      missing.set(id, id === INTERNET ? { id, kind: "internet", name: "internet" } : externalBox(id, kind));
  }
  return [...missing.values()];
}

function externalBox(id: string, kind: Link["kind"]): GraphBox {
  const name = shown(id).split("/").at(-1)!;
  return { id, kind: "outside", word: kind === "peering" ? "VNET" : kind === "bgp" ? "BGP PEER" : "EXTERNAL", name };
}

/** Links that carry the strokes for which there is no egress link; one link for all strokes between two boxes. */
function strokeLinks({ strokes }: Pick<Highlights, "strokes">, links: readonly Link[]): Link[] {
  const added = new Map<string, Link>();
  for (const { style, from, to, label } of strokes) {
    const kind = style === "announced" ? "announcement" : "traffic";
    const served = links.some((link) => link.kind === "egress" && link.from === from && link.to === to);
    const key = [kind, from, to].join("\n");
    // The longest label needs the most room.
    const longest = [label, added.get(key)?.label].reduce((one, other) =>
      (other?.length ?? -1) > (one?.length ?? -1) ? other : one,
    );
    if (!served && from !== to)
      added.set(key, { ids: [], kind, from, to, ...(longest !== undefined && { label: longest }) });
  }
  return [...added.values()];
}
