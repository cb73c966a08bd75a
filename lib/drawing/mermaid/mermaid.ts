import type { Topology } from "../../analysis/model/azure";
import type { Graph, GraphBox } from "../scene/graph";
import { type Highlights, NO_HIGHLIGHTS } from "../scene/highlights";
import { arrow, type MermaidEdge, edgeEnds, mergeEdges, edgeLabels } from "./mermaid-edges";
import { isPill } from "../layout/sizes";
import { buildGraph } from "../scene/build-graph";

/**
 * A topology as a Mermaid flowchart, for Markdown. VNets are boxes, subnets are left out, and one line joins two boxes.
 *
 * @param highlights the path and routes to highlight. @default none
 */
export function mermaid(topology: Topology, highlights: Highlights = NO_HIGHLIGHTS): string {
  const graph = buildGraph(topology, highlights);
  const things = graph.boxes.filter(({ kind }) => kind !== "network" && kind !== "subnet");
  const peered = graph.links.filter(({ kind }) => kind === "peering").flatMap(({ from, to }) => [from, to]);
  const groups = graph.boxes.filter(
    ({ id, kind }) =>
      kind === "network" && (peered.includes(id) || things.some((thing) => networkOf(thing, graph) === id)),
  );
  const ids = new Map([...groups, ...things].map(({ id }, index) => [id, `n${index + 1}`]));
  const lone = things.filter((thing) => networkOf(thing, graph) === undefined);
  const lines = [
    "flowchart TB",
    ...(highlights.title === "" ? [] : [`  accTitle: ${line(highlights.title)}`]),
    ...(highlights.description === "" ? [] : [`  accDescr: ${line(highlights.description)}`]),
    ...groups.flatMap((group) => [
      `  subgraph ${ids.get(group.id)}["${quoted(group.name)}, ${quoted(group.detail ?? "")}"]`,
      ...things
        .filter((thing) => networkOf(thing, graph) === group.id)
        .map((thing) => `    ${node(thing, ids, highlights)}`),
      "  end",
    ]),
    ...lone.map((thing) => `  ${node(thing, ids, highlights)}`),
    ...mergeEdges(graph, highlights).map((one) => `  ${edge(one, graph, ids)}`),
  ];
  return `${lines.join("\n")}\n`;
}

function networkOf({ parent }: GraphBox, graph: Graph): string | undefined {
  const frame = graph.boxes.find(({ id }) => id === parent);
  return frame?.kind === "subnet" ? networkOf(frame, graph) : frame?.id;
}

function node(box: GraphBox, ids: ReadonlyMap<string, string>, { strokes }: Highlights): string {
  const id = ids.get(box.id);
  if (box.kind === "stop")
    return `${id}(("${strokes.some(({ to, style }) => to === box.id && style === "undetermined") ? "?" : "X"}"))`;
  const first = box.word === undefined ? box.name : `${box.name}: ${KINDS[box.word] ?? box.word.toLowerCase()}`;
  const text = [first, ...(box.detail === undefined ? [] : [box.detail])].map(quoted).join("<br/>");
  return isPill(box) ? `${id}(["${text}"])` : `${id}["${text}"]`;
}

const KINDS: Readonly<Record<string, string>> = {
  NVA: "NVA",
  VM: "VM",
  NIC: "NIC",
  "ROUTE SERVER": "Route Server",
  "NAT GATEWAY": "NAT gateway",
  VNET: "VNet",
  "BGP PEER": "BGP peer",
  CIRCUIT: "ExpressRoute",
};

// Mermaid ends a text at a quotation mark, and takes these for entities or markup.
const ENTITIES: Readonly<Record<string, string>> = {
  '"': "#quot;",
  "#": "#35;",
  "<": "#lt;",
  ">": "#gt;",
  "`": "#96;",
};

/** A text inside quotation highlights. */
const quoted = (text: string): string => line(text).replaceAll(/["#<>`]/g, (character) => ENTITIES[character]!);

/** A text that ends where its line does. */
const line = (text: string): string => text.replaceAll(/\s+/g, " ");

function edge(merged: MermaidEdge, { boxes }: Graph, ids: ReadonlyMap<string, string>): string {
  const name = (id: string): string => boxes.find((box) => box.id === id)?.name ?? id;
  const texts = edgeLabels(merged, name);
  const label = texts.length === 0 ? "" : `|"${texts.map(quoted).join("<br/>")}"|`;
  const [from, to] = edgeEnds(merged);
  const ends = boxes.some(({ id, kind }) => kind === "stop" && id === to);
  return `${ids.get(from)} ${arrow(merged, ends)}${label} ${ids.get(to)}`;
}
