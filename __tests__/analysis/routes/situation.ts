import type {
  Network,
  Peering,
  PrivateEndpoint,
  RouteTable,
  Subnet,
  Topology,
  UserRoute,
} from "../../../lib/analysis/model/azure";
import type { EffectiveRoute } from "../../../lib/analysis/results";
import { type RoutingState, routingStateOf } from "../../../lib/analysis/routes/routing-state";
import { explore } from "../../../lib/analysis/unknown/explore";
import { Scenario } from "../../../lib/analysis/unknown/scenario";
import { connection, gateway, network, subnet, topologyOf } from "../../support/analysis/topology";

/** What a situation has besides the network hub, 10.0.0.0/16, with one subnet. */
export interface Situation extends Partial<Topology> {
  /** Of the network hub. */
  readonly hub?: Partial<Network>;
  /** Of its subnet. */
  readonly home?: Partial<Subnet>;
  /** The routes of the subnet's table. */
  readonly udrs?: readonly UserRoute[];
  /** Of the subnet's table. */
  readonly table?: Partial<RouteTable>;
  /** Prefixes that a customer's edge announces over ExpressRoute to the gateway of the network. */
  readonly announced?: readonly string[];
}

/** A user-defined route, to an appliance 10.0.0.4 unless a type is given. */
export const udr = (prefix: string, nextHopType = "VirtualAppliance", changes: Partial<UserRoute> = {}): UserRoute => ({
  name: `to-${prefix}`,
  prefix,
  nextHopType,
  ...(nextHopType === "VirtualAppliance" && { nextHopAddress: "10.0.0.4" }),
  ...changes,
});

/** One side of a peering, with access and without gateway transit. */
export const peering = (from: string, to: string, changes: Partial<Peering> = {}): Peering => ({
  id: `${from}-${to}`,
  name: `${from}-${to}`,
  network: from,
  remote: to,
  virtualNetworkAccess: true,
  forwardedTraffic: true,
  gatewayTransit: false,
  useRemoteGateways: false,
  ...changes,
});

/** Both sides of a peering between hub and spoke. @param there what the hub's side has @param back the spoke's side */
export const peered = (there: Partial<Peering> = {}, back: Partial<Peering> = {}): readonly Peering[] => [
  peering("hub", "spoke", there),
  peering("spoke", "hub", back),
];

/** A network 10.1.0.0/16 to peer with. */
export const spoke = (changes: Partial<Network> = {}): Network =>
  network("spoke", { addressSpace: ["10.1.0.0/16"], ...changes });

/** A private endpoint in the subnet of the network hub. */
export const endpoint = (changes: Partial<PrivateEndpoint> = {}): PrivateEndpoint => ({
  id: "pe",
  name: "pe-storage",
  subnet: "default",
  address: "10.0.0.9",
  ...changes,
});

/** The topology of a situation. */
export function topologyIn(situation: Situation): Topology {
  const { hub, home, udrs, table, announced, networks = [], subnets = [], ...rest } = situation;
  const hasTable = udrs !== undefined || table !== undefined;
  return topologyOf({
    networks: [network("hub", hub), ...networks],
    subnets: [subnet("default", { ...(hasTable && { routeTable: "rt" }), ...home }), ...subnets],
    ...(hasTable && { routeTables: [{ id: "rt", name: "rt-hub", propagation: true, routes: udrs ?? [], ...table }] }),
    ...(announced && onCircuit(announced)),
    ...rest,
  });
}

/** What announces prefixes over ExpressRoute to the network hub. */
export const onCircuit = (prefixes: readonly string[], home = "hub"): Partial<Topology> => ({
  gateways: [gateway("gw", { network: home })],
  circuits: [{ id: "er", name: "er", managed: true }],
  connections: [connection("conn", { circuit: "er" })],
  onPremises: [
    {
      name: "edge",
      at: "er",
      over: "circuit",
      asn: 64512,
      announces: prefixes.map((prefix) => ({ prefix, asPath: [64512] })),
    },
  ],
});

/** The state of a situation, in one scenario. */
export const stateIn = (situation: Situation, scenario = new Scenario()): RoutingState =>
  routingStateOf(topologyIn(situation), scenario);

/** A row in a few words: "User Active 0.0.0.0/0 -> Internet"; an address where there is one. */
export const words = ({ source, state, prefix, nextHopType, nextHopAddress }: EffectiveRoute): string =>
  `${source} ${state} ${prefix} -> ${nextHopAddress ?? nextHopType}`;

/** The rows of the network hub's subnet for a prefix. */
export const rowsTo = (prefix: string, situation: Situation, scenario?: Scenario): string[] => {
  const state = stateIn(situation, scenario);
  return state.rows(state.index.topology.subnets[0]!, prefix).map(words);
};

/** The rows for a prefix in each scenario; and what was asked. */
export function rowsInScenarios(prefix: string, situation: Situation): { rows: string[][]; asked: string[] } {
  const topology = topologyIn(situation);
  const { results } = explore((scenario) =>
    routingStateOf(topology, scenario).rows(topology.subnets[0]!, prefix).map(words),
  );
  const asked = results.flatMap(({ answers }) => [...answers.values()].flatMap(({ claim }) => claim.about));
  return { rows: results.map(({ result }) => result), asked: [...new Set(asked)].sort() };
}
