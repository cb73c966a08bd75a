import { carriesStroke, type Graph, type Link, type LinkKind } from "../scene/graph";
import type { Highlights, Stroke, StrokeStyle } from "../scene/highlights";
import { egressLabel } from "../scene/egress-label";

/** A line between two boxes, with all links and highlights between them. */
export interface MermaidEdge {
  readonly from: string;
  readonly to: string;
  readonly links: Link[];
  readonly strokes: Stroke[];
}

/** One edge for any two boxes: Mermaid draws parallel lines badly. */
export function mergeEdges(graph: Graph, { strokes }: Highlights): MermaidEdge[] {
  const found = new Map<string, MermaidEdge>();
  const edge = (from: string, to: string): MermaidEdge => {
    const key = [from, to].sort().join("\n");
    const made = found.get(key) ?? { from, to, links: [], strokes: [] };
    found.set(key, made);
    return made;
  };
  for (const link of graph.links.filter((one) => !carriesStroke(one))) edge(link.from, link.to).links.push(link);
  for (const stroke of strokes) {
    for (const to of endsOf(stroke.to, graph)) edge(stroke.from, to).strokes.push({ ...stroke, to });
  }
  return [...found.values()];
}

/** The ends of a stroke: for a subnet, the boxes in it. */
function endsOf(id: string, { boxes }: Graph): string[] {
  const isSubnet = boxes.some((box) => box.id === id && box.kind === "subnet");
  return isSubnet ? boxes.filter(({ parent, kind }) => parent === id && kind !== "stop").map((box) => box.id) : [id];
}

const packetStroke = ({ strokes }: MermaidEdge): Stroke | undefined =>
  strokes.find(({ style }) => style !== "announced");

/** Start and end of the line: as packets go, or as routes go if there is nothing else. */
export function edgeEnds(edge: MermaidEdge): [string, string] {
  const stroke = packetStroke(edge) ?? (edge.links.length === 0 ? edge.strokes[0] : undefined);
  return stroke ? [stroke.from, stroke.to] : [edge.from, edge.to];
}

const STROKE_ARROWS: Readonly<Record<StrokeStyle, string>> = {
  announced: "-.->",
  path: "==>",
  exempt: "-->",
  direct: "==>",
  dropped: "--x",
  undetermined: "-.->",
};
const LINK_ARROWS: Readonly<Record<LinkKind, string>> = {
  connection: "===",
  peering: "<-.->",
  bgp: "-.-",
  exchange: "-.-",
  egress: "---",
  attachment: "---",
  announcement: "-.->",
  traffic: "---",
};

/** The arrow in Mermaid's syntax. `ends`: it ends at a drop mark. */
export function arrow(edge: MermaidEdge, ends: boolean): string {
  const [link] = edge.links;
  const stroke = packetStroke(edge);
  // Only the last stretch ends in an X.
  if (stroke) return stroke.style === "dropped" && !ends ? STROKE_ARROWS.path : STROKE_ARROWS[stroke.style];
  return link ? LINK_ARROWS[link.kind] : STROKE_ARROWS.announced;
}

/** The labels of an edge. */
export function edgeLabels(edge: MermaidEdge, nameOf: (id: string) => string): string[] {
  const style = packetStroke(edge)?.style;
  const links = edge.links.flatMap(({ kind, label }) =>
    label === undefined ? [] : [kind === "egress" ? egressLabel(label, style) : label],
  );
  // Label only the first and the last stretch: it is the same route.
  const isBgpOnly = edge.links.every(({ kind }) => kind === "bgp");
  const strokes = edge.strokes.flatMap(({ style: how, to, label }) =>
    how === "announced" ? (isBgpOnly ? [`0.0.0.0/0 to ${nameOf(to)}`] : []) : (label ?? []),
  );
  return [...new Set([...links, ...strokes])];
}
