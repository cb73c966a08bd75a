import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { contains, parsePrefix } from "../../domain/ipv4";
import type { Route } from "../bgp/route";
import { facts } from "../facts";
import { firewallKeepsSource, firewallWithoutEgress } from "../faults/firewalls";
import { forwardingLoop } from "../faults/loops";
import { notInFiles } from "../faults/not-modelled";
import { noSuchAddress } from "../faults/routing";
import { branchesApart, noNvaAt, noRouteAtHub, noStaticRoute, solutionNotModelled } from "../faults/virtual-hub";
import { holds, isPublic } from "../model/address";
import type { Component, Nic, VirtualHub, VirtualHubConnection } from "../model/azure";
import { kindOf } from "../model/find";
import { defaultTableOf, hasPrivatePolicy, intentsOf } from "../model/hub-tables";
import { nextHopsAt } from "../model/next-hops";
import { mayHideAddresses } from "../model/unmodelled-addresses";
import { equals } from "../unknown/truth";
import { isOpen, isUnknown, shown } from "../unknown/value";
import { intoCircuit } from "./beyond-gateway";
import type { Edge } from "./edge";
import { firewallAddress } from "./egress";
import { ownerOf } from "./owner";
import { endpointAt, toPrivateEndpoint } from "./private-endpoint";
import { arriving, edgeHop, type InHub, namesOf, type PastFirewall, type Step } from "./step";
import type { RoutingState } from "../routes/routing-state";
import { defaultRoute } from "../routes/system-routes";
import type { Transit } from "./transit";

/** Through a virtual hub: the route table that the packet follows there decides (row 14.1). */
export function throughHub(transit: Transit, { hub: id, table }: InHub): Step[] {
  const { routing, packet } = transit;
  const { index } = routing;
  const hub = index.virtualHubs.get(id);
  const there = transit.to({ kind: "gateway", name: hub?.name ?? id, id, detail: shown(hub?.prefix ?? "virtual hub") });
  const routes = hub ? routing.bestRoutes(table, packet.destination) : [];
  const [first] = routes;
  const followed = index.hubRouteTables.get(table);
  if (!hub || hub.outside || !followed)
    return [there.undetermined(notInFiles(id, there.hop, `what ${there.hop} routes ${packet.destination.text} to`))];
  const station = `hub ${table}`;
  const cycle = transit.cycleAt(station);
  if (cycle) {
    const names = namesOf(routing, cycle);
    return [there.loop(forwardingLoop(table, hub.name, names), names)];
  }
  const [own] = firewallsAt(transit, hub.id);
  if (own) return [arriving(there, own)];
  if (!first) return [there.drop(noRouteAtHub(followed, hub.name, packet.destination.text))];
  const wan = isFromBranch(transit) ? branchesApartIn(routing, hub) : undefined;
  return routes.flatMap((route) => {
    if (wan && (route.via?.kind === "site" || route.via?.kind === "circuit"))
      return [there.drop(branchesApart(wan, hub.name, packet.destination.text))];
    return along(
      there.visiting(station).decided({
        kind: "route",
        text: `${shown(route.prefix)} -> ${targetOf(transit, route)}`,
        because: shown(followed.name),
        ok: true,
        at: table,
        facts: facts("14.1"),
      }),
      hub,
      route,
    );
  });
}

/** True if only hubs were between a branch and where the packet is: nothing in a VNet has passed it on. */
function isFromBranch({ routing, trace: { hops } }: Transit): boolean {
  const last = hops.filter(({ id }) => !routing.index.virtualHubs.has(id ?? "")).at(-1);
  return last?.kind === "on-premises" || last?.kind === "circuit";
}

/** The Virtual WAN of a hub, if its branches do not reach each other (row 14.12). */
function branchesApartIn({ index, scenario }: RoutingState, hub: VirtualHub): Component | undefined {
  const wan = index.topology.virtualWans.find(({ id }) => id === hub.wan);
  return wan && !scenario.isTrue(wan.branchToBranch) ? wan : undefined;
}

/** The firewall of a hub that the packet is for. */
const firewallsAt = ({ routing: { index }, packet: { destination } }: Transit, hub: string): readonly Nic[] =>
  index
    .present(index.topology.firewalls, ({ id, ...one }) => one.hub === hub && destination.nic === id)
    .flatMap(({ id }) => index.firewallNic(id) ?? []);

/**
 * From the firewall of a hub: to the network that has the destination, or by what the hub knows besides its routes to the
 * firewall. Internet traffic leaves there, unless the hub tunnels it: a private policy without one for the internet, and
 * a default route that the hub has learned (row 14.9).
 */
export function pastFirewall(transit: Transit, { hub: id, nic }: PastFirewall): Step[] {
  const { routing, packet } = transit;
  const { index, scenario } = routing;
  const hub = index.virtualHubs.get(id);
  const table = index.hubRouteTables.get(defaultTableOf(index, id) ?? "");
  if (!hub || !table) return [transit.undetermined(notInFiles(id, transit.hop, `what ${transit.hop} routes by`))];
  const near = index
    .present(index.topology.virtualHubConnections, (one) => one.hub === id)
    .find(({ network }) =>
      (index.networks.get(network)?.addressSpace ?? []).some(
        (range) => holds(range, packet.destination, "network") !== false,
      ),
    );
  if (near) return intoNetwork(transit, near);
  const isSecured = scenario.isTrue(hasPrivatePolicy(index, id));
  const known = routing
    .bestRoutes(isSecured ? id : table.id, packet.destination)
    .filter(({ via, prefix }) => via?.kind !== "resource" && (isSecured || prefix !== DEFAULT_ROUTE));
  const isDirect = intentsOf(index, id).some((intent) => intent.internet !== undefined && index.exists(intent));
  const followed = isDirect ? known.filter(({ prefix }) => prefix !== DEFAULT_ROUTE) : known;
  if (followed.length > 0) return followed.flatMap((route) => along(transit, hub, route));
  return [
    isPublic(packet.destination)
      ? outOfHub(transit, nic)
      : transit.drop(noRouteAtHub(table, transit.hop, packet.destination.text)),
  ];
}

/** To the internet, with a public IP of the firewall. */
function outOfHub(transit: Transit, nic: Nic): Step {
  const { routing, packet } = transit;
  const firewall = routing.index.firewalls.get(nic.id)!;
  if (!routing.index.hasAddress(nic, packet.source)) return transit.drop(firewallKeepsSource(firewall, packet));
  const egress = firewallAddress(routing, firewall);
  if (!egress) return transit.drop(firewallWithoutEgress(firewall));
  return transit
    .decided({
      kind: "egress",
      text: `${packet.source.text} -> ${egress.name}`,
      because: "public IP of the firewall",
      ok: true,
      at: firewall.id,
      facts: facts("14.9"),
    })
    .to({ kind: "internet", name: "internet", detail: `sees ${egress.name}` })
    .end({ kind: "internet", nic, egress, row: defaultRoute() });
}

/** What a hub's route leads to, for people. */
function targetOf({ routing: { index } }: Transit, { via, stations }: Route): string {
  switch (via?.kind) {
    case "network":
    case "site":
    case "circuit":
      return (
        index.virtualHubConnections.get(via.connection)?.name ??
        index.branchConnections.get(via.connection)?.name ??
        index.hubGateways.get(via.connection)?.name ??
        via.connection
      );
    case "address":
      return shown(via.address);
    case "resource":
      return shown(componentAt(index.topology, via.resource)?.name ?? via.resource);
    case "hub":
      return index.virtualHubs.get(via.hub)?.name ?? via.hub;
    default:
      return stations[0] ?? "";
  }
}

function along(transit: Transit, hub: VirtualHub, route: Route): Step[] {
  const { index } = transit.routing;
  const { via } = route;
  switch (via?.kind) {
    case "network":
      return intoNetwork(transit, index.virtualHubConnections.get(via.connection)!);
    case "address":
      return toAddress(transit, index.virtualHubConnections.get(via.connection)!, via.address);
    case "resource":
      return toResource(transit, hub, via.resource);
    case "hub":
      return [{ transit, at: { kind: "in-hub", hub: via.hub, table: defaultTableOf(index, via.hub) ?? "" } }];
    case "circuit":
      return intoCircuit(transit, via);
    case "site":
      return [toSite(transit, via.connection, route)];
    case undefined:
      return [transit.undetermined(notInFiles(hub.id, transit.hop, `where ${shown(route.prefix)} leads to`))];
  }
}

/** To the network of a connection; a static route of the connection takes what it holds to an NVA first (row 14.7). */
function intoNetwork(transit: Transit, connection: VirtualHubConnection): Step[] {
  const override = localOverride(transit, connection);
  return override === undefined ? [deliver(transit, connection.network)] : toAddress(transit, connection, override);
}

function localOverride({ routing, packet }: Transit, connection: VirtualHubConnection): string | undefined {
  const ranges = (routing.index.networks.get(connection.network)?.addressSpace ?? []).filter(
    (range) => holds(range, packet.destination, "network") !== false,
  );
  const candidates = connection.staticRoutes.filter(
    ({ prefix }) => prefix !== DEFAULT_ROUTE && ranges.some((range) => prefix === range || isAround(prefix, range)),
  );
  const [longest] = byLength(candidates);
  if (!longest) return undefined;
  if (ranges.includes(longest.prefix)) return longest.nextHopAddress;
  const { localOverride: criteria } = connection;
  const contained = isUnknown(criteria)
    ? routing.scenario.isTrue(equals(criteria.unknown, "Contains"))
    : criteria === "Contains";
  return contained ? longest.nextHopAddress : undefined;
}

function isAround(outer: string, inner: string): boolean {
  const [one, other] = [parsePrefix(outer), parsePrefix(inner)];
  return one !== undefined && other !== undefined && contains(one, other);
}

const byLength = <T extends { readonly prefix: string }>(routes: readonly T[]): readonly T[] =>
  [...routes].sort((one, other) => (parsePrefix(other.prefix)?.length ?? 0) - (parsePrefix(one.prefix)?.length ?? 0));

/** To the NIC in a network that has the packet's destination. */
function deliver(transit: Transit, network: string): Step {
  const { routing, packet, hop } = transit;
  const { index } = routing;
  const nic = ownerOf(routing, network, packet);
  if (nic) return arriving(transit, nic);
  const address = packet.destination.text;
  const endpoint = endpointAt(transit, network);
  if (endpoint) return toPrivateEndpoint(transit, endpoint);
  const component: Component = index.networks.get(network) ?? { id: network, name: network };
  return index.isOutside(network)
    ? transit.undetermined(notInFiles(network, hop, `the owner of ${address} in ${component.name}`))
    : transit.drop(noSuchAddress(component, hop, address));
}

/** To what has an address in the network of a connection: an NVA, or a load balancer before several. */
function toAddress(transit: Transit, connection: VirtualHubConnection, address: string): Step[] {
  const { index } = transit.routing;
  const nics = nextHopsAt(index, [connection.network], address);
  if (nics.length > 0) return nics.map((nic) => arriving(transit, nic));
  const network = index.networks.get(connection.network)?.name ?? connection.network;
  return [
    isOpen(address) || index.isOutside(connection.network) || mayHideAddresses(index.topology)
      ? transit.undetermined(notInFiles(connection.id, transit.hop, `the next hop ${shown(address)} in ${network}`))
      : transit.drop(noNvaAt(connection, transit.hop, { network, address })),
  ];
}

/** To what a static route of a route table names. */
function toResource(transit: Transit, hub: VirtualHub, id: string): Step[] {
  const { index } = transit.routing;
  const connection = index.virtualHubConnections.get(id);
  if (connection)
    return connection.hub === hub.id
      ? byStaticRoute(transit, connection)
      : [transit.undetermined(solutionNotModelled(connection, transit.hop, "connection of another hub"))];
  const found = componentAt(index.topology, id);
  const nic = index.firewallNic(id);
  if (nic && index.firewalls.get(id)?.hub !== undefined) return [arriving(transit, nic)];
  const component = found ?? { id, name: id };
  const label = kindOf(index.topology, id)?.label ?? "security solution of the virtual hub";
  return [transit.undetermined(solutionNotModelled(component, transit.hop, label))];
}

function byStaticRoute(transit: Transit, connection: VirtualHubConnection): Step[] {
  const { routing, packet, hop } = transit;
  const [route] = byLength(
    connection.staticRoutes.filter(({ prefix }) => holds(prefix, packet.destination, "user") === true),
  );
  if (route) return toAddress(transit, connection, route.nextHopAddress);
  const ranges = routing.index.networks.get(connection.network)?.addressSpace ?? [];
  return ranges.some((range) => holds(range, packet.destination, "network") !== false)
    ? [deliver(transit, connection.network)]
    : [transit.drop(noStaticRoute(connection, hop, packet.destination.text))];
}

function componentAt(topology: Parameters<typeof kindOf>[0], id: string): Component | undefined {
  const kind = kindOf(topology, id);
  return kind && (topology[kind.list] as readonly Component[]).find((one) => one.id === id);
}

/** To a site that a VPN gateway of the hub connects, or to the clients of a point-to-site gateway. */
function toSite(transit: Transit, connection: string, route: Route): Step {
  const [name = "on-premises"] = route.stations;
  const gateway = transit.routing.index.branchConnections.get(connection)?.gateway ?? connection;
  const edge: Edge = { name, speaker: route.neighbor ?? "", over: { kind: "vpn", gateway, connection } };
  return transit.to(edgeHop(edge, `has ${shown(route.prefix)}`)).end({ kind: "on-premises", edge });
}
