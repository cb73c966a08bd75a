import type { Topology } from "../../analysis/model/azure";
import { TopologyIndex } from "../../analysis/model/topology-index";

/**
 * The index of a topology sorted by id, without components that are known not to exist: a picture does not depend on
 * the order of a file.
 */
export const drawingIndex = (topology: Topology): TopologyIndex => new TopologyIndex(sortedTopology(topology));

function sortedTopology(topology: Topology): Topology {
  const lists = Object.entries(topology) as [string, readonly object[]][];
  const sorted = lists.map(([key, list]) => [key, list.filter(mayExist).sort(compareKeys)] as const);
  return Object.fromEntries(sorted) as unknown as Topology;
}

const mayExist = (component: object): boolean => !("exists" in component) || component.exists !== false;

function compareKeys(one: object, other: object): number {
  const [a, b] = [sortKey(one), sortKey(other)];
  return a < b ? -1 : Number(a > b);
}

const sortKey = (entry: object): string => ("id" in entry ? String(entry.id) : JSON.stringify(entry));
