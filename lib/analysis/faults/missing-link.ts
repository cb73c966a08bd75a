import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { facts } from "../facts";
import { referredAddress } from "../model/nic-address";
import type { BgpConnection, Circuit, Connection, Gateway, Machine, Nic, RouteServer, Topology } from "../model/azure";
import type { Fault } from "../results";
import { shown } from "../unknown/value";

/** A network without a default route from an NVA. */
interface Stranded {
  readonly topology: Topology;
  /** Id of the network. */
  readonly network: string;
  /** Name of the machine that asks. */
  readonly hop: string;
}

/**
 * What separates a network from the NVAs that advertise a default route, where nothing rejects the route: the first link
 * of the chain NVA, Route Server, gateway, circuit, gateway that is not in the topology.
 */
export function missingLink(topology: Topology, network: string, hop: string): Fault | undefined {
  // A virtual hub may bring a default from elsewhere than an NVA that speaks BGP.
  if (topology.virtualHubConnections.some((connection) => connection.network === network)) return undefined;
  const stranded: Stranded = { topology, network, hop };
  const speakers = topology.machines.filter(({ guest }) => guest?.bgp);
  const announcers = speakers.filter(announcesDefault);
  const [first] = speakers;
  if (announcers.length === 0) return first && noDefaultAnnounced(stranded, first);
  const found = announcers.map((machine) => linkTo(stranded, machine));
  return found.includes(undefined) ? undefined : found[0];
}

const announcesDefault = ({ guest }: Machine): boolean =>
  [...(guest?.bgp?.originates ?? []), ...(guest?.bgp?.neighbors.flatMap(({ originates }) => originates) ?? [])].some(
    ({ prefix }) => prefix === DEFAULT_ROUTE,
  );

function linkTo(stranded: Stranded, machine: Machine): Fault | undefined {
  const { topology, network } = stranded;
  const nic = topology.nics.find(({ id }) => id === machine.nics[0]);
  const site = topology.subnets.find(({ id }) => id === nic?.subnet)?.network;
  if (!nic || site === undefined) return undefined;
  const near = [site, ...peered(topology, site)];
  const servers = topology.routeServers.filter((server) => near.includes(server.network));
  const [server] = servers;
  if (!server) return noRouteServer(stranded, site, machine);
  const peers = topology.bgpConnections.some((connection) => joins(connection, servers, nic));
  if (!peers) return noBgpConnection(stranded, server, { machine, nic });
  const reached = near.includes(network) || peered(topology, network).includes(server.network);
  return reached ? undefined : circuitBetween(stranded, server.network);
}

const peered = (topology: Topology, network: string): string[] =>
  topology.peerings.filter((peering) => peering.network === network).map(({ remote }) => remote);

const joins = (connection: BgpConnection, servers: readonly RouteServer[], nic: Nic): boolean =>
  servers.some(({ id }) => id === connection.routeServer) && connection.peerAddress === referredAddress(nic);

/** The Route Server's network and the stranded one, joined by a circuit: gateway, connection, the same circuit. */
function circuitBetween(stranded: Stranded, site: string): Fault | undefined {
  const { topology, network } = stranded;
  const lenders = topology.peerings
    .filter((peering) => peering.network === network && peering.useRemoteGateways !== false)
    .map(({ remote }) => remote);
  const [there, here] = [gatewaysOf(topology, [site]), gatewaysOf(topology, [network, ...lenders])];
  // Such a network gets its default route from a site on premises, and a VPN gateway cannot give it an NVA's (row 3.17).
  if (here.gateways.some(({ kind }) => kind === "Vpn")) return undefined;
  return (
    unconnected(stranded, there, { network: site, other: network }) ??
    unconnected(stranded, here, { network, other: site }) ??
    differentCircuits(stranded, here.connections, there.connections) ??
    notProvisioned(
      stranded,
      topology.circuits.find(({ id }) => here.connections.some(({ circuit }) => circuit === id)),
    )
  );
}

interface Gateways {
  readonly gateways: readonly Gateway[];
  readonly connections: readonly Connection[];
}

function gatewaysOf(topology: Topology, networks: readonly string[]): Gateways {
  const gateways = topology.gateways.filter(({ network }) => networks.includes(network));
  const ids = new Set(gateways.map(({ id }) => id));
  return { gateways, connections: topology.connections.filter(({ gateway }) => ids.has(gateway)) };
}

function unconnected(
  stranded: Stranded,
  { gateways, connections }: Gateways,
  { network, other }: { readonly network: string; readonly other: string },
): Fault | undefined {
  const { topology } = stranded;
  const [gateway] = gateways;
  if (!gateway)
    return linkFault(stranded, network, {
      text: `${nameOf(topology, network)} has no gateway that connects it to ${nameOf(topology, other)}`,
      got: "no azurerm_virtual_network_gateway, and no peering with gateway transit to one",
      want: "an ExpressRoute gateway, connected to the circuit of the other network",
      fix: "add an ExpressRoute gateway and its connection",
      facts: facts("3.12"),
    });
  if (connections.length > 0) return undefined;
  const waitsFor = notProvisioned(
    stranded,
    topology.circuits.find(({ provisioned }) => provisioned === false),
  );
  if (waitsFor) return waitsFor;
  const [absent] = gateway.absentConnections ?? [];
  if (absent !== undefined)
    return linkFault(stranded, gateway.id, {
      text: `${gateway.name} has no connection, because ${absent} has no instance`,
      got: `count 0 of ${absent}`,
      want: "a connection to the circuit that the other network is connected to",
      fix: "set what its count depends on; if that is a circuit that its provider has to provision, apply again after that",
      facts: facts("3.12"),
    });
  return linkFault(stranded, gateway.id, {
    text: `${gateway.name} has no connection`,
    got: "no azurerm_virtual_network_gateway_connection",
    want: "a connection to the circuit that the other network is connected to",
    fix: "add a connection to that circuit",
    facts: facts("3.12"),
  });
}

/** Azure accepts no connection to such a circuit, and nothing passes it. */
function notProvisioned(stranded: Stranded, circuit: Circuit | undefined): Fault | undefined {
  if (circuit?.provisioned !== false) return undefined;
  return linkFault(stranded, circuit.id, {
    text: `the service provider has not provisioned circuit ${circuit.name}`,
    got: "service_provider_provisioning_state other than Provisioned",
    want: "a circuit that is provisioned, and connections to it",
    fix: "give the service key of the circuit to its provider, and apply again when it is provisioned",
    facts: facts("3.12"),
  });
}

function differentCircuits(
  stranded: Stranded,
  here: readonly Connection[],
  there: readonly Connection[],
): Fault | undefined {
  const circuits = new Set(here.map(({ circuit }) => circuit));
  if (there.some(({ circuit, peerGateway }) => circuits.has(circuit) || peerGateway !== undefined)) return undefined;
  const [a, b] = [here[0]!, there[0]!];
  return linkFault(stranded, a.id, {
    text: `${a.name} and ${b.name} lead to different circuits, which do not exchange routes`,
    got: `${circuitName(stranded.topology, a)} and ${circuitName(stranded.topology, b)}`,
    want: "one circuit",
    fix: `use the "express_route_circuit_id" of ${b.name} for ${a.name}`,
    facts: facts("3.13"),
  });
}

const noDefaultAnnounced = (stranded: Stranded, speaker: Machine): Fault =>
  linkFault(stranded, speaker.id, {
    text: `${speaker.name} does not advertise 0.0.0.0/0`,
    got: "a BGP speaker without a default route",
    want: "0.0.0.0/0 advertised to the Route Server",
    fix: "add default-originate to its frr.conf, or redistribute a default route",
    facts: facts("3.9"),
  });

const noRouteServer = (stranded: Stranded, site: string, { name }: Machine): Fault =>
  linkFault(stranded, site, {
    text: `${nameOf(stranded.topology, site)} has no Route Server to which ${name} could advertise its default route`,
    got: "no azurerm_route_server in it",
    want: "a Route Server in its RouteServerSubnet",
    fix: "add an azurerm_route_server",
    facts: facts("3.9"),
  });

const noBgpConnection = (
  stranded: Stranded,
  server: RouteServer,
  { machine, nic }: { readonly machine: Machine; readonly nic: Nic },
): Fault =>
  linkFault(stranded, server.id, {
    text: `${server.name} does not peer with ${machine.name}`,
    got: "no azurerm_route_server_bgp_connection with its address",
    want: `a BGP connection with peer_ip ${shown(referredAddress(nic))}`,
    fix: "add an azurerm_route_server_bgp_connection for it",
    facts: facts("3.9"),
  });

const linkFault = (
  { hop }: Stranded,
  at: string,
  { text, ...rest }: Pick<Fault, "text" | "got" | "want" | "fix" | "facts">,
): Fault => ({ reason: "no-route", text: `${hop} has no 0.0.0.0/0 from an NVA: ${text}`, at, hop, ...rest });

const nameOf = (topology: Topology, network: string): string =>
  shown(topology.networks.find(({ id }) => id === network)?.name ?? network);

const circuitName = (topology: Topology, { circuit, name }: Connection): string =>
  topology.circuits.find(({ id }) => id === circuit)?.name ?? name;
