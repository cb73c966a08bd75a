import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import type { Propagation } from "../bgp/propagation";
import type { Route } from "../bgp/route";
import { type FactId, facts } from "../facts";
import type { VirtualHubConnection } from "../model/azure";
import { associatedTable } from "../model/hub-tables";
import { TopologyIndex } from "../model/topology-index";
import type { EffectiveRoute, NextHop } from "../results";
import { statement } from "../unknown/truth";
import { isOpen as isSymbolic, shown } from "../unknown/value";
import type { RouteContext } from "./route-context";

const possible = new WeakMap<Propagation, Map<string, ReadonlySet<string>>>();

const NONE: ReadonlySet<string> = new Set();

/** The prefixes that a network may learn from virtual hubs, whatever the values known only after apply are. */
export function hubPrefixes({ bgp: { propagation }, index }: RouteContext, network: string): ReadonlySet<string> {
  const all = new TopologyIndex(index.topology);
  const connections = all.virtualHubConnectionsOf(network);
  if (connections.length === 0) return NONE;
  const byNetwork = possible.get(propagation) ?? new Map<string, ReadonlySet<string>>();
  possible.set(propagation, byNetwork);
  const known = byNetwork.get(network);
  if (known) return known;
  const tables = connections.map((connection) => associatedTable(all, connection.hub, connection));
  const learned = propagation.prefixes.filter((prefix) =>
    tables.some((table) => table !== undefined && propagation.mayHave(table, prefix)),
  );
  const isOpen = connections.some((connection) => isOutside(all, connection));
  const prefixes = new Set(isOpen ? [...learned, DEFAULT_ROUTE] : learned);
  byNetwork.set(network, prefixes);
  return prefixes;
}

/** What is in its hub, or in its route table, is not in the files. */
const isOutside = (index: TopologyIndex, connection: VirtualHubConnection): boolean =>
  index.virtualHubs.get(connection.hub)?.outside === true || hubOfTable(index, connection) !== connection.hub;

const hubOfTable = (index: TopologyIndex, connection: VirtualHubConnection): string | undefined =>
  index.hubRouteTables.get(associatedTable(index, connection.hub, connection) ?? "")?.hub;

/** The rows of a network for what its virtual hub has in the route table that the connection is associated with. */
export const hubRows = (context: RouteContext, network: string, prefix: string): readonly EffectiveRoute[] =>
  context.index
    .virtualHubConnectionsOf(network)
    .flatMap((connection) =>
      isOutside(context.index, connection)
        ? fromElsewhere(context, connection, prefix)
        : rowsOf(context, connection, prefix),
    );

/** A hub that the files do not hold may bring a default route, or not, where the connection lets it in (row 14.4). */
function fromElsewhere(
  { scenario }: RouteContext,
  { id, internetSecurity }: VirtualHubConnection,
  prefix: string,
): EffectiveRoute[] {
  return prefix === DEFAULT_ROUTE &&
    scenario.isTrue(internetSecurity) &&
    scenario.isTrue(statement(`${id} brings ${DEFAULT_ROUTE}`))
    ? [
        {
          source: "VirtualNetworkGateway",
          state: "Active",
          prefix,
          nextHopType: "VirtualNetworkGateway",
          nextHopAddress: "(virtual hub)",
          nextHop: { kind: "appliance", address: `(virtual hub of ${id})` },
          why: "virtual hub, not in the files",
          facts: facts("A3"),
          learned: { from: ["a virtual hub"], asPath: [] },
        },
      ]
    : [];
}

/** A network learns no range of its own, and the default only where its connection lets it (rows 14.3, 14.4). */
function rowsOf(context: RouteContext, connection: VirtualHubConnection, prefix: string): EffectiveRoute[] {
  const { index, scenario, bgp } = context;
  const table = associatedTable(index, connection.hub, connection)!;
  const routes = bgp.propagation
    .best(table, prefix, scenario)
    .filter(({ kind, origin }) => kind !== "network" || origin !== connection.network);
  if (routes.length === 0 || (prefix === DEFAULT_ROUTE && !scenario.isTrue(connection.internetSecurity))) return [];
  const nextHop: NextHop = { kind: "hub", hub: connection.hub, table };
  return routes.flatMap((route) =>
    addressesOf(context, connection.hub, route).map(({ address, fact }) => ({
      source: "VirtualNetworkGateway" as const,
      state: "Active" as const,
      prefix,
      nextHopType: "VirtualNetworkGateway" as const,
      nextHopAddress: address,
      nextHop,
      why: "virtual hub",
      facts: facts("2.1", "14.1", fact, ...(prefix === DEFAULT_ROUTE ? (["14.4"] as const) : [])),
      learned: { from: route.stations, asPath: route.asPath },
    })),
  );
}

interface PrintedNextHop {
  readonly address: string;
  readonly fact: FactId;
}

/** What Azure prints as the next hop: an edge, the instances of a VPN gateway, the firewall, or else the hub's router. */
function addressesOf({ index }: RouteContext, hub: string, { via }: Route): readonly PrintedNextHop[] {
  const router: PrintedNextHop = { address: `(router of ${index.virtualHubs.get(hub)?.name ?? hub})`, fact: "14.3" };
  switch (via?.kind) {
    case "circuit":
      return [{ address: "(msee 1)", fact: "14.3" }];
    case "site": {
      const gateway = index.hubGateways.get(
        index.branchConnections.get(via.connection)?.gateway ?? via.connection,
      )?.name;
      return [1, 2].map((instance) => ({ address: `(${gateway} ${instance})`, fact: "14.3" }));
    }
    case "resource": {
      const firewall = index.topology.firewalls.find(({ id }) => id === via.resource);
      if (!firewall) return [router];
      const { address, name } = firewall;
      return [{ address: address === undefined || isSymbolic(address) ? `(${shown(name)})` : address, fact: "14.9" }];
    }
    default:
      return [router];
  }
}
