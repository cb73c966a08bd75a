import { statement, and, equals, not, or, type Truth } from "../unknown/truth";
import { isOpen, shown, symbolsIn } from "../unknown/value";
import type { Component, HubRouting, RoutingIntent, VirtualHub } from "./azure";
import type { TopologyIndex } from "./topology-index";

/** A connection of a virtual hub, as far as its routing goes. */
export interface HubConnection extends Component {
  readonly routing: HubRouting;
}

/** A route table that a connection propagates to. */
export interface PropagationTarget {
  /** Id of the table; of the hub, where a security solution routes for it. */
  readonly table: string;
  readonly hub: string;
  readonly when: Truth;
}

const DEFAULT = "default";

/** The id of a hub's default table; undefined of a hub that the files do not hold. */
export const defaultTableOf = (index: TopologyIndex, hub: string): string | undefined =>
  index.topology.hubRouteTables.find((table) => table.hub === hub && table.builtIn === DEFAULT)?.id;

/** The table that a connection of a hub is associated with. */
export const associatedTable = (index: TopologyIndex, hub: string, { routing }: HubConnection): string | undefined =>
  routing.associated ?? defaultTableOf(index, hub);

/** The hubs of a hub's Virtual WAN, itself included. */
export function hubsOfWan(index: TopologyIndex, hub: string): readonly VirtualHub[] {
  const own = index.virtualHubs.get(hub);
  if (!own) return [];
  return own.wan === undefined ? [own] : index.topology.virtualHubs.filter(({ wan }) => wan === own.wan);
}

/** The routing intents of a hub: Azure allows one. */
export const intentsOf = (index: TopologyIndex, hub: string): readonly RoutingIntent[] =>
  index.topology.routingIntents.filter((intent) => intent.hub === hub);

/** Whether a hub sends private traffic through a security solution (row 14.9). */
export const hasPrivatePolicy = (index: TopologyIndex, hub: string): Truth =>
  or(
    ...intentsOf(index, hub)
      .filter(({ privateTraffic }) => privateTraffic !== undefined)
      .map(({ exists }) => exists ?? true),
  );

/**
 * What speaks for a hub: its default table; with a private policy the hub itself, which knows where everything is, while
 * its default table leads to the security solution (row 14.9).
 */
export function routersOf(index: TopologyIndex, hub: string): readonly PropagationTarget[] {
  const table = defaultTableOf(index, hub);
  if (table === undefined) return [];
  const isSecured = hasPrivatePolicy(index, hub);
  return [
    { table, hub, when: not(isSecured) },
    { table: hub, hub, when: isSecured },
  ].filter(({ when }) => when !== false);
}

/** The tables that a connection of a hub propagates to, in all hubs of the WAN (rows 14.1, 14.2). */
export function propagationTargets(
  index: TopologyIndex,
  hub: string,
  { name, routing }: HubConnection,
): readonly PropagationTarget[] {
  const isSecured = hasPrivatePolicy(index, hub);
  const hubs = hubsOfWan(index, hub).filter(({ outside }) => outside !== true);
  const tables = hubs.flatMap(({ id }) => {
    const labelled = index.topology.hubRouteTables
      .filter((table) => table.hub === id && table.builtIn !== "none")
      .map((table) => ({
        table: table.id,
        hub: id,
        when: and(not(isSecured), propagatesTo(name, routing, table.id, table.labels)),
        isDefault: table.builtIn === DEFAULT,
      }));
    return labelled.flatMap(({ isDefault, ...target }) => (isDefault ? behindPolicy(index, target) : [target]));
  });
  // With a private policy, the hub knows its own connections whatever they propagate to.
  const secured = hubs.flatMap(({ id }) =>
    routersOf(index, id).map((target) => ({ ...target, when: and(isSecured, target.when) })),
  );
  return [...tables, ...secured].filter(({ when }) => when !== false);
}

/** What fills the default table of a hub with a private policy is for the hub itself to know. */
const behindPolicy = (index: TopologyIndex, target: PropagationTarget): readonly PropagationTarget[] =>
  routersOf(index, target.hub).map(({ table, hub, when }) => ({ table, hub, when: and(when, target.when) }));

function propagatesTo(
  name: string,
  { propagatesTo: ids, labels }: HubRouting,
  table: string,
  tableLabels: readonly string[],
): Truth {
  if (ids.includes(table)) return true;
  if (labels.length === 0) return tableLabels.includes(DEFAULT) && withoutLabels(name, ids);
  return or(...labels.flatMap((label) => tableLabels.map((own) => isLabel(label, own))));
}

const isLabel = (label: string, own: string): Truth => {
  if (label === own) return true;
  return isOpen(label) && !isOpen(own) && equals(symbolsIn(label).join(", "), own);
};

/** Microsoft documents that it does; exported configurations with tables and without labels show no such label. */
const withoutLabels = (name: string, ids: readonly string[]): Truth =>
  ids.some((id) => id.endsWith(".noneRouteTable"))
    ? false
    : statement(`${shown(name)}, which names no labels, propagates to the label default`);
