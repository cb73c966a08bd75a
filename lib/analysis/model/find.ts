import { nearestNames } from "../../domain/nearest-name";
import { ALL_KINDS, type ComponentList } from "../kinds/all-kinds";
import type { Kind } from "../kinds/kind";
import type { Component, Machine, Topology } from "./azure";
import { TopologyError } from "./topology-error";
import { shown } from "../unknown/value";

/** A machine by Azure name, Terraform address or construct path. @throws TopologyError with the names that there are */
export function machineNamed(topology: Topology, name: string): Machine {
  const machine = named(topology.machines, name, isExactly) ?? named(topology.machines, name, isInAnyCase);
  if (machine) return machine;
  throw missing(`no VM named ${quoted(name)}`, name, topology.machines);
}

/**
 * Any component by Azure name, Terraform address or construct path. A machine goes before what else has its name: a BGP
 * connection is often named after its NVA.
 * @throws TopologyError with near misses, or where several of a kind have the name
 */
export function componentNamed(topology: Topology, name: string): Component {
  const component = findComponent(topology, name);
  if (component) return component;
  throw missing(`nothing is named ${quoted(name)}`, name, components(topology));
}

/** The same; undefined where nothing has the name. */
export function findComponent(topology: Topology, name: string): Component | undefined {
  const all = components(topology);
  const inKinds = (text: string, isAlike: Alike): Component | undefined =>
    ALL_KINDS.map((kind) => named<Component>(topology[kind.list], text, isAlike)).find((found) => found !== undefined);
  return (
    all.find(({ id, path }) => id === name || path === name) ?? inKinds(name, isExactly) ?? inKinds(name, isInAnyCase)
  );
}

/** True of a machine whose primary NIC is in the topology: its packets can be followed. */
export function hasNic({ machines, nics }: Topology, machine: string): boolean {
  const [first] = machines.find(({ id }) => id === machine)?.nics ?? [];
  return nics.some(({ id }) => id === first);
}

/** All components, kind by kind. */
export const components = (topology: Topology): Component[] =>
  ALL_KINDS.flatMap((kind): readonly Component[] => topology[kind.list]);

/** The kind of a component; undefined where no component has this id. */
export function kindOf(topology: Topology, id: string): Kind<Component, ComponentList> | undefined {
  const known = kinds.get(topology) ?? kindsById(topology);
  kinds.set(topology, known);
  return known.get(id);
}

const kinds = new WeakMap<Topology, ReadonlyMap<string, Kind<Component, ComponentList>>>();

const kindsById = (topology: Topology): ReadonlyMap<string, Kind<Component, ComponentList>> =>
  new Map(ALL_KINDS.flatMap((kind) => topology[kind.list].map(({ id }) => [id, kind] as const)));

type Alike = (own: string | undefined, wanted: string) => boolean;

const isExactly: Alike = (own, wanted) => own === wanted;
/** Names in Azure are case-insensitive. */
const isInAnyCase: Alike = (own, wanted) => own?.toLowerCase() === wanted.toLowerCase();

function named<T extends Component>(list: readonly T[], name: string, isAlike: Alike): T | undefined {
  const addressed = list.filter(({ id, path }) => isAlike(id, name) || isAlike(path, name));
  if (addressed.length === 1) return addressed[0];
  const alike = list.filter((component) => isAlike(shown(component.name), name) || isAlike(component.name, name));
  if (alike.length < 2) return alike[0];
  throw new TopologyError({
    text: `${alike.length} resources are named "${name}"`,
    have: alike.map(({ id }) => id).join(", "),
    want: "one of them",
    fix: "give its Terraform address or construct path instead of the name",
  });
}

function missing(sentence: string, name: string, list: readonly Component[]): TopologyError {
  const names = [...new Set(list.map((component) => shown(component.name)))].sort();
  const near = nearestNames(name, names);
  return new TopologyError({
    text: sentence,
    have: firstNames([...new Set([...near, ...names])]),
    want: "a name in Azure, a Terraform address or a construct path",
    ...(near[0] !== undefined && { fix: near[0] }),
  });
}

/** As many as one reads, and how many more there are. */
export function firstNames(names: readonly string[]): string {
  const have = names.slice(0, MAX_NAMES).sort().join(", ") || "none";
  return names.length > MAX_NAMES ? `${have}, and ${names.length - MAX_NAMES} more` : have;
}

/** "a VM", "an Azure Bastion". */
export const withArticle = (label: string): string => `${/^[aeiou]/i.test(label) ? "an" : "a"} ${label}`;

/** On one line, and short enough to read. */
export const quoted = (name: string): string =>
  JSON.stringify(name.length > MAX_LENGTH ? `${name.slice(0, MAX_LENGTH / 2)}…` : name);

const MAX_NAMES = 8;
const MAX_LENGTH = 200;
