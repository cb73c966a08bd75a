import { MSEE_ASN, ROUTE_SERVER_ASN } from "../../domain/asn";
import type { Gateway, Machine, Nic } from "../../analysis/model/azure";
import { isUnknown, shown } from "../../analysis/unknown/value";
import { type GraphBox, onPremisesBox } from "./graph";
import { type SortedTopology, numberText } from "./sorted-topology";

/** The boxes of a topology's components. The parent may be one that the topology lacks. */
export function componentBoxes(known: SortedTopology): GraphBox[] {
  return [
    ...networks(known),
    ...gateways(known),
    ...machines(known),
    ...lonelyNics(known),
    ...services(known),
    ...outer(known),
  ];
}

function networks({ topology }: SortedTopology): GraphBox[] {
  const list = topology.networks.map(({ id, name, addressSpace }) => ({
    id,
    kind: "network" as const,
    name: shown(name),
    detail: prefixes(addressSpace),
  }));
  const subnets = topology.subnets.map(({ id, name, network, prefixes: own }) => ({
    id,
    kind: "subnet" as const,
    parent: network,
    name: shown(name),
    detail: prefixes(own),
  }));
  return [...list, ...subnets];
}

function gateways(known: SortedTopology): GraphBox[] {
  const { topology } = known;
  const list = topology.gateways.map((gateway) => ({
    id: gateway.id,
    kind: "gateway" as const,
    parent: known.subnetNamed(gateway.network, "GatewaySubnet"),
    word: "GATEWAY",
    name: shown(gateway.name),
    detail: gatewayDetail(gateway),
  }));
  const servers = topology.routeServers.map(({ id, name, network }) => ({
    id,
    kind: "route-server" as const,
    parent: known.subnetNamed(network, "RouteServerSubnet"),
    word: "ROUTE SERVER",
    name: shown(name),
    detail: `AS ${ROUTE_SERVER_ASN}`,
  }));
  return [...list, ...servers];
}

function gatewayDetail({ kind, asn, bgp }: Gateway): string {
  if (kind === "ExpressRoute") return "ExpressRoute";
  return bgp === false ? "VPN" : `VPN, AS ${numberText(asn)}`;
}

function machines(known: SortedTopology): GraphBox[] {
  return known.topology.machines.map((machine) => {
    const nic = known.nics.get(machine.nics[0] ?? "");
    const appliance = known.isAppliance(machine);
    return {
      id: machine.id,
      kind: appliance ? ("nva" as const) : ("machine" as const),
      ...(nic && { parent: nic.subnet }),
      word: appliance ? "NVA" : "VM",
      name: shown(machine.name),
      detail: machineDetail(known, machine, nic),
    };
  });
}

function machineDetail(known: SortedTopology, machine: Machine, nic: Nic | undefined): string {
  const asn = known.asnOf(machine);
  return asn === undefined ? address(nic) : `${address(nic)}, AS ${numberText(asn)}`;
}

const address = (nic: Nic | undefined): string => (nic?.address === undefined ? "dynamic address" : shown(nic.address));

/** NICs beside a machine's first, and those without a machine. */
function lonelyNics(known: SortedTopology): GraphBox[] {
  const lonely = known.topology.nics.filter(({ id }) => known.machineOf(id)?.nics[0] !== id);
  return lonely.map((nic) => ({
    id: nic.id,
    kind: "nic" as const,
    parent: nic.subnet,
    word: "NIC",
    name: shown(nic.name),
    detail: address(nic),
  }));
}

function services({ topology }: SortedTopology): GraphBox[] {
  const balancers = topology.loadBalancers.map(({ id, name, frontends }) => {
    const inner = frontends.find(({ subnet }) => subnet !== undefined);
    return {
      id,
      kind: "load-balancer" as const,
      word: "LOAD BALANCER",
      name: shown(name),
      ...(inner?.subnet !== undefined && { parent: inner.subnet }),
      ...(inner?.address !== undefined && { detail: shown(inner.address) }),
    };
  });
  const endpoints = topology.privateEndpoints.map(({ id, name, subnet, address: own }) => ({
    id,
    kind: "private-endpoint" as const,
    parent: subnet,
    word: "PRIVATE ENDPOINT",
    name: shown(name),
    detail: own === undefined ? "dynamic address" : shown(own),
  }));
  return [...balancers, ...endpoints];
}

/** What lies in no VNet. */
function outer({ topology }: SortedTopology): GraphBox[] {
  const used = new Set(topology.subnets.map(({ natGateway }) => natGateway));
  const nats = topology.natGateways
    .filter(({ id }) => used.has(id))
    .map(({ id, name }) => ({ id, kind: "nat-gateway" as const, word: "NAT GATEWAY", name: shown(name) }));
  const circuits = topology.circuits.map(({ id, name }) => ({
    id,
    kind: "circuit" as const,
    word: "CIRCUIT",
    name: shown(name),
    detail: `AS ${MSEE_ASN}`,
  }));
  const sites = topology.localNetworkGateways.map(({ id, name, addressSpace, asn }) => {
    const reach = [
      ...(addressSpace.length > 0 ? [prefixes(addressSpace)] : []),
      ...(asn === undefined || isUnknown(asn) ? [] : [`AS ${asn}`]),
    ];
    return {
      id,
      kind: "site" as const,
      word: "SITE",
      name: shown(name),
      ...(reach.length > 0 && { detail: reach.join(", ") }),
    };
  });
  const edges = topology.onPremises.map(({ name, asn }) => ({
    id: onPremisesBox(name),
    kind: "on-premises" as const,
    word: "ON-PREMISES",
    name: shown(name),
    detail: `AS ${asn}`,
  }));
  return [...nats, ...circuits, ...sites, ...edges];
}

/** The first prefix, and how many more there are. */
function prefixes(all: readonly string[]): string {
  const [first = "-", ...rest] = all;
  return rest.length === 0 ? shown(first) : `${shown(first)} + ${rest.length}`;
}
