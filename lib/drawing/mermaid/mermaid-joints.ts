import type { Graph, Link, LinkKind } from "../scene/graph";
import type { Marks, Stroke, StrokeStyle } from "../scene/marks";
import { leavesAs } from "../layout/sizes";

/** Two things, all that joins them, and what is highlighted between them. */
export interface Joint {
  readonly from: string;
  readonly to: string;
  readonly links: Link[];
  readonly strokes: Stroke[];
}

/** One joint for any two things: Mermaid draws lines side by side badly. */
export function joints(graph: Graph, { strokes }: Marks): Joint[] {
  const found = new Map<string, Joint>();
  const joint = (from: string, to: string): Joint => {
    const key = [from, to].sort().join("\n");
    const made = found.get(key) ?? { from, to, links: [], strokes: [] };
    found.set(key, made);
    return made;
  };
  for (const link of graph.links.filter(({ kind }) => kind !== "way" && kind !== "announcement"))
    joint(link.from, link.to).links.push(link);
  for (const stroke of strokes) {
    for (const to of thingsAt(stroke.to, graph)) joint(stroke.from, to).strokes.push({ ...stroke, to });
  }
  return [...found.values()];
}

/** What a line to a subnet leads to: the things in it. */
function thingsAt(id: string, { boxes }: Graph): string[] {
  const isSubnet = boxes.some((box) => box.id === id && box.kind === "subnet");
  return isSubnet ? boxes.filter(({ parent, kind }) => parent === id && kind !== "stop").map((box) => box.id) : [id];
}

const taken = ({ strokes }: Joint): Stroke | undefined => strokes.find(({ style }) => style !== "announced");

/** Where the line starts and ends: as packets go, else as routes do where there is nothing else. */
export function jointEnds(joint: Joint): [string, string] {
  const stroke = taken(joint) ?? (joint.links.length === 0 ? joint.strokes[0] : undefined);
  return stroke ? [stroke.from, stroke.to] : [joint.from, joint.to];
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
  way: "---",
};

/** The line in Mermaid's signs. `ends`: at the mark where a packet ends. */
export function arrow(joint: Joint, ends: boolean): string {
  const [link] = joint.links;
  const stroke = taken(joint);
  // Only the last stretch ends in an X.
  if (stroke) return stroke.style === "dropped" && !ends ? TAKEN.path : TAKEN[stroke.style];
  return link ? PLAIN[link.kind] : TAKEN.announced;
}

/** What stands at the line, a text a line. */
export function jointTexts(joint: Joint, nameOf: (id: string) => string): string[] {
  const style = taken(joint)?.style;
  const links = joint.links.flatMap(({ kind, label }) =>
    label === undefined ? [] : [kind === "egress" ? egressText(label, style) : label],
  );
  // Where it starts and where it ends: in between it is the same route.
  const says = joint.links.every(({ kind }) => kind === "bgp");
  const strokes = joint.strokes.flatMap(({ style: how, to, label }) =>
    how === "announced" ? (says ? [`0.0.0.0/0 to ${nameOf(to)}`] : []) : (label ?? []),
  );
  return [...new Set([...links, ...strokes])];
}

function egressText(name: string, style: StrokeStyle | undefined): string {
  if (style === "path") return leavesAs(name);
  return style === "direct" ? `direct as ${name}` : name;
}
