import { isSubnetNamed, ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import type { BgpConnection, Component, HubBgpConnection, RouteServer } from "./azure";
import { defaultTableOf } from "./hub-tables";
import { type BgpPeer, peerAt } from "./relations";
import type { TopologyIndex } from "./topology-index";

/** What NVAs peer with: a Route Server, or the router of a virtual hub. Both have two addresses. */
export interface BgpServer extends Component {
  /** Id of the network from which NVAs are reached. */
  readonly network: string;
  readonly addresses: readonly [string, string];
  /** The prefix in which the addresses lie. */
  readonly near?: string;
}

/** A BGP connection, and the server that it is of. */
export interface ServerConnection {
  readonly connection: BgpConnection;
  readonly server: BgpServer;
  /** Where the server is the router of a virtual hub. */
  readonly ofHub?: HubBgpConnection;
}

/** Every BGP connection of a Route Server or of a virtual hub. */
export function serverConnections(index: TopologyIndex): readonly ServerConnection[] {
  const { topology } = index;
  const servers = new Map(topology.routeServers.map((server) => [server.id, bgpServer(index, server)]));
  return [
    ...topology.bgpConnections.flatMap((connection) => {
      const server = servers.get(connection.routeServer);
      return server ? [{ connection, server }] : [];
    }),
    ...topology.hubBgpConnections.flatMap((connection) => hubConnection(index, connection) ?? []),
  ];
}

/** A Route Server, with the prefix of its subnet. */
export function bgpServer(index: TopologyIndex, server: RouteServer): BgpServer {
  const subnet = index.subnetsOf(server.network).find(({ name }) => isSubnetNamed(name, ROUTE_SERVER_SUBNET));
  const near = subnet?.prefixes[0];
  return { ...server, ...(near !== undefined && { near }) };
}

/** The router of a hub, by the default table that it fills and advertises. */
function hubConnection(index: TopologyIndex, ofHub: HubBgpConnection): ServerConnection | undefined {
  const hub = index.virtualHubs.get(ofHub.hub);
  const table = defaultTableOf(index, ofHub.hub);
  if (!hub || table === undefined) return undefined;
  const network =
    index.virtualHubConnections.get(ofHub.connection ?? "")?.network ??
    index.topology.virtualHubConnections.find((one) => one.hub === hub.id)?.network ??
    "";
  const { name, addresses, prefix, exists } = hub;
  return {
    connection: { ...ofHub, routeServer: table },
    server: {
      id: table,
      name,
      network,
      addresses,
      ...(exists && { exists }),
      ...(prefix !== undefined && { near: prefix }),
    },
    ofHub,
  };
}

/** The NIC and machine that the router of a virtual hub peers with. */
export function hubPeerOf(index: TopologyIndex, ofHub: HubBgpConnection): BgpPeer | undefined {
  const found = hubConnection(index, ofHub);
  return found && peerAt(index, found.server.network, ofHub.peerAddress);
}
