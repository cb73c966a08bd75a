import { isSubnetNamed, ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import { and, claim, equals, not, type Truth } from "../unknown/truth";
import { isOpen, symbolsIn } from "../unknown/value";
import type { BgpConnection, Component, HubBgpConnection, Nic, RouteServer } from "./azure";
import { defaultTableOf } from "./hub-tables";
import { isWithin, reachableNetworks } from "./next-hops";
import { referredAddress } from "./nic-address";
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
  const all: ServerConnection[] = [
    ...topology.bgpConnections.flatMap((connection) => {
      const server = servers.get(connection.routeServer);
      return server ? [{ connection, server }] : [];
    }),
    ...topology.hubBgpConnections.flatMap((connection) => hubConnection(index, connection) ?? []),
  ];
  return all.flatMap((one) => (hasUnknownPeer(index, one) ? byPeer(index, one, all) : [one]));
}

/** Only the apply knows which machine a connection is for. */
const hasUnknownPeer = (index: TopologyIndex, { connection, server }: ServerConnection): boolean =>
  isOpen(connection.peerAddress) && peerAt(index, server.network, connection.peerAddress) === undefined;

/** Such a connection once for each machine that it may be for, and once for none of them. */
function byPeer(index: TopologyIndex, one: ServerConnection, all: readonly ServerConnection[]): ServerConnection[] {
  const { connection } = one;
  const symbols = symbolsIn(connection.peerAddress);
  const peers = possiblePeers(index, one, all).map((nic) => ({
    address: referredAddress(nic),
    is:
      nic.address !== undefined && !isOpen(nic.address)
        ? equals(symbols.join(", "), nic.address)
        : claim(symbols, `is the address of ${nic.name}`),
  }));
  const when = (exists: Truth, peerAddress: string): ServerConnection => ({
    ...one,
    connection: { ...connection, peerAddress, exists: and(connection.exists ?? true, exists) },
  });
  return [
    ...peers.map(({ address, is }) => when(is, address)),
    when(and(...peers.map(({ is }) => not(is))), connection.peerAddress),
  ];
}

/** NICs near the server of machines that speak BGP, or that forward and may do so, as far as no other session has them. */
function possiblePeers(
  index: TopologyIndex,
  { connection, server }: ServerConnection,
  all: readonly ServerConnection[],
): readonly Nic[] {
  const taken = new Set(
    all.flatMap((other) =>
      other.connection.id !== connection.id && other.server.id === server.id ? [other.connection.peerAddress] : [],
    ),
  );
  const networks = reachableNetworks(index, server.network);
  return index.topology.machines
    .flatMap(({ guest, nics }) =>
      nics.flatMap((id) => {
        const nic = index.nics.get(id);
        return nic && (guest ? guest.bgp : nic.forwarding !== false) ? [nic] : [];
      }),
    )
    .filter((nic) => isWithin(index, networks, nic.subnet) && !taken.has(referredAddress(nic)));
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
