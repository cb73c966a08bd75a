import { carriesStroke, type Graph, type Link, type LinkKind } from "../scene/graph";
import type { Highlights, Stroke, StrokeStyle } from "../scene/highlights";
import { egressLabel } from "../scene/egress-label";

/** Two things, all that joins them, and what is highlighted between them. */
export interface MermaidEdge {
  readonly from: string;
  readonly to: string;
  readonly links: Link[];
  readonly strokes: Stroke[];
}

/** One edge for any two things: Mermaid draws lines side by side badly. */
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
    for (const to of thingsAt(stroke.to, graph)) edge(stroke.from, to).strokes.push({ ...stroke, to });
  }
  return [...found.values()];
}

/** What a line to a subnet leads to: the things in it. */
function thingsAt(id: string, { boxes }: Graph): string[] {
  const isSubnet = boxes.some((box) => box.id === id && box.kind === "subnet");
  return isSubnet ? boxes.filter(({ parent, kind }) => parent === id && kind !== "stop").map((box) => box.id) : [id];
}

const taken = ({ strokes }: MermaidEdge): Stroke | undefined => strokes.find(({ style }) => style !== "announced");

/** Where the line starts and ends: as packets go, else as routes do where there is nothing else. */
export function edgeEnds(edge: MermaidEdge): [string, string] {
  const stroke = taken(edge) ?? (edge.links.length === 0 ? edge.strokes[0] : undefined);
  return stroke ? [stroke.from, stroke.to] : [edge.from, edge.to];
}

const TAKEN: Readonly<Record<StrokeStyle, string>> = {
  announced: "-.->",
  path: "==>",
  exempt: "-->",
  direct: "==>",
  dropped: "--x",
  undetermined: "-.->",
};
const PLAIN: Readonly<Record<LinkKind, string>> = {
  connection: "===",
  peering: "<-.->",
  bgp: "-.-",
  exchange: "-.-",
  egress: "---",
  attachment: "---",
  announcement: "-.->",
  traffic: "---",
};

/** The line in Mermaid's signs. `ends`: at the mark where a packet ends. */
export function arrow(edge: MermaidEdge, ends: boolean): string {
  const [link] = edge.links;
  const stroke = taken(edge);
  // Only the last stretch ends in an X.
  if (stroke) return stroke.style === "dropped" && !ends ? TAKEN.path : TAKEN[stroke.style];
  return link ? PLAIN[link.kind] : TAKEN.announced;
}

/** What stands at the line, a text a line. */
export function edgeLabels(edge: MermaidEdge, nameOf: (id: string) => string): string[] {
  const style = taken(edge)?.style;
  const links = edge.links.flatMap(({ kind, label }) =>
    label === undefined ? [] : [kind === "egress" ? egressLabel(label, style) : label],
  );
  // Where it starts and where it ends: in between it is the same route.
  const says = edge.links.every(({ kind }) => kind === "bgp");
  const strokes = edge.strokes.flatMap(({ style: how, to, label }) =>
    how === "announced" ? (says ? [`0.0.0.0/0 to ${nameOf(to)}`] : []) : (label ?? []),
  );
  return [...new Set([...links, ...strokes])];
}
