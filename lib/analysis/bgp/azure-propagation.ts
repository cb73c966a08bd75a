import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import type { Connection, Gateway, RouteServer, Topology } from "../model/azure";
import { borrowers } from "../model/relations";
import { TopologyIndex } from "../model/topology-index";
import { Memo } from "../unknown/memo";
import type { Scenario } from "../unknown/scenario";
import { and } from "../unknown/truth";
import { bestOfGateway, bestOfNva, type HubRoutingPreference, shortest } from "./decision";
import { bestOfHub } from "./hub-decision";
import { existsWith, type Link } from "./link";
import { branchLinks, transitLinks } from "./links/branch-links";
import { circuitLinks, edgeLinks } from "./links/circuit-links";
import { hubLinks, hubOwnRoutes } from "./links/hub-links";
import { hubNvaLinks } from "./links/hub-nva-links";
import { machineLinks } from "./links/machine-links";
import { nvaLinks } from "./links/nva-links";
import { vpnLinks } from "./links/vpn-links";
import { peerAt } from "../model/relations";
import { type BgpServer, serverConnections } from "../model/bgp-servers";
import { ownRoutesOf } from "./announcements";
import type { Nva } from "./nva";
import { nvasOf } from "./nva-peers";
import { type BestPath, type OwnRoute, Propagation } from "./propagation";
import type { Rejection, SpeakerId } from "./route";
import { sameCircuits } from "./same-circuit";
import { type Session, sessionOf } from "./session";

/** IPv4 routes that a gateway may advertise to a circuit over one connection (section 9). */
const MAX_ROUTES_TO_CIRCUIT = 1000;

/** What BGP makes of a topology in one scenario. */
export interface BgpState {
  readonly propagation: Propagation;
  /** The speaker that stands for a circuit: circuits that turn out to be the same have one. */
  readonly circuitOf: (circuit: string) => SpeakerId;
  /** Connections that are down because too many routes would be advertised over them. */
  readonly overloaded: readonly Rejection[];
}

interface Variants {
  readonly index: TopologyIndex;
  readonly bySetting: Map<string, Propagation>;
  readonly overloads: Memo<Propagation, readonly string[]>;
}

const variants = new WeakMap<Topology, Variants>();

/** What BGP makes of a topology in a scenario. What was computed for another scenario serves again as far as it can. */
export function bgpStateOf(topology: Topology, scenario: Scenario): BgpState {
  const known = variants.get(topology) ?? {
    index: new TopologyIndex(topology),
    bySetting: new Map(),
    overloads: new Memo(),
  };
  variants.set(topology, known);
  const same = sameCircuits(topology, scenario);
  const all = propagationFor(known, same, []);
  const down = known.overloads.get(all, scenario, () => overloadedConnections(known.index, all, scenario));
  return {
    propagation: down.length === 0 ? all : propagationFor(known, same, down),
    circuitOf: (circuit) => same.get(circuit) ?? circuit,
    overloaded: down.map((id) => overload(known.index, id)),
  };
}

function propagationFor(
  { index, bySetting }: Variants,
  same: ReadonlyMap<string, string>,
  down: readonly string[],
): Propagation {
  const key = same.size + down.length === 0 ? "" : JSON.stringify([[...same], down]);
  const known = bySetting.get(key) ?? azurePropagation(index, (circuit) => same.get(circuit) ?? circuit, new Set(down));
  bySetting.set(key, known);
  return known;
}

function azurePropagation(
  index: TopologyIndex,
  circuitOf: (circuit: string) => SpeakerId,
  down: ReadonlySet<string>,
): Propagation {
  const { gateways, connections, onPremises } = index.topology;
  const up = connections.filter(({ id }) => !down.has(id));
  const nvas = nvasOf(index, () => propagation);
  const propagation: Propagation = new Propagation(
    [...ownRoutes(index), ...hubOwnRoutes(index), ...[...nvas.values()].flatMap(ownRoutesOf)],
    [
      ...serverLinks(index, nvas),
      ...machineLinks(index, nvas),
      ...hubLinks(index, circuitOf),
      ...gateways.flatMap((gateway) => [...branchLinks(index, gateway), ...transitLinks(index, gateway)]),
      ...up.flatMap((connection) => connectionLinks(index, connection, circuitOf)),
      ...onPremises.filter(({ over }) => over === "circuit").flatMap((edge) => edgeLinks(edge, circuitOf(edge.at))),
    ],
    bestPaths(index, nvas),
  );
  return propagation;
}

function serverLinks(index: TopologyIndex, nvas: ReadonlyMap<string, Nva>): Link[] {
  return serverConnections(index).flatMap(({ connection, server, ofHub }) => {
    const sessions = new Memo<BgpServer, Session>();
    const sessionIn = (scenario: Scenario): Session =>
      sessions.get(server, scenario, () => sessionOf(index, scenario, connection, server));
    const { machine, nic } = peerAt(index, server.network, connection.peerAddress) ?? {};
    const nva = nvas.get(machine?.id ?? "");
    const peering = {
      connection,
      server,
      ...(machine && { machine }),
      ...(nic && { nic }),
      ...(nva && { nva }),
      sessionIn,
    };
    return ofHub
      ? hubNvaLinks(index, index.virtualHubConnections.get(ofHub.connection ?? ""), peering)
      : nvaLinks(peering);
  });
}

function connectionLinks(index: TopologyIndex, connection: Connection, circuitOf: BgpState["circuitOf"]): Link[] {
  const gateway = index.gateways.get(connection.gateway);
  if (!gateway) return [];
  return connection.circuit === undefined
    ? vpnLinks(index, gateway, connection)
    : circuitLinks(index, gateway, connection, circuitOf(connection.circuit));
}

/**
 * The ranges that a network's gateways and Route Servers advertise: its own, and those of the networks that use them
 * (row 3.2).
 */
function ownRoutes(index: TopologyIndex): OwnRoute[] {
  const speakers: readonly (Gateway | RouteServer)[] = [...index.topology.gateways, ...index.topology.routeServers];
  return speakers.flatMap((speaker) => {
    const networks = [{ network: speaker.network, borrows: true as const }, ...borrowers(index, speaker.network)];
    return networks.flatMap(({ network: id, borrows }) => {
      const network = index.networks.get(id);
      const exists = and(existsWith(speaker, network), borrows);
      return (network?.addressSpace ?? []).map((prefix) => ({
        speaker: speaker.id,
        exists,
        route: { prefix, asPath: [], kind: "network" as const, origin: id, communities: [], stations: [network!.name] },
      }));
    });
  });
}

function bestPaths(index: TopologyIndex, nvas: ReadonlyMap<string, Nva>): BestPath {
  const servers = new Set(index.topology.routeServers.map(({ id }) => id));
  return (speaker, routes, scenario) => {
    const hub = index.virtualHubs.get(index.hubRouteTables.get(speaker)?.hub ?? speaker);
    if (hub) return bestOfHub(routes, hub, scenario);
    if (nvas.has(speaker)) return bestOfNva(routes, scenario);
    const gateway = index.gateways.get(speaker);
    if (gateway?.kind !== "ExpressRoute" || routes.length < 2) return shortest(routes);
    const preference = index.routeServersOf(gateway.network)[0]?.hubRoutingPreference as
      HubRoutingPreference | undefined;
    return bestOfGateway(routes, servers, index.connections, preference, scenario);
  };
}

/** Connections to circuits that would carry more routes than Azure takes: they go down (section 9). */
function overloadedConnections(index: TopologyIndex, propagation: Propagation, scenario: Scenario): readonly string[] {
  if (propagation.prefixes.length <= MAX_ROUTES_TO_CIRCUIT) return [];
  return index.topology.connections.flatMap(({ id, circuit, gateway }) => {
    if (circuit === undefined) return [];
    const advertised = propagation.prefixes.filter((prefix) =>
      propagation.best(gateway, prefix, scenario).some(({ connection }) => connection === undefined),
    );
    return advertised.length > MAX_ROUTES_TO_CIRCUIT ? [id] : [];
  });
}

const overload = (index: TopologyIndex, id: string): Rejection => ({
  prefix: DEFAULT_ROUTE,
  origin: id,
  at: id,
  cause: "too-many-routes",
  text: `${index.connections.get(id)?.name} goes down: it would advertise more than ${MAX_ROUTES_TO_CIRCUIT} IPv4 routes to the circuit`,
  got: `more than ${MAX_ROUTES_TO_CIRCUIT} routes of the network, its peers and its Route Server`,
  want: `at most ${MAX_ROUTES_TO_CIRCUIT} routes over one connection`,
  fix: "aggregate what the NVA advertises",
});
