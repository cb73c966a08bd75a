import { MSEE_ASN, ROUTE_SERVER_ASN } from "../../domain/asn";
import type { Scenario } from "../unknown/scenario";
import { edited } from "../model/repair";
import { applyPolicies, deniesForCertain } from "../guest/frr/policy";
import type { Connection, Gateway, OnPremises } from "../model/azure";
import type { Rejection, Route, SpeakerId } from "./route";
import type { Session } from "./sessions";
import { isUnknown } from "../unknown/value";
import type { TopologyIndex } from "../model/topology-index";

/** One direction of an adjacency: what `to` makes of a route that `from` has. */
export interface Link {
  readonly from: SpeakerId;
  readonly to: SpeakerId;
  /** Id of the connection that it runs over. */
  readonly connection?: string;
  /** Announced besides what the speaker has learned. */
  readonly originates?: readonly Route[];
  /** Hands out one route a prefix, however many are equal. */
  readonly single?: boolean;
  /** The route as `to` has it; a rejection says why it does not; undefined: it is not meant to. */
  readonly carry: (route: Route) => Route | Rejection | undefined;
}

const cut = (base: Omit<Rejection, "prefix" | "origin">, { prefix, origin }: Route): Rejection => ({
  ...base,
  prefix,
  origin,
});

/** True for what is no route. */
export const isRejection = (carried: Route | Rejection): carried is Rejection => "cause" in carried;

/** Between an NVA and its Route Server (rows 3.9 to 3.11, 3.15). */
export function nvaLinks({ server, machine, connection, neighbors, announced }: Session): Link[] {
  const speaker = machine?.id ?? connection.id;
  const up: Link = {
    from: speaker,
    to: server.id,
    originates: announced,
    carry: (route) => {
      if (route.neighbor !== undefined) return undefined;
      if (route.asPath.includes(ROUTE_SERVER_ASN)) {
        return cut(
          {
            at: speaker,
            cause: "azure-asn-in-path",
            text: `${server.name} refuses a path with its own AS number`,
            got: `AS path ${route.asPath.join(" ")}`,
            want: `no ${ROUTE_SERVER_ASN} in the path`,
            fix: `take ${ROUTE_SERVER_ASN} out of the path`,
          },
          route,
        );
      }
      return { ...route, neighbor: speaker, stations: [...route.stations, `${server.name} (${ROUTE_SERVER_ASN})`] };
    },
  };
  const down = neighbors.map(({ instance, neighbor }): Link => ({
    from: server.id,
    to: speaker,
    carry: (route) => {
      if (route.neighbor === speaker || route.communities.includes("no-advertise")) return undefined;
      const asPath = [ROUTE_SERVER_ASN, ...route.asPath];
      const asn = machine?.guest?.bgp?.asn;
      if (asn !== undefined && !isUnknown(asn) && asPath.includes(asn)) return undefined;
      const learned = { prefix: route.prefix, asPath, communities: [] };
      if (deniesForCertain(applyPolicies(neighbor.in, learned, machine?.name ?? ""))) return undefined;
      return {
        ...route,
        asPath,
        neighbor: server.id,
        neighborName: `${server.name} instance ${instance + 1}`,
        stations: [...route.stations, machine?.name ?? "NVA"],
      };
    },
  }));
  return [up, ...down];
}

/** Between a Route Server and the gateways of its network, both ways: branch-to-branch (row 3.10). */
export function branchLinks(index: TopologyIndex, scenario: Scenario, gateway: Gateway): Link[] {
  return index.routeServersOf(gateway.network).flatMap((server): Link[] => {
    const on = scenario.isTrue(server.branchToBranch);
    const off = (route: Route): Rejection =>
      cut(
        {
          at: server.id,
          cause: "branch-to-branch-off",
          text: `${server.name} does not hand ${gateway.name} what NVAs announce: branch-to-branch is off`,
          got: '"branch_to_branch_traffic_enabled": false',
          want: "true, or nothing an NVA announces leaves the network",
          fix: '"branch_to_branch_traffic_enabled": true',
          repair: (topology) => edited(topology, "routeServers", server.id, { branchToBranch: true }),
        },
        route,
      );
    return [
      {
        from: server.id,
        to: gateway.id,
        single: true,
        carry: (route) => {
          if (route.kind !== "nva" || route.neighbor === gateway.id) return undefined;
          if (!on) return off(route);
          if (route.communities.includes("no-advertise")) {
            return cut(
              {
                at: route.origin,
                cause: "no-advertise",
                text: `${server.name} honours NO_ADVERTISE: the route does not go to ${gateway.name}`,
                got: "community no-advertise",
                want: "no such community on 0.0.0.0/0",
                fix: "take no-advertise out of the outbound route-map",
              },
              route,
            );
          }
          return { ...withoutConnection(route), neighbor: server.id, stations: [...route.stations, gateway.name] };
        },
      },
      {
        from: gateway.id,
        to: server.id,
        carry: (route) =>
          on && route.neighbor !== undefined && route.neighbor !== server.id
            ? { ...route, neighbor: gateway.id, stations: [...route.stations, `${server.name} (${ROUTE_SERVER_ASN})`] }
            : undefined,
      },
    ];
  });
}

/** What comes from within the network is no connection's any more: a gateway may hand it on. */
function withoutConnection(route: Route): Route {
  const own = { ...route };
  delete (own as { connection?: string }).connection;
  return own;
}

/** Between the ExpressRoute and the VPN gateway of a network (row 3.18). */
export function transitLinks(index: TopologyIndex, scenario: Scenario, gateway: Gateway): Link[] {
  const server = index.routeServersOf(gateway.network)[0];
  if (
    gateway.kind !== "Vpn" ||
    !server ||
    !scenario.isTrue(server.branchToBranch) ||
    !scenario.isTrue(gateway.activeActive) ||
    !scenario.same(gateway.asn, ROUTE_SERVER_ASN)
  )
    return [];
  return index
    .gatewaysOf(gateway.network)
    .filter(({ kind }) => kind === "ExpressRoute")
    .flatMap((other) => [
      [gateway, other],
      [other, gateway],
    ])
    .map(([from, to]) => ({
      from: from!.id,
      to: to!.id,
      carry: (route: Route) =>
        route.kind === "nva" ||
        route.neighbor === undefined ||
        route.neighbor === to!.id ||
        route.neighbor === server.id
          ? undefined
          : { ...withoutConnection(route), neighbor: from!.id, stations: [...route.stations, to!.name] },
    }));
}

/** Between a gateway and the edges of a circuit (rows 3.12 to 3.16). */
export function circuitLinks(
  index: TopologyIndex,
  scenario: Scenario,
  gateway: Gateway,
  connection: Connection,
  circuit: string,
): Link[] {
  const name = index.circuits.get(connection.circuit ?? "")?.name ?? "circuit";
  return [
    {
      from: gateway.id,
      to: circuit,
      connection: connection.id,
      carry: (route) => {
        // A gateway does not hand on what came from a circuit, to none (row 3.13).
        const own = route.connection === undefined;
        if (!own || route.communities.some((community) => community === "no-advertise" || community === "no-export"))
          return undefined;
        const asPath = [ROUTE_SERVER_ASN, ...route.asPath];
        if (asPath.includes(MSEE_ASN)) {
          return cut(
            {
              at: route.origin,
              cause: "azure-asn-in-path",
              text: `the circuit's edges refuse a path with their own AS number ${MSEE_ASN}`,
              got: `AS path ${asPath.join(" ")}`,
              want: `no ${MSEE_ASN} in the path`,
              fix: `take ${MSEE_ASN} out of what the NVA prepends`,
            },
            route,
          );
        }
        return {
          ...route,
          asPath,
          neighbor: gateway.id,
          connection: connection.id,
          stations: [...route.stations, `${name} (${MSEE_ASN})`],
        };
      },
    },
    {
      from: circuit,
      to: gateway.id,
      connection: connection.id,
      carry: (route) => {
        if (route.neighbor === gateway.id || route.origin === gateway.network) return undefined;
        const refusal = notToGateway(index, scenario, gateway, route);
        if (refusal) return refusal;
        const asPath = [MSEE_ASN, ...route.asPath.map((asn) => (asn === ROUTE_SERVER_ASN ? MSEE_ASN : asn))];
        return {
          ...route,
          asPath,
          neighbor: circuit,
          connection: connection.id,
          stations: [...route.stations, gateway.name],
        };
      },
    },
  ];
}

/** What one gateway refuses of another's networks. */
function notToGateway(index: TopologyIndex, scenario: Scenario, gateway: Gateway, route: Route): Rejection | undefined {
  const sender = index.gateways.get(route.neighbor ?? "");
  if (!sender) return undefined;
  for (const closed of [sender, gateway]) {
    if (scenario.isTrue(closed.remoteVnetTraffic)) continue;
    return cut(
      {
        at: closed.id,
        towards: gateway.network,
        cause: "remote-vnet-traffic-off",
        text: `${closed.name} takes no part in traffic between virtual networks`,
        got: '"remote_vnet_traffic_enabled": false',
        want: "true on both gateways",
        fix: '"remote_vnet_traffic_enabled": true',
        repair: (topology) => edited(topology, "gateways", closed.id, { remoteVnetTraffic: true }),
      },
      route,
    );
  }
  const blocking =
    route.kind === "nva"
      ? index.routeServersOf(gateway.network).find((server) => scenario.isTrue(server.branchToBranch))
      : undefined;
  if (!blocking) return undefined;
  return cut(
    {
      at: blocking.id,
      towards: gateway.network,
      cause: "route-server-in-network",
      text: `${blocking.name}, with branch-to-branch on, makes its network drop what NVAs of other networks announce`,
      got: `a Route Server with branch-to-branch in the network of ${gateway.name}`,
      want: "no Route Server there",
      fix: `take ${blocking.name} out of that network`,
      repair: (topology) => ({
        ...topology,
        routeServers: topology.routeServers.filter(({ id }) => id !== blocking.id),
      }),
    },
    route,
  );
}

/** Between a customer's edge and a circuit. */
export function edgeLinks(edge: OnPremises, circuit: string): Link[] {
  const speaker = edgeSpeaker(edge);
  const announced = edge.announces.map(({ prefix, asPath }): Route => ({
    prefix,
    asPath,
    kind: "outside",
    origin: speaker,
    communities: [],
    stations: [edge.name],
  }));
  return [
    {
      from: speaker,
      to: circuit,
      originates: announced,
      carry: (route) =>
        route.neighbor === undefined
          ? { ...route, neighbor: speaker, stations: [...route.stations, `circuit (${MSEE_ASN})`] }
          : undefined,
    },
    {
      from: circuit,
      to: speaker,
      carry: (route) =>
        route.neighbor === speaker
          ? undefined
          : {
              ...route,
              asPath: [MSEE_ASN, ...withoutLeadingPrivate(route.asPath)],
              neighbor: circuit,
              stations: [...route.stations, edge.name],
            },
    },
  ];
}

/** Speaker id of a customer's edge. */
export const edgeSpeaker = (edge: OnPremises): SpeakerId => `on-premises:${edge.name}`;

/** Private AS numbers are cut up to the first public one (row 3.16). */
function withoutLeadingPrivate(asPath: readonly number[]): number[] {
  const first = asPath.findIndex((asn) => !(asn >= 64512 && asn <= 65534));
  return first === -1 ? [] : asPath.slice(first);
}

/** Between VPN gateways, and from sites to them (row 3.17). */
export function vpnLinks(index: TopologyIndex, scenario: Scenario, gateway: Gateway, connection: Connection): Link[] {
  const peer = index.gateways.get(connection.peerGateway ?? "");
  if (peer) {
    return [
      {
        from: peer.id,
        to: gateway.id,
        connection: connection.id,
        carry: (route) => {
          const own = route.neighbor === undefined;
          // Without BGP the two know each other's address spaces only.
          if (!own && !(scenario.isTrue(connection.bgp) && scenario.isTrue(peer.bgp) && scenario.isTrue(gateway.bgp)))
            return undefined;
          if (route.neighbor === gateway.id || route.origin === gateway.network) return undefined;
          const ranges = index.networks.get(peer.network)?.addressSpace ?? [];
          if (!own && (route.prefix === "0.0.0.0/0" || ranges.includes(route.prefix))) {
            return cut(
              {
                at: peer.id,
                towards: gateway.network,
                cause: "default-over-vpn",
                text: `${peer.name} is a VPN gateway, which announces no ${route.prefix}`,
                got: `${route.prefix} towards ${gateway.name} over VPN`,
                want: "ExpressRoute, or a peering, between the networks",
                fix: "join the networks by ExpressRoute or by a peering that uses the Route Server's network as remote gateway",
              },
              route,
            );
          }
          return {
            ...route,
            asPath: [isUnknown(peer.asn) ? 0 : peer.asn, ...route.asPath],
            neighbor: peer.id,
            connection: connection.id,
            stations: [...route.stations, gateway.name],
          };
        },
      },
    ];
  }
  const site = index.sites.get(connection.localNetworkGateway ?? "");
  if (!site) return [];
  const asPath = site.asn === undefined || isUnknown(site.asn) ? [] : [site.asn];
  const prefixes = gateway.defaultSite === site.id ? [...site.addressSpace, "0.0.0.0/0"] : site.addressSpace;
  const announced = prefixes.map((prefix): Route => ({
    prefix,
    asPath,
    kind: "outside",
    origin: site.id,
    communities: [],
    stations: [site.name],
  }));
  return [
    {
      from: site.id,
      to: gateway.id,
      connection: connection.id,
      originates: announced,
      carry: (route) => ({
        ...route,
        neighbor: site.id,
        connection: connection.id,
        stations: [...route.stations, gateway.name],
      }),
    },
  ];
}
