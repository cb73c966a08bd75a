import type { Connection, Gateway, LocalNetworkGateway } from "../../model/azure";
import type { TopologyIndex } from "../../model/topology-index";
import { isUnknown } from "../../unknown/value";
import { existsWith, type Link, rejected } from "../link";
import type { Route } from "../route";

const DEFAULT = "0.0.0.0/0";

/** Over a VPN connection to its gateway: from another gateway, or from a site (row 3.17). */
export function vpnLinks(index: TopologyIndex, gateway: Gateway, connection: Connection): Link[] {
  const peer = index.gateways.get(connection.peerGateway ?? "");
  if (peer) return [fromGateway(index, peer, gateway, connection)];
  const site = index.sites.get(connection.localNetworkGateway ?? "");
  return site ? [fromSite(site, gateway, connection)] : [];
}

function fromGateway(index: TopologyIndex, peer: Gateway, gateway: Gateway, connection: Connection): Link {
  const ranges = index.networks.get(peer.network)?.addressSpace ?? [];
  const isOwn = ({ neighbor }: Route): boolean => neighbor === undefined;
  return {
    from: peer.id,
    to: gateway.id,
    connection: connection.id,
    exists: existsWith(peer, gateway, connection),
    carries: ({ neighbor, origin }) => neighbor !== gateway.id && origin !== gateway.network,
    keepsBack: (route, scenario) => {
      if (isOwn(route)) return undefined;
      // Without BGP the two know each other's address spaces only.
      if (![connection, peer, gateway].every(({ bgp }) => scenario.isTrue(bgp))) return "filtered";
      return route.prefix === DEFAULT || ranges.includes(route.prefix) ? notOverVpn(peer, gateway, route) : undefined;
    },
    pass: (route) => ({
      ...route,
      asPath: [isUnknown(peer.asn) ? 0 : peer.asn, ...route.asPath],
      neighbor: peer.id,
      connection: connection.id,
      stations: [...route.stations, gateway.name],
    }),
  };
}

const notOverVpn = (peer: Gateway, gateway: Gateway, route: Route): ReturnType<typeof rejected> =>
  rejected(
    {
      at: peer.id,
      towards: gateway.network,
      cause: "default-over-vpn",
      text: `${peer.name} is a VPN gateway, which does not advertise ${route.prefix}`,
      got: `${route.prefix} towards ${gateway.name} over VPN`,
      want: "ExpressRoute, or a peering, between the networks",
      fix: "join the networks by ExpressRoute or by a peering that uses the Route Server's network as remote gateway",
    },
    route,
  );

function fromSite(site: LocalNetworkGateway, gateway: Gateway, connection: Connection): Link {
  const asPath = site.asn === undefined || isUnknown(site.asn) ? [] : [site.asn];
  const prefixes = gateway.defaultSite === site.id ? [...site.addressSpace, DEFAULT] : site.addressSpace;
  const announced = prefixes.map((prefix): Route => ({
    prefix,
    asPath,
    kind: "outside",
    origin: site.id,
    communities: [],
    stations: [site.name],
  }));
  return {
    from: site.id,
    to: gateway.id,
    connection: connection.id,
    exists: existsWith(site, gateway, connection),
    origination: { possible: announced, routes: () => announced },
    carries: ({ neighbor }) => neighbor === undefined,
    pass: (route) => ({
      ...route,
      neighbor: site.id,
      connection: connection.id,
      stations: [...route.stations, gateway.name],
    }),
  };
}
