import type { Route } from "../bgp/route";
import type { Connection, Gateway } from "../model/azure";
import { bgpAddresses } from "../model/gateway-addresses";
import { lenders } from "../model/relations";
import { TopologyIndex } from "../model/topology-index";
import { and, type Truth } from "../unknown/truth";
import { isOpen } from "../unknown/value";
import type { RouteContext } from "./route-context";

/** A route to the BGP speaker on the far side of a VPN connection (row 1.17). */
export interface PeerHostRoute {
  readonly gateway: Gateway;
  readonly route: Route;
  /** Whether the network uses the gateway. */
  readonly borrows: Truth;
}

/** The prefixes for which a network may have such routes. */
export const peerHostPrefixes = ({ index }: RouteContext, network: string): readonly string[] =>
  hostRoutes(new TopologyIndex(index.topology), network).map(({ route }) => route.prefix);

/** A network's routes to a prefix that is the address of a VPN peer of its gateways. No gateway advertises them. */
export const peerHostRoutes = (
  { index, scenario }: RouteContext,
  network: string,
  prefix: string,
): readonly PeerHostRoute[] =>
  hostRoutes(index, network).filter(
    ({ route, gateway, borrows }) =>
      route.prefix === prefix &&
      scenario.isTrue(and(borrows, gateway.bgp, index.connections.get(route.connection!)!.bgp)),
  );

function hostRoutes(index: TopologyIndex, network: string): readonly PeerHostRoute[] {
  const lent = [{ network, borrows: true }, ...lenders(index, network)].filter(({ borrows }) => borrows !== false);
  return lent.flatMap(({ network: id, borrows }) =>
    index
      .gatewaysOf(id)
      .filter(({ kind }) => kind === "Vpn")
      .flatMap((gateway) => routesOf(index, gateway).map((route) => ({ gateway, route, borrows }))),
  );
}

const routesOf = (index: TopologyIndex, gateway: Gateway): readonly Route[] =>
  connectionsOf(index, gateway).flatMap((connection) =>
    peerAddresses(index, connection).map((address) => hostRoute(index, connection, address)),
  );

const connectionsOf = (index: TopologyIndex, gateway: Gateway): readonly Connection[] =>
  index.present(index.topology.connections, (one) => one.gateway === gateway.id && one.circuit === undefined);

function peerAddresses(index: TopologyIndex, { bgp, peerGateway, localNetworkGateway }: Connection): readonly string[] {
  if (bgp === false) return [];
  const peer = index.gateways.get(peerGateway ?? "");
  if (peer) return bgpAddresses(index, peer);
  const address = index.sites.get(localNetworkGateway ?? "")?.bgpAddress;
  return address === undefined || isOpen(address) ? [] : [address];
}

function hostRoute(index: TopologyIndex, connection: Connection, address: string): Route {
  const peer = connection.peerGateway ?? connection.localNetworkGateway ?? connection.id;
  const name = (index.gateways.get(peer) ?? index.sites.get(peer))?.name ?? peer;
  return {
    prefix: `${address}/32`,
    asPath: [],
    kind: "outside",
    origin: peer,
    communities: [],
    stations: [name],
    neighbor: peer,
    connection: connection.id,
  };
}
