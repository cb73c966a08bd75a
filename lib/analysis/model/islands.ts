import { ALL_KINDS, type ComponentList } from "../kinds/all-kinds";
import { type Reference, referencesOf } from "../kinds/references";
import { byId } from "../kinds/resource-index";
import type { Component, Topology } from "./azure";
import { components } from "./find";
import { circuitsByExpression } from "./circuits-by-expression";
import { Groups } from "./groups";

const cache = new WeakMap<Topology, ReadonlyMap<string, Topology>>();

/**
 * The island that a network belongs to, as a topology of its own: routes and paths of the others have no part in it.
 */
export function islandOf(topology: Topology, network: string | undefined): Topology {
  const islands = cache.get(topology) ?? split(topology);
  cache.set(topology, islands);
  return islands.get(network ?? "") ?? topology;
}

/** All islands, each once; and what is in none, if there are machines among it. */
export function islandsOf(topology: Topology): readonly Topology[] {
  const islands = [...new Set(topology.networks.map(({ id }) => islandOf(topology, id)))];
  const placed = new Set(islands.flatMap(({ machines }) => machines.map(({ id }) => id)));
  const machines = topology.machines.filter(({ id }) => !placed.has(id));
  return machines.length === 0 ? islands : [...islands, restOf(topology, islands, machines)];
}

/** Machines of which the files do not say where they are. */
function restOf(topology: Topology, islands: readonly Topology[], machines: Topology["machines"]): Topology {
  const placed = new Set(islands.flatMap((island) => components(island).map(({ id }) => id)));
  const lists = ALL_KINDS.map(({ list }) => [list, topology[list].filter(({ id }) => !placed.has(id))] as const);
  return { ...topology, ...Object.fromEntries(lists), machines, onPremises: [] };
}

/** A component, where it is listed, and what it names. */
interface Entry {
  readonly list: ComponentList;
  readonly component: Component;
  readonly references: readonly Reference[];
}

function split(topology: Topology): ReadonlyMap<string, Topology> {
  const entries = ALL_KINDS.flatMap((kind) =>
    topology[kind.list].map((component): Entry => ({
      list: kind.list,
      component,
      references: referencesOf(kind, component),
    })),
  );
  const groups = groupsOf(topology, entries);
  const roots = new Set(topology.networks.map(({ id }) => groups.root(id)));
  if (roots.size < 2) return new Map(topology.networks.map(({ id }) => [id, topology]));
  const islands = [...roots].map((root) => [root, [] as Entry[]] as const);
  const byRoot = new Map(islands);
  placeComponents(entries, groups, byRoot);
  const topologies = new Map(islands.map(([root, own]) => [root, topologyOf(topology, own, groups, root)]));
  return new Map(topology.networks.map(({ id }) => [id, topologies.get(groups.root(id))!]));
}

function groupsOf(topology: Topology, entries: readonly Entry[]): Groups {
  const groups = new Groups();
  for (const { component, references } of entries)
    for (const { id, relation } of references)
      if (relation === "part-of" || relation === "holds" || relation === "joins") groups.join(component.id, id);
  // Circuits that may turn out to be one are looked at together.
  const [first, ...others] = circuitsByExpression(topology);
  for (const { id } of others) groups.join(id, first!.id);
  return groups;
}

/** Puts each component into its own island, and what it serves and uses into the islands of those that name it. */
function placeComponents(entries: readonly Entry[], groups: Groups, islands: ReadonlyMap<string, Entry[]>): void {
  const entryOf = new Map(entries.map((entry) => [entry.component.id, entry]));
  const placed = new Set<string>();
  const place = (entry: Entry, root: string): void => {
    const island = islands.get(root);
    const key = `${root}\n${entry.component.id}`;
    if (!island || placed.has(key)) return;
    placed.add(key);
    island.push(entry);
    for (const { id, relation } of entry.references) {
      const used = relation === "uses" ? entryOf.get(id) : undefined;
      if (used) place(used, root);
    }
  };
  for (const entry of entries) {
    place(entry, groups.root(entry.component.id));
    for (const { id, relation } of entry.references) if (relation === "attached-to") place(entry, groups.root(id));
  }
}

function topologyOf(topology: Topology, entries: readonly Entry[], groups: Groups, root: string): Topology {
  const lists = ALL_KINDS.map(({ list }) => [list, [] as Component[]] as const);
  const byList = new Map(lists);
  for (const { list, component } of entries) byList.get(list)!.push(component);
  for (const [, components] of lists) components.sort(byId);
  return {
    ...topology,
    ...Object.fromEntries(lists),
    onPremises: topology.onPremises.filter(({ at }) => groups.root(at) === root),
  };
}
