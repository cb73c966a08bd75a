import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { liesIn } from "../../../domain/ipv4";
import type { Connection, Gateway, LocalNetworkGateway } from "../../model/azure";
import type { TopologyIndex } from "../../model/topology-index";
import type { Scenario } from "../../unknown/scenario";
import { and, statement, type Truth } from "../../unknown/truth";
import { isUnknown, shown } from "../../unknown/value";
import { existsWith, type Link, type Origination, rejected } from "../link";
import type { Route } from "../route";

/** Over a VPN connection to its gateway: from another gateway, or from a site (row 3.17). */
export function vpnLinks(index: TopologyIndex, gateway: Gateway, connection: Connection): Link[] {
  const peer = index.gateways.get(connection.peerGateway ?? "");
  if (peer) return [fromGateway(index, peer, gateway, connection)];
  const site = index.sites.get(connection.localNetworkGateway ?? "");
  return site ? [fromSite(index, site, gateway, connection)] : [];
}

function fromGateway(index: TopologyIndex, peer: Gateway, gateway: Gateway, connection: Connection): Link {
  const ranges = index.networks.get(peer.network)?.addressSpace ?? [];
  const liesInRanges = (prefix: string): boolean => ranges.some((range) => liesIn(prefix, range));
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
      return route.prefix === DEFAULT_ROUTE || liesInRanges(route.prefix)
        ? notOverVpn(peer, gateway, route)
        : undefined;
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

function fromSite(index: TopologyIndex, site: LocalNetworkGateway, gateway: Gateway, connection: Connection): Link {
  return {
    from: site.id,
    to: gateway.id,
    connection: connection.id,
    exists: existsWith(site, gateway, connection),
    origination: siteOrigination(index, site, {
      id: connection.id,
      bgp: and(connection.bgp, gateway.bgp),
      prefixes: configuredPrefixes(site, gateway, connection),
    }),
    carries: ({ neighbor }) => neighbor === undefined,
    pass: (route) => ({
      ...route,
      neighbor: site.id,
      connection: connection.id,
      stations: [...route.stations, gateway.name],
    }),
  };
}

/** What a gateway has of a site over one connection. */
interface SiteConnection {
  readonly id: string;
  readonly bgp: Truth;
  /** What is configured for the site. */
  readonly prefixes: readonly string[];
}

/** A site that BGP may run to. */
type Site = Pick<LocalNetworkGateway, "id" | "name" | "asn">;

/** What is configured for a site, and what its routers announce by BGP: where nobody says what, possibly a default. */
export function siteOrigination(index: TopologyIndex, site: Site, { id, bgp, prefixes }: SiteConnection): Origination {
  const routers = index.topology.onPremises.filter(({ at }) => at === id);
  const configured = prefixes.map((prefix) => siteRoute(site, prefix));
  const announced = routers.flatMap(({ name, announces }) =>
    announces.map(({ prefix, asPath }) => ({ ...siteRoute(site, prefix), asPath, stations: [name] })),
  );
  const open = routers.length === 0 && bgp !== false ? [siteRoute(site, DEFAULT_ROUTE)] : [];
  const byBgp = (scenario: Scenario): readonly Route[] =>
    open.length === 0 || scenario.isTrue(announcesNoDefault(site)) ? announced : [...announced, ...open];
  return {
    possible: [...configured, ...announced, ...open],
    routes: (scenario) => [...configured, ...(scenario.isTrue(bgp) ? byBgp(scenario) : [])],
  };
}

/** The file does not say what a site announces. */
const announcesNoDefault = ({ name }: Site): Truth => statement(`${shown(name)} announces no ${DEFAULT_ROUTE}`);

/** With BGP, a site's address space may name its BGP speaker alone, which is no route of the site's (row 1.17). */
const configuredPrefixes = (site: LocalNetworkGateway, gateway: Gateway, connection: Connection): readonly string[] => [
  ...site.addressSpace.filter((prefix) => connection.bgp !== true || prefix !== `${site.bgpAddress}/32`),
  ...(gateway.defaultSite === site.id ? [DEFAULT_ROUTE] : []),
];

const siteRoute = ({ id, name, asn }: Site, prefix: string): Route => ({
  prefix,
  asPath: asn === undefined || isUnknown(asn) ? [] : [asn],
  kind: "outside",
  origin: id,
  communities: [],
  stations: [name],
});
