import { MSEE_ASN } from "../../domain/asn";
import { noRouteAtCircuit, noRouteAtVpnGateway } from "../faults/routing";
import { forwardingLoop } from "../faults/loops";
import type { Route } from "../bgp/route";
import { isPublic } from "../model/address";
import type { Gateway } from "../model/azure";
import { defaultTableOf } from "../model/hub-tables";
import type { TopologyIndex } from "../model/topology-index";
import type { NextHop } from "../results";
import { shown } from "../unknown/value";
import type { Crossing, Edge } from "./edge";
import { edgeHop, type InHub, namesOf, type Step } from "./step";
import type { Transit } from "./transit";

/** From a customer's network into Azure. */
export function enterAzure(transit: Transit, { over }: Edge): Step[] {
  switch (over.kind) {
    case "vpn":
      return intoVpn(transit, over.gateway);
    case "circuit":
      return intoCircuit(transit, { circuit: transit.routing.bgp.circuitOf(over.circuit) });
    case "tunnel":
      return [{ transit, at: { kind: "emerging", nic: transit.routing.index.nics.get(over.nic)! } }];
  }
}

/** Into a circuit: Microsoft's edges route to a gateway or to a customer's edge (rows 8.2, 8.3). */
export function intoCircuit(
  transit: Transit,
  { circuit, connection }: { readonly circuit: string; readonly connection?: string },
): Step[] {
  const { routing, packet } = transit;
  const { index } = routing;
  const name = index.circuits.get(circuit)?.name ?? "circuit";
  const routes = routing.bestRoutes(circuit, packet.destination);
  const there = transit.to({ kind: "circuit", name, id: circuit, detail: `AS ${MSEE_ASN}${learnedFrom(routes[0])}` });
  if (routes.length === 0) {
    const at =
      connection ??
      [...index.topology.connections, ...index.topology.branchConnections].find((one) => one.circuit === circuit)?.id ??
      circuit;
    return [there.drop(noRouteAtCircuit({ at, hop: name, destination: packet.destination.text }))];
  }
  return routes.map((route) => along(there, route, { kind: "circuit", circuit }));
}

const learnedFrom = (route: Route | undefined): string =>
  route ? `, has ${shown(route.prefix)} from ${route.stations.at(-2) ?? route.stations[0]}` : "";

/**
 * Into a VPN gateway: it routes to its own network and what that is peered with, to a site, or to a gateway of another
 * network.
 */
export function intoVpn(transit: Transit, id: string): Step[] {
  const { routing, packet } = transit;
  const hub = routing.index.hubGateways.get(id)?.hub;
  if (hub !== undefined) return [{ transit, at: inHub(routing.index, hub) }];
  const gateway = routing.index.gateways.get(id)!;
  const station = `vpn ${id}`;
  const there = transit.to({ kind: "gateway", name: gateway.name, id, detail: "VPN" });
  const cycle = transit.cycleAt(station);
  if (cycle) {
    const names = namesOf(routing, cycle);
    return [there.loop(forwardingLoop(id, gateway.name, names), names)];
  }
  if (leadsIntoNetwork(transit, gateway))
    return [{ transit: transit.visiting(station), at: { kind: "entering", gateway } }];
  const routes = routing.bestRoutes(id, packet.destination).filter(({ connection }) => connection !== undefined);
  if (routes.length === 0) {
    const unrouted = { at: id, hop: gateway.name, destination: packet.destination.text };
    return [there.drop(noRouteAtVpnGateway(unrouted, isPublic(packet.destination)))];
  }
  return routes.map((route) =>
    along(there.visiting(station), route, { kind: "vpn", gateway: id, connection: route.connection! }),
  );
}

/** True where the routes of GatewaySubnet deliver the packet in the network or in a peered one, or to an NVA. */
function leadsIntoNetwork({ routing, packet }: Transit, { network }: Gateway): boolean {
  const subnet = routing.gatewaySubnet(network);
  const rows = subnet ? routing.lookup(subnet, packet.destination) : [];
  return rows.length > 0 && rows.every(({ nextHop: { kind } }) => INSIDE.includes(kind));
}

const INSIDE: readonly NextHop["kind"][] = ["local", "peering", "appliance", "private-endpoint"];

/** What a branch sends into a virtual hub follows its default table (row 14.1). */
const inHub = (index: TopologyIndex, hub: string): InHub => ({
  kind: "in-hub",
  hub,
  table: defaultTableOf(index, hub) ?? "",
});

/** To the neighbour that a route was learned from: a gateway, or a customer's edge. */
function along(transit: Transit, route: Route, over: Crossing): Step {
  const gateway = transit.routing.index.gateways.get(route.neighbor ?? "");
  if (gateway) {
    const connection = route.connection;
    return { transit, at: { kind: "entering", gateway, ...(connection !== undefined && { connection }) } };
  }
  const { index } = transit.routing;
  const hub = index.hubRouteTables.get(route.neighbor ?? "")?.hub ?? index.virtualHubs.get(route.neighbor ?? "")?.id;
  if (hub !== undefined) return { transit, at: inHub(index, hub) };
  const [name = "on-premises"] = route.stations;
  const edge: Edge = { name, speaker: route.neighbor ?? "", over };
  return transit.to(edgeHop(edge, `has ${shown(route.prefix)}`)).end({ kind: "on-premises", edge });
}
