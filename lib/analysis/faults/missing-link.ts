import type { FactId } from "../facts";
import { referredAddress } from "../model/address";
import { faultWithoutRepair } from "./fault";
import type { Connection, Gateway, Machine, Topology } from "../model/azure";
import { shown } from "../unknown/value";
import type { Fault } from "../results";

/**
 * What parts a network from the NVAs that announce a default: nothing was kept back, since nothing leads there. The
 * first link of the chain NVA, Route Server, gateway, circuit, gateway that is not in the topology.
 */
export function missingLink(topology: Topology, network: string, hop: string): Fault | undefined {
  const speakers = topology.machines.filter(({ guest }) => guest?.bgp);
  const announcers = speakers.filter(announcesDefault);
  const [first] = speakers;
  if (announcers.length === 0)
    return (
      first &&
      fault(
        first.id,
        hop,
        `${first.name} announces no 0.0.0.0/0`,
        "a BGP speaker without a default",
        "0.0.0.0/0 announced to the Route Server",
        "default-originate, or redistribute a default, in its frr.conf",
        "3.9",
      )
    );
  const found = announcers.map((machine) => linkOf(topology, machine, network, hop));
  return found.includes(undefined) ? undefined : found[0];
}

function linkOf(topology: Topology, machine: Machine, network: string, hop: string): Fault | undefined {
  const nic = topology.nics.find(({ id }) => id === machine.nics[0]);
  const site = topology.subnets.find(({ id }) => id === nic?.subnet)?.network;
  if (!nic || site === undefined) return undefined;
  const near = [site, ...topology.peerings.filter((peering) => peering.network === site).map(({ remote }) => remote)];
  const servers = topology.routeServers.filter((server) => near.includes(server.network));
  const [server] = servers;
  if (!server)
    return fault(
      site,
      hop,
      `${nameOf(topology, site)} has no Route Server that ${machine.name} could announce its default to`,
      "no azurerm_route_server there",
      "one, in its RouteServerSubnet",
      "add an azurerm_route_server",
      "3.9",
    );
  const peered = topology.bgpConnections.some(
    ({ routeServer, peerAddress }) =>
      servers.some(({ id }) => id === routeServer) && peerAddress === referredAddress(nic),
  );
  if (!peered)
    return fault(
      server.id,
      hop,
      `${server.name} does not peer with ${machine.name}`,
      "no azurerm_route_server_bgp_connection to its address",
      `one with peer_ip ${shown(referredAddress(nic))}`,
      "add an azurerm_route_server_bgp_connection for it",
      "3.9",
    );
  if (
    near.includes(network) ||
    topology.peerings.some((peering) => peering.network === network && peering.remote === server.network)
  )
    return undefined;
  return betweenNetworks(topology, server.network, network, hop);
}

/** The Route Server's network and the asking one, joined by a circuit: gateway, connection, the same circuit. */
function betweenNetworks(topology: Topology, site: string, network: string, hop: string): Fault | undefined {
  const users = [
    network,
    ...topology.peerings
      .filter((peering) => peering.network === network && peering.useRemoteGateways !== false)
      .map(({ remote }) => remote),
  ];
  const [there, here] = [ends(topology, [site]), ends(topology, users)];
  for (const [side, where] of [
    [there, site],
    [here, network],
  ] as const) {
    if (side.gateways.length === 0)
      return fault(
        where,
        hop,
        `${nameOf(topology, where)} has no gateway: nothing joins it to ${nameOf(topology, where === site ? network : site)}`,
        "no azurerm_virtual_network_gateway, and no peering that lends one",
        "an ExpressRoute gateway, connected to the other network's circuit",
        "add one, and its connection",
        "3.12",
      );
    const gateway = side.gateways[0]!;
    if (side.connections.length === 0)
      return fault(
        gateway.id,
        hop,
        `${gateway.name} has no connection`,
        "no azurerm_virtual_network_gateway_connection",
        "one to the circuit that the other network is connected to",
        "add a connection to the circuit",
        "3.12",
      );
  }
  const circuits = new Set(here.connections.map(({ circuit }) => circuit));
  if (there.connections.some(({ circuit, peerGateway }) => circuits.has(circuit) || peerGateway !== undefined))
    return undefined;
  const [a, b] = [here.connections[0]!, there.connections[0]!];
  return fault(
    a.id,
    hop,
    `${a.name} and ${b.name} lead to different circuits, which exchange nothing`,
    `${circuitName(topology, a)} and ${circuitName(topology, b)}`,
    "one circuit",
    `"express_route_circuit_id" of ${b.name} for ${a.name}, too`,
    "3.13",
  );
}

function ends(
  topology: Topology,
  networks: readonly string[],
): { readonly gateways: readonly Gateway[]; readonly connections: readonly Connection[] } {
  const gateways = topology.gateways.filter(({ network }) => networks.includes(network));
  return {
    gateways,
    connections: topology.connections.filter(({ gateway }) => gateways.some(({ id }) => id === gateway)),
  };
}

const announcesDefault = ({ guest }: Machine): boolean =>
  [...(guest?.bgp?.originates ?? []), ...(guest?.bgp?.neighbors.flatMap(({ originates }) => originates) ?? [])].some(
    ({ prefix }) => prefix === "0.0.0.0/0",
  );

const nameOf = (topology: Topology, network: string): string =>
  shown(topology.networks.find(({ id }) => id === network)?.name ?? network);

const circuitName = (topology: Topology, { circuit, name }: Connection): string =>
  topology.circuits.find(({ id }) => id === circuit)?.name ?? name;

const fault = (at: string, hop: string, text: string, got: string, want: string, fix: string, row: FactId): Fault =>
  faultWithoutRepair("no-route", at, hop, `${hop} has no 0.0.0.0/0 from an NVA: ${text}`, got, want, fix, row);
