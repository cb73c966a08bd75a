import type { Scenario } from "../unknown/scenario";
import { statement } from "../unknown/truth";
import { byWeight, type HubRoutingPreference, preferred, shortest } from "./decision";
import {
  branchLinks,
  circuitLinks,
  edgeLinks,
  isRejection,
  type Link,
  nvaLinks,
  transitLinks,
  vpnLinks,
} from "./links";
import type { Connection } from "../model/azure";
import type { Rejection, Ribs, Route, SpeakerId } from "./route";
import { sessions } from "./sessions";
import { borrowingNetworks } from "../model/relations";
import type { TopologyIndex } from "../model/topology-index";

/** More rounds than any chain of speakers is long: what has not settled by then does not settle. */
const MOST_ROUNDS = 40;
/** IPv4 routes from a network to a circuit, over one connection (section 9). */
const MOST_ROUTES_TO_CIRCUIT = 1000;

/** Who learns what, to a fixed point (rows 3.1 to 3.18). */
export function announce(index: TopologyIndex, scenario: Scenario): Ribs {
  const up = sessions(index, scenario);
  const connections = index.topology.connections.filter((connection) => carries(index, scenario, connection));
  const circuitOf = sameCircuits(index, scenario);
  const links = [
    ...up.flatMap(nvaLinks),
    ...index.topology.gateways.flatMap((gateway) => [
      ...branchLinks(index, scenario, gateway),
      ...transitLinks(index, scenario, gateway),
    ]),
    ...connections.flatMap((connection) => connectionLinks(index, scenario, connection, circuitOf)),
    ...index.topology.onPremises.flatMap((edge) => edgeLinks(edge, circuitOf(edge.circuit))),
  ];
  const own = ownRanges(index, scenario);
  const choose = chooser(index, scenario);
  const overloaded = new Set<string>();
  let received = new Map<SpeakerId, Route[]>();
  let best = new Map<SpeakerId, Route[]>();
  let before = "";
  for (let round = 0; round < MOST_ROUNDS; round++) {
    received = new Map([...own].map(([speaker, routes]) => [speaker, [...routes]]));
    for (const link of links) {
      if (link.connection !== undefined && overloaded.has(link.connection)) continue;
      const arrived = handedOut(link, best)
        .map(link.carry)
        .filter((route): route is Route => route !== undefined && !isRejection(route));
      received.set(link.to, [...(received.get(link.to) ?? []), ...arrived]);
    }
    best = new Map([...received].map(([speaker, routes]) => [speaker, choose(speaker, routes)]));
    const now = JSON.stringify(
      [...best].map(([speaker, routes]) => [
        speaker,
        routes.map(({ prefix, asPath, neighbor, origin, nextHop }) => [prefix, asPath, neighbor, origin, nextHop]),
      ]),
    );
    for (const connection of tooMany(links, best, index)) overloaded.add(connection);
    if (now === before) break;
    before = now;
  }
  const rejections = rejectionsOf(
    [...up.flatMap((session) => session.rejections), ...[...overloaded].map((id) => overload(index, id))],
    links,
    best,
  );
  return { received, best, rejections, overloaded, circuitOf };
}

/** A circuit that the provider has not provisioned carries nothing. */
function carries(index: TopologyIndex, scenario: Scenario, connection: Connection): boolean {
  const circuit = index.circuits.get(connection.circuit ?? "");
  return circuit?.provisioned === undefined || scenario.isTrue(circuit.provisioned);
}

/** Circuits that are told by expressions may be one and the same: the question is asked for each two (row A1). */
function sameCircuits(index: TopologyIndex, scenario: Scenario): (circuit: string) => string {
  const told = index.topology.circuits.filter(({ managed, id }) => !managed && !id.startsWith("/"));
  const one = new Map<string, string>();
  if (told.length <= MOST_TOLD_CIRCUITS) {
    told.forEach(({ id }, at) => {
      const same = told
        .slice(0, at)
        .find((earlier) => !scenario.isTrue(statement(`${earlier.id} is another circuit than ${id}`)));
      if (same) one.set(id, one.get(same.id) ?? same.id);
    });
  }
  return (circuit) => one.get(circuit) ?? circuit;
}

/** Beyond this many, different expressions are taken for different circuits (row A3). */
export const MOST_TOLD_CIRCUITS = 3;

function connectionLinks(
  index: TopologyIndex,
  scenario: Scenario,
  connection: Connection,
  circuitOf: (circuit: string) => string,
): Link[] {
  const gateway = index.gateways.get(connection.gateway);
  if (!gateway) return [];
  return connection.circuit !== undefined
    ? circuitLinks(index, scenario, gateway, connection, circuitOf(connection.circuit))
    : vpnLinks(index, scenario, gateway, connection);
}

/**
 * The ranges that a network's gateways and Route Servers announce: its own, and those of peers that use them (row 3.2).
 */
function ownRanges(index: TopologyIndex, scenario: Scenario): Map<SpeakerId, Route[]> {
  const ranges = new Map<SpeakerId, Route[]>();
  for (const speaker of [...index.topology.gateways, ...index.topology.routeServers]) {
    const networks = [speaker.network, ...borrowingNetworks(index, scenario, speaker.network)].flatMap(
      (id) => index.networks.get(id) ?? [],
    );
    ranges.set(
      speaker.id,
      networks.flatMap(({ id, name, addressSpace }) =>
        addressSpace.map((prefix): Route => ({
          prefix,
          asPath: [],
          kind: "network",
          origin: id,
          communities: [],
          stations: [name],
        })),
      ),
    );
  }
  return ranges;
}

function chooser(index: TopologyIndex, scenario: Scenario): (speaker: SpeakerId, routes: readonly Route[]) => Route[] {
  const servers = new Set(index.topology.routeServers.map(({ id }) => id));
  return (speaker, routes) => {
    const gateway = index.gateways.get(speaker);
    if (gateway?.kind !== "ExpressRoute") return shortest(routes);
    const preference = index.routeServersOf(gateway.network)[0]?.hubRoutingPreference as
      HubRoutingPreference | undefined;
    const fromServer = routes.filter(({ neighbor }) => neighbor !== undefined && servers.has(neighbor));
    const others = routes.filter((route) => !fromServer.includes(route));
    return preferred(byWeight(others, index.connections, scenario), fromServer, [], preference);
  };
}

/** What a speaker gives to a neighbour: its best, and what only this neighbour is told. */
function handedOut({ from, originates = [], single }: Link, best: ReadonlyMap<SpeakerId, readonly Route[]>): Route[] {
  const routes = [...(best.get(from) ?? []), ...originates];
  if (!single) return routes;
  // A Route Server hands on one next hop, whichever (row 2.7).
  return [...new Map([...routes].reverse().map((route) => [route.prefix, route])).values()];
}

/** Connections over which more routes would go than Azure takes: they go down (section 9). */
function tooMany(
  links: readonly Link[],
  best: ReadonlyMap<SpeakerId, readonly Route[]>,
  index: TopologyIndex,
): string[] {
  return links.flatMap((link) => {
    if (
      link.connection === undefined ||
      !index.gateways.has(link.from) ||
      index.connections.get(link.connection)?.circuit === undefined
    )
      return [];
    const prefixes = new Set(
      handedOut(link, best)
        .map(link.carry)
        .flatMap((route) => (route && !isRejection(route) ? [route.prefix] : [])),
    );
    return prefixes.size > MOST_ROUTES_TO_CIRCUIT ? [link.connection] : [];
  });
}

const overload = (index: TopologyIndex, id: string): Rejection => ({
  prefix: "0.0.0.0/0",
  origin: id,
  at: id,
  cause: "too-many-routes",
  text: `${index.connections.get(id)?.name} goes down: more than ${MOST_ROUTES_TO_CIRCUIT} IPv4 routes would go to the circuit`,
  got: `more than ${MOST_ROUTES_TO_CIRCUIT} routes of the network, its peers and its Route Server`,
  want: `at most ${MOST_ROUTES_TO_CIRCUIT} over one connection`,
  fix: "aggregate what the NVA announces",
});

function rejectionsOf(
  bySessions: readonly Rejection[],
  links: readonly Link[],
  best: ReadonlyMap<SpeakerId, readonly Route[]>,
): Rejection[] {
  const byLinks = links.flatMap((link) =>
    handedOut(link, best)
      .map(link.carry)
      .filter((route): route is Rejection => route !== undefined && isRejection(route)),
  );
  return [
    ...new Map(
      [...bySessions, ...byLinks].map((rejection) => [
        `${rejection.at} ${rejection.text} ${rejection.prefix} ${rejection.towards}`,
        rejection,
      ]),
    ).values(),
  ];
}
