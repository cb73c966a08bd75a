import type { Topology } from "../../analysis/model/azure";
import { TopologyIndex } from "../../analysis/model/topology-index";

/**
 * The index of a topology sorted by id, without components that are known not to exist: a picture does not depend on
 * the order of a file.
 */
export const drawingIndex = (topology: Topology): TopologyIndex => new TopologyIndex(sortedTopology(topology));

function sortedTopology(topology: Topology): Topology {
  const sorted = Object.entries(topology).map(([key, value]: [string, unknown]) => [
    key,
    isListOfObjects(value) ? value.filter(mayExist).sort(compareKeys) : value,
  ]);
  return Object.fromEntries(sorted) as Topology;
}

const isListOfObjects = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.every((one) => typeof one === "object" && one !== null);

const mayExist = (component: object): boolean => !("exists" in component) || component.exists !== false;

function compareKeys(one: object, other: object): number {
  const [a, b] = [sortKey(one), sortKey(other)];
  return a < b ? -1 : Number(a > b);
}

const sortKey = (entry: object): string => ("id" in entry ? String(entry.id) : JSON.stringify(entry));
