import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import type { Route } from "../bgp/route";
import { type Fact, type FactId, facts } from "../facts";
import type { Gateway, Subnet } from "../model/azure";
import { TopologyIndex } from "../model/topology-index";
import type { EffectiveRoute, NextHop } from "../results";
import { statement } from "../unknown/truth";
import { isUnknown } from "../unknown/value";
import { hubPrefixes, hubRows } from "./hub-routes";
import { type LearnedRoute, learnablePrefixes, learnedRoutes } from "./learned-routes";
import { peerHostPrefixes, peerHostRoutes } from "./peer-host-routes";
import type { RouteContext } from "./route-context";
import { isWithinNetworks } from "./system-routes";

/** The prefixes for which a subnet may learn routes by BGP. */
export const bgpPrefixes = (context: RouteContext, { network }: Subnet): readonly string[] => [
  ...learnablePrefixes(context, network),
  ...hubPrefixes(context, network),
  ...peerHostPrefixes(context, network),
  ...(mayLearnFromElsewhere(context, network) ? [DEFAULT_ROUTE] : []),
];

/** Whether the prefix is one of those: a hub's VNets have as many prefixes as there are VNets. */
const mayLearn = (context: RouteContext, network: string, prefix: string): boolean =>
  hubPrefixes(context, network).has(prefix) ||
  learnablePrefixes(context, network).includes(prefix) ||
  peerHostPrefixes(context, network).includes(prefix) ||
  (prefix === DEFAULT_ROUTE && mayLearnFromElsewhere(context, network));

/** Whether routes by BGP come into a subnet (row 3.1). */
export function propagates({ index, scenario }: RouteContext, subnet: Subnet): boolean {
  const table = index.routeTableOf(subnet);
  return table === undefined || scenario.isTrue(table.propagation);
}

/** A subnet's BGP routes to a prefix; none inside ranges of the network and its peers (row 2.2). */
export function bgpRoutes(context: RouteContext, subnet: Subnet, prefix: string): EffectiveRoute[] {
  if (!mayLearn(context, subnet.network, prefix)) return [];
  if (!propagates(context, subnet) || isWithinNetworks(context, subnet, prefix)) return [];
  return [
    ...hubRows(context, subnet.network, prefix),
    ...(prefix === DEFAULT_ROUTE ? fromElsewhere(context, subnet) : []),
    ...learnedRoutes(context, subnet.network, prefix).flatMap((learned) => rowsOf(context, subnet, learned)),
    ...hostRows(context, subnet, prefix),
  ];
}

/** Whatever exists after apply: who asks for the prefixes of a table asks nothing else. */
function mayLearnFromElsewhere({ index }: RouteContext, network: string): boolean {
  const all = new TopologyIndex(index.topology);
  return [network, ...all.peeringsOf(network).map(({ remote }) => remote)].some((id) => index.isOutside(id));
}

/**
 * A network that is made elsewhere, or whose gateway is, may learn a default from there: who has what in it is not in
 * the files.
 */
function fromElsewhere({ index, scenario }: RouteContext, { network }: Subnet): EffectiveRoute[] {
  const borrowed = index
    .peeringsOf(network, ({ remote }) => index.isOutside(network) || index.isOutside(remote))
    .find(({ useRemoteGateways }) => scenario.isTrue(useRemoteGateways));
  const lender = borrowed?.remote ?? network;
  if (!index.isOutside(lender)) return [];
  if (index.gatewaysOf(lender).length > 0 || index.routeServersOf(lender).length > 0) return [];
  if (!scenario.isTrue(statement(`${lender} has a gateway or Route Server elsewhere that brings ${DEFAULT_ROUTE}`)))
    return [];
  const name = index.networks.get(lender)?.name ?? lender;
  return [unmodelledDefault(`(from ${name})`, `(what ${name} advertises)`, "made elsewhere", name)];
}

const unmodelledDefault = (nextHopAddress: string, address: string, why: string, from: string): EffectiveRoute => ({
  source: "VirtualNetworkGateway",
  state: "Active",
  prefix: DEFAULT_ROUTE,
  nextHopType: "VirtualNetworkGateway",
  nextHopAddress,
  nextHop: { kind: "appliance", address },
  why,
  facts: facts("A3"),
  learned: { from: [from], asPath: [] },
});

/** The rows that Azure prints for a learned route: one for each next hop. */
function rowsOf(context: RouteContext, subnet: Subnet, { route, by }: LearnedRoute): EffectiveRoute[] {
  const gateway = context.index.gateways.get(by);
  if (!gateway) {
    const address = route.nextHop ?? "";
    return [row(route, address, { kind: "appliance", address }, ["1.13", "3.9"])];
  }
  return gateway.kind === "Vpn" ? vpnRows(gateway, route) : circuitRows(context, subnet, route);
}

/** The rows of a VPN peer's address, unless a route of the same prefix is learned anyway. */
function hostRows(context: RouteContext, { network }: Subnet, prefix: string): EffectiveRoute[] {
  const routes = peerHostRoutes(context, network, prefix);
  if (routes.length === 0 || learnedRoutes(context, network, prefix).length > 0) return [];
  return routes
    .flatMap(({ gateway, route }) => vpnRows(gateway, route))
    .map((one) => ({ ...one, facts: [...one.facts, ...facts("1.17")], seenBothWays: true }));
}

function vpnRows(gateway: Gateway, route: Route): EffectiveRoute[] {
  const hop: NextHop = { kind: "vpn", gateway: gateway.id, connection: route.connection ?? "" };
  const isActiveActive = !isUnknown(gateway.activeActive) && gateway.activeActive;
  const addresses = isActiveActive ? [`(${gateway.name} 1)`, `(${gateway.name} 2)`] : [`(${gateway.name})`];
  const bringsDefault = route.prefix === DEFAULT_ROUTE && gateway.defaultSite === route.neighbor;
  return addresses.map((address) => row(route, address, hop, bringsDefault ? ["1.16", "3.21"] : ["1.16"]));
}

/** One next hop where a Route Server is in the network (row 1.15), two otherwise (row 1.14). */
function circuitRows({ index, bgp }: RouteContext, subnet: Subnet, route: Route): EffectiveRoute[] {
  const connection = index.connections.get(route.connection ?? "");
  const hop: NextHop = {
    kind: "circuit",
    circuit: bgp.circuitOf(connection?.circuit ?? ""),
    connection: connection?.id ?? "",
  };
  // Nobody has published that a 0/0 from ExpressRoute removes the system's own: it follows from other sources.
  const inferred: Fact[] = route.prefix === DEFAULT_ROUTE ? [{ row: "1.7", basis: "inferred" }] : [];
  const withServer = index.routeServersOf(subnet.network).length > 0;
  const links = route.links ?? [1, 2];
  return (withServer ? links.slice(0, 1) : links).map((link) => {
    const one = row(route, `(msee ${link})`, hop, [
      "1.14",
      ...(withServer ? (["1.15"] as const) : []),
      ...pathOf(route),
    ]);
    return { ...one, facts: [...one.facts, ...inferred] };
  });
}

/** How the route came: from the Route Server to its gateway, from the circuit to this one. */
function pathOf({ kind }: Route): readonly FactId[] {
  if (kind === "outside") return [];
  return kind === "nva" ? ["3.9", "3.10", "3.12"] : ["3.12"];
}

const row = (route: Route, nextHopAddress: string, nextHop: NextHop, rests: readonly FactId[]): EffectiveRoute => ({
  source: "VirtualNetworkGateway",
  state: "Active",
  prefix: route.prefix,
  nextHopType: "VirtualNetworkGateway",
  nextHopAddress,
  nextHop,
  why: "BGP",
  facts: facts("2.1", ...rests),
  learned: { from: route.stations, asPath: route.asPath },
});
