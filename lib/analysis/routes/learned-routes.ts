import type { Propagation } from "../bgp/propagation";
import { type HubRoutingPreference, preferred } from "../bgp/decision";
import type { Route, SpeakerId } from "../bgp/route";
import type { Gateway, RouteServer } from "../model/azure";
import { lenders } from "../model/relations";
import { TopologyIndex } from "../model/topology-index";
import { Memo } from "../unknown/memo";
import type { RouteContext } from "./route-context";

/** A route that a network learns, with the gateway or Route Server that has it. */
export interface LearnedRoute {
  readonly route: Route;
  readonly by: SpeakerId;
}

const possible = new WeakMap<Propagation, Map<string, readonly string[]>>();

/** The prefixes that a network may learn by BGP, whatever the values known only after apply are. */
export function learnablePrefixes({ bgp: { propagation }, index }: RouteContext, network: string): readonly string[] {
  const byNetwork = possible.get(propagation) ?? new Map<string, readonly string[]>();
  possible.set(propagation, byNetwork);
  const known = byNetwork.get(network);
  if (known) return known;
  const all = new TopologyIndex(index.topology);
  const speakers = [network, ...lenders(all, network).map((lender) => lender.network)].flatMap((id) =>
    speakersOf(all, id),
  );
  const prefixes = propagation.prefixes.filter((prefix) => speakers.some(({ id }) => propagation.mayHave(id, prefix)));
  byNetwork.set(network, prefixes);
  return prefixes;
}

const learned = new WeakMap<Propagation, Memo<string, readonly LearnedRoute[]>>();

/**
 * The routes of a network to a prefix: those of its own Route Server and gateways, or of those that it borrows (rows 2.8,
 * 2.9, 3.9).
 */
export function learnedRoutes(context: RouteContext, network: string, prefix: string): readonly LearnedRoute[] {
  const { propagation } = context.bgp;
  const known = learned.get(propagation) ?? new Memo<string, readonly LearnedRoute[]>();
  learned.set(propagation, known);
  return known.get(`${network}\n${prefix}`, context.scenario, () => learn(context, network, prefix));
}

function learn(context: RouteContext, network: string, prefix: string): readonly LearnedRoute[] {
  const { index } = context;
  const from = [network, ...lenderOf(context, network, prefix)];
  const gateways = from.flatMap((id) => index.gatewaysOf(id));
  const servers = from.flatMap((id) => index.routeServersOf(id));
  const isForeign = ({ neighbor, origin }: Route): boolean =>
    neighbor !== undefined && !servers.some(({ id }) => id === neighbor) && origin !== network;
  const fromGateways = (kind: Gateway["kind"]): LearnedRoute[] =>
    bestOf(
      context,
      prefix,
      gateways.filter((gateway) => gateway.kind === kind),
    ).filter(({ route }) => isForeign(route));
  const fromNvas = bestOf(context, prefix, servers).filter(
    ({ route: { neighbor } }) => neighbor !== undefined && !index.gateways.has(neighbor),
  );
  const [circuits, vpn] = [fromGateways("ExpressRoute"), fromGateways("Vpn")];
  const by = new Map([...circuits, ...vpn, ...fromNvas].map(({ route, by }) => [route, by]));
  const routes = (learned: readonly LearnedRoute[]): Route[] => learned.map(({ route }) => route);
  const preference = servers[0]?.hubRoutingPreference as HubRoutingPreference | undefined;
  return preferred(routes(circuits), routes(fromNvas), routes(vpn), preference).map((route) => ({
    route,
    by: by.get(route)!,
  }));
}

/** The network whose gateways this one borrows, if that may matter for the prefix. */
function lenderOf({ index, scenario, bgp }: RouteContext, network: string, prefix: string): string[] {
  const lender = lenders(index, network).find(
    ({ network: id, borrows }) =>
      borrows !== false &&
      speakersOf(index, id).some((speaker) => bgp.propagation.mayHave(speaker.id, prefix)) &&
      scenario.isTrue(borrows),
  );
  return lender ? [lender.network] : [];
}

const bestOf = (
  { bgp: { propagation }, scenario }: RouteContext,
  prefix: string,
  speakers: readonly { readonly id: SpeakerId }[],
): LearnedRoute[] =>
  speakers.flatMap(({ id }) => propagation.best(id, prefix, scenario).map((route) => ({ route, by: id })));

const speakersOf = (index: TopologyIndex, network: string): readonly (Gateway | RouteServer)[] => [
  ...index.gatewaysOf(network),
  ...index.routeServersOf(network),
];
