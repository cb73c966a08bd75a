import { ROUTE_SERVER_ASN } from "../../../domain/asn";
import type { Gateway, RouteServer } from "../../model/azure";
import { edited } from "../../model/repair";
import type { TopologyIndex } from "../../model/topology-index";
import { existsWith, type Link, rejected } from "../link";
import type { Rejection, Route } from "../route";

/** Between the Route Servers and a gateway of one network, both ways: branch-to-branch (row 3.10). */
export const branchLinks = (index: TopologyIndex, gateway: Gateway): Link[] =>
  index.routeServersOf(gateway.network).flatMap((server) => [toGateway(server, gateway), toServer(gateway, server)]);

const toGateway = (server: RouteServer, gateway: Gateway): Link => ({
  from: server.id,
  to: gateway.id,
  exists: existsWith(server, gateway),
  // A Route Server advertises one next hop, whichever (row 2.7).
  single: true,
  carries: ({ kind, neighbor }) => kind === "nva" && neighbor !== gateway.id,
  keepsBack: (route, scenario) => {
    if (!scenario.isTrue(server.branchToBranch)) return branchToBranchOff(server, gateway, route);
    return route.communities.includes("no-advertise") ? notAdvertised(server, gateway, route) : undefined;
  },
  pass: (route) => ({
    ...withoutConnection(route),
    neighbor: server.id,
    stations: [...route.stations, gateway.name],
  }),
});

const toServer = (gateway: Gateway, server: RouteServer): Link => ({
  from: gateway.id,
  to: server.id,
  exists: existsWith(server, gateway),
  carries: ({ neighbor }) => neighbor !== undefined && neighbor !== server.id,
  keepsBack: (_, scenario) => (scenario.isTrue(server.branchToBranch) ? undefined : "filtered"),
  pass: (route) => ({
    ...route,
    neighbor: gateway.id,
    stations: [...route.stations, `${server.name} (${ROUTE_SERVER_ASN})`],
  }),
});

/** Between the ExpressRoute and the VPN gateway of a network, both ways (row 3.18). */
export function transitLinks(index: TopologyIndex, gateway: Gateway): Link[] {
  const server = index.routeServersOf(gateway.network)[0];
  if (gateway.kind !== "Vpn" || !server) return [];
  const others = index.gatewaysOf(gateway.network).filter(({ kind }) => kind === "ExpressRoute");
  return others.flatMap((other) => [
    transitLink(server, gateway, gateway, other),
    transitLink(server, gateway, other, gateway),
  ]);
}

const transitLink = (server: RouteServer, vpn: Gateway, from: Gateway, to: Gateway): Link => ({
  from: from.id,
  to: to.id,
  exists: existsWith(server, from, to),
  carries: ({ kind, neighbor }) =>
    kind !== "nva" && neighbor !== undefined && neighbor !== to.id && neighbor !== server.id,
  keepsBack: (_, scenario) =>
    scenario.isTrue(server.branchToBranch) &&
    scenario.isTrue(vpn.activeActive) &&
    scenario.same(vpn.asn, ROUTE_SERVER_ASN)
      ? undefined
      : "filtered",
  pass: (route) => ({ ...withoutConnection(route), neighbor: from.id, stations: [...route.stations, to.name] }),
});

/** A gateway advertises to its connections what comes from within its network. */
function withoutConnection(route: Route): Route {
  const own = { ...route };
  delete (own as { connection?: string }).connection;
  return own;
}

const branchToBranchOff = (server: RouteServer, gateway: Gateway, route: Route): Rejection =>
  rejected(
    {
      at: server.id,
      cause: "branch-to-branch-off",
      text: `${server.name} does not advertise NVA routes to ${gateway.name}: branch-to-branch is off`,
      got: '"branch_to_branch_traffic_enabled": false',
      want: "true: otherwise no NVA route leaves the network",
      fix: '"branch_to_branch_traffic_enabled": true',
      repair: (topology) => edited(topology, "routeServers", server.id, { branchToBranch: true }),
    },
    route,
  );

const notAdvertised = (server: RouteServer, gateway: Gateway, route: Route): Rejection =>
  rejected(
    {
      at: route.origin,
      cause: "no-advertise",
      text: `${server.name} honors NO_ADVERTISE: it does not advertise the route to ${gateway.name}`,
      got: "community no-advertise",
      want: "no such community on 0.0.0.0/0",
      fix: "remove no-advertise from the outbound route-map",
    },
    route,
  );
