import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { contains, liesIn, parsePrefix } from "../../domain/ipv4";
import { facts } from "../facts";
import type { Network, Peering, PrivateEndpoint, Subnet } from "../model/azure";
import { addressesOf } from "../model/endpoint-addresses";
import { associatedTable } from "../model/hub-tables";
import { TopologyIndex } from "../model/topology-index";
import type { EffectiveRoute } from "../results";
import { isOpen } from "../unknown/value";
import type { RouteContext } from "./route-context";

const system = (
  prefix: string,
  nextHopType: EffectiveRoute["nextHopType"],
  rest: Pick<EffectiveRoute, "nextHop" | "why" | "facts">,
): EffectiveRoute => ({ source: "Default", state: "Active", prefix, nextHopType, nextHopAddress: null, ...rest });

/** The prefixes for which a subnet may have system routes, besides {@link DEFAULT_ROUTE} and the reserved ranges. */
export function systemPrefixes({ index }: RouteContext, subnet: Subnet): readonly string[] {
  const all = new TopologyIndex(index.topology);
  const peerings = all.peeringsOf(subnet.network);
  const near = new Set([subnet.network, ...peerings.map(({ remote }) => remote)]);
  return [
    ...[...near].flatMap((network) => index.networks.get(network)?.addressSpace ?? []),
    ...all.virtualHubConnectionsOf(subnet.network).flatMap(({ hub }) => all.virtualHubs.get(hub)?.prefix ?? []),
    ...peerings.filter((peering) => all.peeredSubnets(peering)).flatMap((peering) => all.remotePrefixes(peering)),
    ...subnet.serviceEndpoints,
    ...index.topology.privateEndpoints
      .filter((endpoint) => near.has(index.subnets.get(endpoint.subnet)?.network ?? ""))
      .flatMap(endpointPrefixes),
  ];
}

/** A subnet's system routes to a prefix, besides the default and the reserved ranges. */
export const systemRoutes = (context: RouteContext, subnet: Subnet, prefix: string): EffectiveRoute[] => [
  ...networkRoutes(context, subnet, prefix),
  ...serviceRoutes(subnet, prefix),
  ...endpointRoutes(context, subnet, prefix),
];

/** True where a prefix lies in a range of the network or of a connected peer: BGP routes to it are not used (row 2.2). */
export function isWithinNetworks({ index }: RouteContext, subnet: Subnet, prefix: string): boolean {
  const hold = (ranges: readonly string[]): boolean => ranges.some((range) => liesIn(prefix, range));
  if (hold(index.networks.get(subnet.network)?.addressSpace ?? [])) return true;
  return connectedPeers(index, subnet.network, (peering) => hold(index.remotePrefixes(peering))).length > 0;
}

/** The system's own default and None routes, where neither a UDR nor BGP takes their place (rows 1.1 to 1.8). */
export function defaultRoute(): EffectiveRoute {
  return system(DEFAULT_ROUTE, "Internet", { nextHop: { kind: "internet" }, why: "system", facts: facts("1.1") });
}

/** The reserved range that some tables do not have (row 1.18). */
const NOT_ALWAYS_RESERVED = "172.16.0.0/12";

/** A range that the system drops: not one that the network itself lies around. */
export function reservedRoute({ index }: RouteContext, subnet: Subnet, prefix: string): EffectiveRoute | undefined {
  const spaces = (index.networks.get(subnet.network)?.addressSpace ?? []).flatMap((space) => parsePrefix(space) ?? []);
  if (spaces.some((space) => contains(space, parsePrefix(prefix)!))) return undefined;
  const row = system(prefix, "None", { nextHop: { kind: "none" }, why: "system: reserved", facts: facts("1.1") });
  return prefix === NOT_ALWAYS_RESERVED ? { ...row, facts: facts("1.1", "1.18"), seenBothWays: true } : row;
}

/** Ranges of the network and of its peers (rows 1.1, 1.9). */
function networkRoutes({ index }: RouteContext, subnet: Subnet, prefix: string): EffectiveRoute[] {
  const own = index.networks.get(subnet.network);
  const local = { nextHop: { kind: "local" }, why: "own VNet", facts: facts("1.1") } as const;
  return [
    ...(own?.addressSpace.includes(prefix) ? [system(prefix, "VnetLocal", local)] : []),
    ...hubRoutes(index, own, prefix),
    ...connectedPeers(index, subnet.network, (peering) => index.remotePrefixes(peering).includes(prefix)).map(
      ({ remote }) => {
        const peer = index.networks.get(remote)!;
        return system(prefix, isGlobal(own, peer) ? "VNetGlobalPeering" : "VNetPeering", {
          nextHop: { kind: "peering", network: remote },
          why: `peering with ${peer.name}`,
          facts: facts("1.9"),
        });
      },
    ),
  ];
}

/** The range of the virtual hub that the network is connected to: Azure joins the two by a peering (row 14.3). */
function hubRoutes(index: TopologyIndex, own: Network | undefined, prefix: string): EffectiveRoute[] {
  return index.virtualHubConnectionsOf(own?.id ?? "").flatMap((connection) => {
    const hub = index.virtualHubs.get(connection.hub);
    if (hub?.prefix !== prefix) return [];
    const table = associatedTable(index, hub.id, connection) ?? "";
    return system(prefix, isGlobal(own, hub) ? "VNetGlobalPeering" : "VNetPeering", {
      nextHop: { kind: "hub", hub: hub.id, table },
      why: `connection to ${hub.name}`,
      facts: facts("14.3"),
    });
  });
}

const connectedPeers = (
  index: TopologyIndex,
  network: string,
  fits: (peering: Peering) => boolean,
): readonly Peering[] => index.peeringsOf(network, fits).filter((peering) => index.connected(peering));

const isGlobal = (own: Network | undefined, peer: Pick<Network, "location">): boolean =>
  peer.location !== undefined &&
  own?.location !== undefined &&
  !isOpen(peer.location) &&
  !isOpen(own.location) &&
  peer.location !== own.location;

/** The service endpoints of the subnet (row 4.3). */
const serviceRoutes = ({ serviceEndpoints }: Subnet, prefix: string): EffectiveRoute[] =>
  serviceEndpoints
    .filter((service) => service === prefix)
    .map((service) =>
      system(prefix, "VirtualNetworkServiceEndpoint", {
        nextHop: { kind: "service", service },
        why: "service endpoint",
        facts: facts("4.3"),
      }),
    );

/** Private endpoints of the network and of direct peers (rows 1.9, 4.4). */
function endpointRoutes({ index }: RouteContext, subnet: Subnet, prefix: string): EffectiveRoute[] {
  const joins = (peering: Peering, home: Subnet): boolean =>
    peering.remote === home.network && (index.peeredSubnets(peering)?.includes(home) ?? true);
  const isNear = (home: Subnet | undefined): boolean =>
    home !== undefined &&
    (home.network === subnet.network ||
      connectedPeers(index, subnet.network, (peering) => joins(peering, home)).length > 0);
  return index
    .present(index.topology.privateEndpoints, (endpoint) => endpointPrefixes(endpoint).includes(prefix))
    .filter((endpoint) => isNear(index.subnets.get(endpoint.subnet)))
    .map(({ id }) =>
      system(prefix, "InterfaceEndpoint", {
        nextHop: { kind: "private-endpoint", endpoint: id },
        why: "private endpoint",
        facts: facts("4.4"),
      }),
    );
}

const endpointPrefixes = (endpoint: PrivateEndpoint): readonly string[] => {
  const addresses = addressesOf(endpoint);
  return addresses.length === 0 ? [unknownPrefix(endpoint)] : addresses.map((address) => `${address}/32`);
};

/** What stands for the /32 of a private endpoint whose address is not known. */
const unknownPrefix = ({ name }: PrivateEndpoint): string => `${name} (after apply)`;

/** The prefix of the row of a private endpoint whose address is not known. */
export const openPrefix = (endpoint: PrivateEndpoint): string =>
  endpoint.address === undefined ? unknownPrefix(endpoint) : `${endpoint.address}/32`;
