import type { ElkExtendedEdge, ElkNode, ElkPoint, LayoutOptions } from "elkjs";
import { type Graph, type GraphBox, INTERNET, type Link } from "../scene/graph";
import { chooseLayout } from "./choose-layout";
import { withFrameLabels } from "./frame-labels";
import type { Box, Layout, Line, Point, Rect } from "./placed-layout";
import {
  minWidthBelowLabels,
  minWidthBesideLabel,
  frameLabelSize,
  isFrame,
  isPill,
  labelSize,
  leafSize,
  paddingOf,
  PORT_DISTANCE,
  PORT_INSET,
} from "./sizes";

const MARGIN = 16;
// The order within layers depends on a random seed: the best of some seeds is taken. A large picture takes seconds each.
const ATTEMPTS = 6;
const MAX_BOXES_FOR_ATTEMPTS = 60;

// The Eclipse Layout Kernel's layered algorithm:
// https://eclipse.dev/elk/reference/algorithms/org-eclipse-elk-layered.html
const OPTIONS: LayoutOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "DOWN",
  "elk.hierarchyHandling": "INCLUDE_CHILDREN",
  "elk.edgeRouting": "ORTHOGONAL",
  "elk.json.shapeCoords": "ROOT",
  "elk.json.edgeCoords": "ROOT",
  "elk.padding": `[top=${MARGIN},left=${MARGIN},bottom=${MARGIN},right=${MARGIN}]`,
  "elk.spacing.nodeNode": "22",
  "elk.spacing.edgeNode": "14",
  "elk.spacing.edgeEdge": "14",
  "elk.spacing.edgeLabel": "5",
  "elk.spacing.portPort": String(PORT_DISTANCE),
  "elk.spacing.portsSurrounding": `[top=${PORT_INSET},left=${PORT_INSET},bottom=${PORT_INSET},right=${PORT_INSET}]`,
  "elk.layered.edgeLabels.sideSelection": "ALWAYS_UP",
  "elk.layered.spacing.nodeNodeBetweenLayers": "20",
  "elk.layered.spacing.edgeNodeBetweenLayers": "14",
  "elk.layered.spacing.edgeEdgeBetweenLayers": "12",
  "elk.layered.nodePlacement.strategy": "NETWORK_SIMPLEX",
  "elk.layered.nodePlacement.favorStraightEdges": "true",
  "elk.layered.thoroughness": "40",
  "elk.layered.edgeLabels.centerLabelPlacementStrategy": "TAIL_LAYER",
};

/** Positions a graph. */
export async function placeGraph(graph: Graph): Promise<Layout> {
  // Takes a second to load, and only pictures need it.
  const { default: elkjs } = await import("elkjs/lib/elk.bundled.js");
  const elk = new elkjs.default();
  const attempts: Layout[] = [];
  for (let seed = 1; seed <= (graph.boxes.length > MAX_BOXES_FOR_ATTEMPTS ? 1 : ATTEMPTS); seed++) {
    const root = await elk.layout(elkGraph(graph, seed));
    attempts.push({
      width: Math.ceil(root.width ?? 0),
      height: Math.ceil(root.height ?? 0),
      boxes: boxesOf(graph, root),
      lines: linesOf(graph, root),
    });
  }
  return withFrameLabels(chooseLayout(attempts));
}

// Ids of their own, as those of components may hold anything.
const nodeId = (index: number): string => `n${index}`;
const edgeId = (index: number): string => `e${index}`;

function elkGraph({ boxes, links }: Graph, seed: number): ElkNode {
  const idOf = new Map(boxes.map(({ id }, index) => [id, nodeId(index)]));
  const node = (box: GraphBox): ElkNode => {
    const children = boxes.filter(({ parent }) => parent === box.id).map(node);
    const id = idOf.get(box.id)!;
    if (children.length > 0) return { id, children, layoutOptions: frameOptions(box) };
    const [frame, ...outer] = framesAround(box, boxes);
    const atLeast = frame
      ? Math.max(minWidthBesideLabel(frame, arrivals(box.id, links)), minWidthBelowLabels([frame, ...outer]))
      : 0;
    const { width, height } = size(box);
    return {
      id,
      width: Math.max(width, box.kind === "stop" ? 0 : atLeast),
      height,
      layoutOptions: leafOptions(box, atLeast),
    };
  };
  const edges = links.map((link, index): ElkExtendedEdge => {
    const [source, target] = downwards(link);
    const labels =
      link.label === undefined
        ? []
        : [{ text: link.label, ...labelSize(link), layoutOptions: { "elk.edgeLabels.placement": "CENTER" } }];
    return { id: edgeId(index), sources: [idOf.get(source)!], targets: [idOf.get(target)!], labels };
  });
  const stacks = stackedPairs(boxes).map(([upper, lower], index) => ({
    id: `p${index}`,
    sources: [idOf.get(upper.id)!],
    targets: [idOf.get(lower.id)!],
  }));
  return {
    id: "root",
    layoutOptions: { ...OPTIONS, "elk.randomSeed": String(seed) },
    children: boxes.filter(({ parent }) => parent === undefined).map(node),
    edges: [...edges, ...stacks],
  };
}

/**
 * Pairs of empty subnets of a network, to be stacked: side by side they would make the network wider than its content.
 */
function stackedPairs(boxes: readonly GraphBox[]): [GraphBox, GraphBox][] {
  const holders = new Set(boxes.map(({ parent }) => parent));
  const empty = boxes.filter(({ id, kind }) => kind === "subnet" && !holders.has(id));
  return boxes
    .filter(({ kind }) => kind === "network")
    .flatMap(({ id }) => {
      const own = empty.filter(({ parent }) => parent === id);
      return own.flatMap((upper, index): [GraphBox, GraphBox][] =>
        index % 2 === 0 && own[index + 1] ? [[upper, own[index + 1]!]] : [],
      );
    });
}

/** The frames around a box, the innermost first. */
function framesAround({ parent }: GraphBox, boxes: readonly GraphBox[]): GraphBox[] {
  const frame = boxes.find(({ id }) => id === parent);
  return frame ? [frame, ...framesAround(frame, boxes)] : [];
}

/** The ends, the upper one first: routes come up from where packets go down to. */
const downwards = ({ kind, from, to }: Link): [string, string] => (kind === "announcement" ? [to, from] : [from, to]);

const arrivals = (id: string, links: readonly Link[]): number =>
  links.filter((link) => downwards(link)[1] === id).length;

function size(box: GraphBox): { width: number; height: number } {
  if (!isFrame(box)) return leafSize(box);
  const label = frameLabelSize(box);
  return { width: label.width + 20, height: label.height + 14 };
}

function frameOptions(box: GraphBox): LayoutOptions {
  const { top, side, bottom } = paddingOf(box);
  return { ...OPTIONS, "elk.padding": `[top=${top},left=${side},bottom=${bottom},right=${side}]` };
}

function leafOptions(box: GraphBox, atLeast: number): LayoutOptions {
  if (box.kind === "stop") return { "elk.portAlignment.default": "CENTER" };
  const { width, height } = size(box);
  return {
    "elk.nodeSize.constraints": "PORTS MINIMUM_SIZE",
    "elk.nodeSize.minimum": `(${Math.max(width, atLeast)},${height})`,
    "elk.portAlignment.default": isPill(box) ? "CENTER" : "END",
    ...(box.id === INTERNET && { "elk.layered.layering.layerConstraint": "LAST" }),
  };
}

function boxesOf({ boxes }: Graph, root: ElkNode): Box[] {
  const found = new Map<string, Rect>();
  const walk = (node: ElkNode): void => {
    found.set(node.id, { x: node.x ?? 0, y: node.y ?? 0, width: node.width ?? 0, height: node.height ?? 0 });
    node.children?.forEach(walk);
  };
  walk(root);
  const depth = (box: GraphBox): number => (box.kind === "network" ? 0 : box.kind === "subnet" ? 1 : 2);
  return boxes
    .map((box, index) => ({ ...box, ...rounded(found.get(nodeId(index))!) }))
    .sort((one, other) => depth(one) - depth(other));
}

function linesOf({ links }: Graph, root: ElkNode): Line[] {
  const edges = new Map((root.edges ?? []).map((edge) => [edge.id, edge]));
  return links.map((link, index) => lineOf(link, edges.get(edgeId(index))!));
}

function lineOf(link: Link, edge: ElkExtendedEdge): Line {
  const down = (edge.sections ?? [])
    .flatMap(({ startPoint, bendPoints = [], endPoint }) => [startPoint, ...bendPoints, endPoint])
    .map(point);
  const points = link.kind === "announcement" ? [...down].reverse() : down;
  const [label] = edge.labels ?? [];
  if (!label) return { ...link, points };
  const labelAt = rounded({ x: label.x ?? 0, y: label.y ?? 0, width: label.width ?? 0, height: label.height ?? 0 });
  return { ...link, points, labelAt: { ...labelAt, align: isRightOf(labelAt, points) ? "start" : "end" } };
}

/** Is the label right of the upright stretch that it stands at? */
function isRightOf(label: Rect, points: readonly Point[]): boolean {
  const middle = label.y + label.height / 2;
  const stretch = points.find((point, index) => {
    const next = points[index + 1];
    return next?.x === point.x && Math.min(point.y, next.y) <= middle && middle <= Math.max(point.y, next.y);
  });
  return stretch === undefined || stretch.x <= label.x + label.width / 2;
}

// Tenths are finer than any screen, and shorter in the file.
const tenth = (length: number): number => Math.round(length * 10) / 10;
const point = ({ x, y }: ElkPoint): Point => ({ x: tenth(x), y: tenth(y) });
const rounded = ({ x, y, width, height }: Rect): Rect => ({
  x: tenth(x),
  y: tenth(y),
  width: tenth(width),
  height: tenth(height),
});
