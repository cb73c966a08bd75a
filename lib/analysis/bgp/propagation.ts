import { byWeight, type HubRoutingPreference, preferred, shortest } from "./decision";
import type { Case } from "../unknown/scenario";
import { branchLinks, circuitLinks, edgeLinks, isRejection, type Link, nvaLinks, transitLinks, vpnLinks } from "./links";
import type { Connection } from "../model/azure";
import type { Rejection, Ribs, Route, SpeakerId } from "./route";
import { sessions } from "./sessions";
import type { View } from "../model/topology-index";

/** More rounds than any chain of speakers is long: what has not settled by then does not settle. */
const MOST_ROUNDS = 40;
/** IPv4 routes from a network to a circuit, over one connection (section 9). */
const MOST_ROUTES_TO_CIRCUIT = 1000;

/** Who learns what, to a fixed point (rows 3.1 to 3.18). */
export function announce(view: View, inCase: Case): Ribs {
  const up = sessions(view, inCase);
  const connections = view.topology.connections.filter((connection) => carries(view, inCase, connection));
  const circuitOf = sameCircuits(view, inCase);
  const links = [
    ...up.flatMap(nvaLinks),
    ...view.topology.gateways.flatMap((gateway) => [
      ...branchLinks(view, inCase, gateway),
      ...transitLinks(view, inCase, gateway),
    ]),
    ...connections.flatMap((connection) => connectionLinks(view, inCase, connection, circuitOf)),
    ...view.topology.onPremises.flatMap((edge) => edgeLinks(edge, circuitOf(edge.circuit))),
  ];
  const own = ownRanges(view, inCase);
  const choose = chooser(view, inCase);
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
    for (const connection of tooMany(links, best, view)) overloaded.add(connection);
    if (now === before) break;
    before = now;
  }
  const rejections = rejectionsOf(
    [...up.flatMap((session) => session.rejections), ...[...overloaded].map((id) => overload(view, id))],
    links,
    best,
  );
  return { received, best, rejections, overloaded, circuitOf };
}

/** A circuit that the provider has not provisioned carries nothing. */
function carries(view: View, inCase: Case, connection: Connection): boolean {
  const circuit = view.circuits.get(connection.circuit ?? "");
  return circuit?.provisioned === undefined || inCase.yes(circuit.provisioned);
}

/** Circuits that are told by expressions may be one and the same: the question is asked for each two (row A1). */
function sameCircuits(view: View, inCase: Case): (circuit: string) => string {
  const told = view.topology.circuits.filter(({ managed, id }) => !managed && !id.startsWith("/"));
  const one = new Map<string, string>();
  if (told.length <= MOST_TOLD_CIRCUITS) {
    told.forEach(({ id }, at) => {
      const same = told.slice(0, at).find((earlier) => !inCase.ask(`${earlier.id} is another circuit than ${id}`));
      if (same) one.set(id, one.get(same.id) ?? same.id);
    });
  }
  return (circuit) => one.get(circuit) ?? circuit;
}

/** Beyond this many, different expressions are taken for different circuits (row A3). */
export const MOST_TOLD_CIRCUITS = 3;

function connectionLinks(
  view: View,
  inCase: Case,
  connection: Connection,
  circuitOf: (circuit: string) => string,
): Link[] {
  const gateway = view.gateways.get(connection.gateway);
  if (!gateway) return [];
  return connection.circuit !== undefined
    ? circuitLinks(view, inCase, gateway, connection, circuitOf(connection.circuit))
    : vpnLinks(view, inCase, gateway, connection);
}

/** The ranges that a network's gateways and Route Servers announce: its own, and those of peers that use them (row 3.2). */
function ownRanges(view: View, inCase: Case): Map<SpeakerId, Route[]> {
  const ranges = new Map<SpeakerId, Route[]>();
  for (const speaker of [...view.topology.gateways, ...view.topology.routeServers]) {
    const users = view.peeringsOf(speaker.network).filter((peering) => {
      const there = view.reverse(peering);
      return there && inCase.yes(peering.gatewayTransit) && inCase.yes(there.useRemoteGateways);
    });
    const networks = [speaker.network, ...users.map(({ remote }) => remote)].flatMap(
      (id) => view.networks.get(id) ?? [],
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

function chooser(view: View, inCase: Case): (speaker: SpeakerId, routes: readonly Route[]) => Route[] {
  const servers = new Set(view.topology.routeServers.map(({ id }) => id));
  return (speaker, routes) => {
    const gateway = view.gateways.get(speaker);
    if (gateway?.kind !== "ExpressRoute") return shortest(routes);
    const preference = view.routeServersOf(gateway.network)[0]?.hubRoutingPreference as
      HubRoutingPreference | undefined;
    const fromServer = routes.filter(({ neighbor }) => neighbor !== undefined && servers.has(neighbor));
    const others = routes.filter((route) => !fromServer.includes(route));
    return preferred(byWeight(others, view.connections, inCase), fromServer, [], preference);
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
function tooMany(links: readonly Link[], best: ReadonlyMap<SpeakerId, readonly Route[]>, view: View): string[] {
  return links.flatMap((link) => {
    if (
      link.connection === undefined ||
      !view.gateways.has(link.from) ||
      view.connections.get(link.connection)?.circuit === undefined
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

const overload = (view: View, id: string): Rejection => ({
  prefix: "0.0.0.0/0",
  origin: id,
  at: id,
  row: "9",
  text: `${view.connections.get(id)?.name} goes down: more than ${MOST_ROUTES_TO_CIRCUIT} IPv4 routes would go to the circuit`,
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
