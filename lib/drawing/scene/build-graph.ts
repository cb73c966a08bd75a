import type { Topology } from "../../analysis/model/azure";
import { shown } from "../../analysis/unknown/value";
import { type Graph, type GraphBox, INTERNET, type Link } from "./graph";
import { componentBoxes } from "./graph-boxes";
import { componentLinks } from "./graph-links";
import { SortedTopology } from "./sorted-topology";
import type { Highlights } from "./highlights";

/**
 * All that a picture of a topology shows, and the ways that its strokes take. The order of the topology's lists does
 * not matter.
 */
export function buildGraph(topology: Topology, marks: Pick<Highlights, "strokes" | "boxes">): Graph {
  const known = new SortedTopology(topology);
  const boxes = [...new Map([...componentBoxes(known), ...marks.boxes].map((box) => [box.id, box])).values()];
  const links = componentLinks(known);
  const all = [...links, ...waysFor(marks, links)];
  const drawn = new Set(boxes.map(({ id }) => id));
  return { boxes: [...boxes.map((box) => rooted(box, drawn)), ...outside(all, drawn)], links: all };
}

/** Without a parent that the topology does not have. */
function rooted(box: GraphBox, drawn: ReadonlySet<string>): GraphBox {
  const { parent, ...alone } = box;
  return parent === undefined || drawn.has(parent) ? box : alone;
}

/** What links lead to, and no file has: the internet, networks of other configurations, peers of unknown machines. */
function outside(links: readonly Link[], drawn: ReadonlySet<string>): GraphBox[] {
  const missing = new Map<string, GraphBox>();
  for (const { kind, from, to } of links) {
    for (const id of [from, to].filter((end) => !drawn.has(end)))
      missing.set(id, id === INTERNET ? { id, kind: "internet", name: "internet" } : elsewhere(id, kind));
  }
  return [...missing.values()];
}

function elsewhere(id: string, kind: Link["kind"]): GraphBox {
  const name = shown(id).split("/").at(-1)!;
  return { id, kind: "outside", word: kind === "peering" ? "VNET" : kind === "bgp" ? "BGP PEER" : "ELSEWHERE", name };
}

/** A link for each stroke that no egress serves; one for all strokes from one box to another. */
function waysFor({ strokes }: Pick<Highlights, "strokes">, links: readonly Link[]): Link[] {
  const ways = new Map<string, Link>();
  for (const { style, from, to, label } of strokes) {
    const kind = style === "announced" ? "announcement" : "traffic";
    const served = links.some((link) => link.kind === "egress" && link.from === from && link.to === to);
    const key = [kind, from, to].join("\n");
    // Room for the longest that any of them says.
    const longest = [label, ways.get(key)?.label].reduce((one, other) =>
      (other?.length ?? -1) > (one?.length ?? -1) ? other : one,
    );
    if (!served && from !== to)
      ways.set(key, { ids: [], kind, from, to, ...(longest !== undefined && { label: longest }) });
  }
  return [...ways.values()];
}
