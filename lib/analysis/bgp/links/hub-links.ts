import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { MSEE_ASN, ROUTE_SERVER_ASN } from "../../../domain/asn";
import type { BranchConnection, HubGateway, VirtualHub, VirtualHubConnection } from "../../model/azure";
import {
  defaultTableOf,
  hubsOfWan,
  intentsOf,
  type PropagationTarget,
  propagationTargets,
  routersOf,
} from "../../model/hub-tables";
import type { TopologyIndex } from "../../model/topology-index";
import { and, type Truth } from "../../unknown/truth";
import { existsWith, type Link, type Origination } from "../link";
import type { OwnRoute } from "../propagation";
import type { HubNextHop, Route, SpeakerId } from "../route";
import { siteOrigination } from "./vpn-links";

/** The AS number that hubs put into paths, twice, when they advertise to each other (row 14.2). */
const HUB_TO_HUB = [65520, 65520] as const;

/** What a private policy sends to the security solution (row 14.9). */
const PRIVATE_PREFIXES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;

/** The routes that the route tables of virtual hubs have from the start: ranges of VNets and static routes. */
export const hubOwnRoutes = (index: TopologyIndex): OwnRoute[] =>
  index.topology.virtualHubs.length === 0
    ? []
    : [
        ...index.topology.virtualHubConnections.flatMap((connection) => connectionRoutes(index, connection)),
        ...tableRoutes(index),
        ...index.topology.hubGateways.flatMap((gateway) => clientRoutes(index, gateway)),
        ...index.topology.virtualHubs.flatMap((hub) => intentRoutes(index, hub)),
      ];

function connectionRoutes(index: TopologyIndex, connection: VirtualHubConnection): OwnRoute[] {
  const { id, hub, staticRoutes, propagatesStatic } = connection;
  const network = index.networks.get(connection.network);
  const ranges = (target: PropagationTarget): OwnRoute[] =>
    (network?.addressSpace ?? []).map((prefix) => {
      const own = { prefix, asPath: [], kind: "network" as const, origin: network!.id, communities: [] };
      const route = { ...own, stations: [network!.name], via: { kind: "network" as const, connection: id } };
      return {
        speaker: target.table,
        exists: and(existsWith(connection, network), target.when),
        route: target.hub === hub ? route : toOtherHub(index, hub, route),
      };
    });
  // Static routes are not for other hubs (row 14.7).
  const statics = (target: PropagationTarget): OwnRoute[] =>
    target.hub !== hub
      ? []
      : staticRoutes.map(({ prefix, nextHopAddress }) => ({
          speaker: target.table,
          exists: and(existsWith(connection), target.when, propagatesStatic),
          route: {
            prefix,
            asPath: [],
            kind: "nva" as const,
            origin: id,
            communities: [],
            stations: [connection.name],
            via: { kind: "address" as const, connection: id, address: nextHopAddress, static: true },
          },
        }));
  return propagationTargets(index, hub, connection).flatMap((target) => [...ranges(target), ...statics(target)]);
}

function toOtherHub(index: TopologyIndex, from: string, route: Route): Route {
  return {
    ...route,
    asPath: [...HUB_TO_HUB, ...route.asPath],
    neighbor: from,
    stations: [...route.stations, index.virtualHubs.get(from)?.name ?? from],
    via: { kind: "hub", hub: from },
  };
}

const tableRoutes = (index: TopologyIndex): OwnRoute[] =>
  index.topology.hubRouteTables.flatMap((table) =>
    table.routes.map(({ prefix, nextHop, exists }) => ({
      speaker: table.id,
      exists: and(existsWith(table), exists ?? true),
      route: staticRoute(prefix, nextHop, table),
    })),
  );

/** The addresses of the clients of a point-to-site gateway. Other hubs learn them from this one. */
const clientRoutes = (index: TopologyIndex, { id, name, hub, exists, clients = [] }: HubGateway): OwnRoute[] =>
  clients.flatMap(({ prefixes, routing }) =>
    propagationTargets(index, hub, { id, name, routing })
      .filter((target) => target.hub === hub)
      .flatMap(({ table, when }) =>
        prefixes.map((prefix) => ({
          speaker: table,
          exists: and(exists ?? true, when),
          route: {
            prefix,
            asPath: [],
            kind: "outside" as const,
            origin: id,
            communities: [],
            stations: [`clients of ${name}`],
            via: { kind: "site" as const, connection: id },
          },
        })),
      ),
  );

/** The routes that a routing intent puts into the default table. */
function intentRoutes(index: TopologyIndex, hub: VirtualHub): OwnRoute[] {
  const table = index.hubRouteTables.get(defaultTableOf(index, hub.id) ?? "");
  if (!table) return [];
  return intentsOf(index, hub.id).flatMap((intent) => {
    const { privateTraffic, internet } = intent;
    const wanted = [
      ...(internet === undefined ? [] : [{ prefix: DEFAULT_ROUTE, nextHop: internet }]),
      ...(privateTraffic === undefined ? [] : PRIVATE_PREFIXES.map((prefix) => ({ prefix, nextHop: privateTraffic }))),
    ];
    return wanted.map(({ prefix, nextHop }) => ({
      speaker: table.id,
      exists: existsWith(intent),
      route: staticRoute(prefix, nextHop, intent),
    }));
  });
}

const staticRoute = (prefix: string, nextHop: string, by: { id: string; name: string }): Route => ({
  prefix,
  asPath: [],
  kind: "nva",
  origin: by.id,
  communities: [],
  stations: [by.name],
  via: { kind: "resource", resource: nextHop },
});

/** Between virtual hubs, and between hubs and what their gateways connect. */
export const hubLinks = (index: TopologyIndex, circuitOf: (circuit: string) => SpeakerId): Link[] => [
  ...index.topology.branchConnections.flatMap((branch) => branchLinks(index, branch, circuitOf)),
  ...index.topology.virtualHubs.flatMap((hub) => interHubLinks(index, hub)),
];

function branchLinks(
  index: TopologyIndex,
  branch: BranchConnection,
  circuitOf: (circuit: string) => SpeakerId,
): Link[] {
  const gateway = index.hubGateways.get(branch.gateway);
  const hub = index.virtualHubs.get(gateway?.hub ?? "");
  if (!gateway || !hub) return [];
  const local = propagationTargets(index, hub.id, branch).filter((target) => target.hub === hub.id);
  if (branch.circuit === undefined) return local.flatMap((target) => fromSite(index, branch, { gateway, hub, target }));
  const circuit = circuitOf(branch.circuit);
  return [
    ...local.map((target) => fromCircuit(index, branch, { gateway, hub, target }, circuit)),
    ...routersOf(index, hub.id).map(({ table, when }) =>
      toCircuit(index, branch, { gateway, hub, table, when }, circuit),
    ),
    ...defaultOfSecured(index, hub).map(({ table, when }) =>
      toCircuit(index, branch, { gateway, hub, table, when, only: DEFAULT_ROUTE }, circuit),
    ),
  ];
}

/** With a private policy, the default route is in the default table all the same. */
function defaultOfSecured(index: TopologyIndex, hub: VirtualHub): readonly { table: string; when: Truth }[] {
  const table = defaultTableOf(index, hub.id);
  const secured = routersOf(index, hub.id).find((one) => one.table === hub.id);
  return table === undefined || !secured ? [] : [{ table, when: secured.when }];
}

interface IntoHub {
  readonly gateway: HubGateway;
  readonly hub: VirtualHub;
  readonly target: PropagationTarget;
}

const existsHere = (index: TopologyIndex, branch: BranchConnection, gateway: HubGateway, when: Truth): Truth => {
  const circuit = index.circuits.get(branch.circuit ?? "");
  return and(existsWith(gateway, branch, circuit), circuit?.provisioned ?? true, when);
};

function fromCircuit(
  index: TopologyIndex,
  branch: BranchConnection,
  { gateway, hub, target }: IntoHub,
  circuit: SpeakerId,
): Link {
  const own = new Set([hub.id, defaultTableOf(index, hub.id)]);
  return {
    from: circuit,
    to: target.table,
    connection: branch.id,
    exists: existsHere(index, branch, gateway, target.when),
    carries: ({ neighbor }) => !own.has(neighbor),
    keepsBack: (route, scenario) => {
      const sender = index.gateways.get(route.neighbor ?? "");
      if (sender)
        return scenario.isTrue(gateway.nonVirtualWanTraffic) && scenario.isTrue(sender.virtualWanTraffic)
          ? undefined
          : "filtered";
      // A default route of another hub is not learned over a circuit (row 14.8).
      return route.prefix === DEFAULT_ROUTE && index.branchConnections.has(route.connection ?? "")
        ? "filtered"
        : undefined;
    },
    pass: (route) =>
      learnedBy(route, { kind: "circuit", circuit, connection: branch.id }, hub, {
        asPath: [MSEE_ASN, ...route.asPath.map((asn) => (asn === ROUTE_SERVER_ASN ? MSEE_ASN : asn))],
        neighbor: circuit,
        connection: branch.id,
      }),
  };
}

const learnedBy = (
  route: Route,
  via: HubNextHop,
  hub: VirtualHub,
  changes: Pick<Route, "asPath" | "neighbor" | "connection">,
): Route => ({ ...route, ...changes, kind: "outside", via, stations: [...route.stations, hub.name] });

interface OutOfHub {
  readonly gateway: HubGateway;
  readonly hub: VirtualHub;
  readonly table: SpeakerId;
  readonly when: Truth;
  /** The only prefix that is meant. */
  readonly only?: string;
}

function toCircuit(
  index: TopologyIndex,
  branch: BranchConnection,
  { gateway, hub, table, when, only }: OutOfHub,
  circuit: SpeakerId,
): Link {
  const wan = index.topology.virtualWans.find(({ id }) => id === hub.wan);
  return {
    from: table,
    to: circuit,
    connection: branch.id,
    exists: existsHere(index, branch, gateway, when),
    ...(only === undefined && { origination: rangeOf(hub) }),
    // What one circuit brings is not advertised to another (row 14.8).
    carries: ({ prefix, asPath }) => !asPath.includes(MSEE_ASN) && (only === undefined || prefix === only),
    keepsBack: ({ prefix, kind }, scenario) => {
      if (prefix === DEFAULT_ROUTE && !scenario.isTrue(branch.internetSecurity)) return "filtered";
      return kind === "outside" && !scenario.isTrue(wan?.branchToBranch ?? true) ? "filtered" : undefined;
    },
    pass: (route) => ({
      ...asAdvertised(route),
      asPath: [ROUTE_SERVER_ASN, ...route.asPath],
      neighbor: table,
      connection: branch.id,
      stations: [...route.stations, index.circuits.get(branch.circuit ?? "")?.name ?? "circuit"],
    }),
  };
}

/** A hub advertises its own range to branches, and not to other hubs (row 14.3). */
function rangeOf({ id, name, prefix }: VirtualHub): Origination {
  const routes: Route[] =
    prefix === undefined
      ? []
      : [{ prefix, asPath: [], kind: "network", origin: id, communities: [], stations: [name] }];
  return { possible: routes, routes: () => routes };
}

/** Where a hub sends packets is for the hub alone: whoever learns the route sends them to the hub. */
function asAdvertised(route: Route): Route {
  const advertised: { -readonly [Key in keyof Route]: Route[Key] } = { ...route };
  delete advertised.via;
  delete advertised.nextHop;
  return advertised;
}

function fromSite(index: TopologyIndex, branch: BranchConnection, { gateway, hub, target }: IntoHub): Link[] {
  const site = index.topology.vpnSites.find(({ id }) => id === branch.site);
  if (!site) return [];
  return [
    {
      from: site.id,
      to: target.table,
      connection: branch.id,
      exists: and(existsWith(site), existsHere(index, branch, gateway, target.when)),
      origination: siteOrigination(index, site, { id: branch.id, bgp: branch.bgp, prefixes: site.addressSpace }),
      carries: ({ neighbor }) => neighbor === undefined,
      pass: (route) =>
        learnedBy(route, { kind: "site", connection: branch.id }, hub, {
          asPath: route.asPath,
          neighbor: site.id,
          connection: branch.id,
        }),
    },
  ];
}

/** What a hub has learned from branches and NVAs goes to the default tables of the other hubs (row 14.2). */
function interHubLinks(index: TopologyIndex, hub: VirtualHub): Link[] {
  const others = hubsOfWan(index, hub.id).filter(({ id }) => id !== hub.id);
  if (others.length === 0 || !hasLearned(index, hub)) return [];
  const targets = others.flatMap(({ id }) => routersOf(index, id));
  return routersOf(index, hub.id).flatMap(({ table, when }) =>
    targets.map((target) => ({
      from: table,
      to: target.table,
      exists: and(existsWith(hub), when, target.when),
      carries: ({ via, prefix, kind }: Route) =>
        prefix !== DEFAULT_ROUTE && kind !== "network" && via !== undefined && DYNAMIC(via),
      pass: (route: Route) => toOtherHub(index, hub.id, route),
    })),
  );
}

const DYNAMIC = (via: HubNextHop): boolean =>
  via.kind === "circuit" || via.kind === "site" || (via.kind === "address" && !via.static);

const hasLearned = (index: TopologyIndex, { id }: VirtualHub): boolean =>
  index.topology.hubBgpConnections.some(({ hub }) => hub === id) ||
  index.topology.hubGateways.some(({ hub, clients }) => hub === id && clients !== undefined) ||
  index.topology.branchConnections.some(({ gateway }) => index.hubGateways.get(gateway)?.hub === id);
