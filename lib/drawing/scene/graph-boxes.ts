import { MSEE_ASN, ROUTE_SERVER_ASN } from "../../domain/asn";
import type { Gateway, Machine, Nic } from "../../analysis/model/azure";
import type { TopologyIndex } from "../../analysis/model/topology-index";
import { isUnknown, shown } from "../../analysis/unknown/value";
import { asnOf, asnText, isAppliance } from "./bgp-speakers";
import { type GraphBox, onPremisesBox } from "./graph";

/** The boxes of a topology's components. The parent may be one that the topology lacks. */
export function componentBoxes(index: TopologyIndex): GraphBox[] {
  return [
    ...networks(index),
    ...gateways(index),
    ...machines(index),
    ...lonelyNics(index),
    ...services(index),
    ...outer(index),
  ];
}

function networks({ topology }: TopologyIndex): GraphBox[] {
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

function gateways(index: TopologyIndex): GraphBox[] {
  const { topology } = index;
  const list = topology.gateways.map((gateway) => ({
    id: gateway.id,
    kind: "gateway" as const,
    parent: subnetNamed(index, gateway.network, "GatewaySubnet"),
    word: "GATEWAY",
    name: shown(gateway.name),
    detail: gatewayDetail(gateway),
  }));
  const servers = topology.routeServers.map(({ id, name, network }) => ({
    id,
    kind: "route-server" as const,
    parent: subnetNamed(index, network, "RouteServerSubnet"),
    word: "ROUTE SERVER",
    name: shown(name),
    detail: `AS ${ROUTE_SERVER_ASN}`,
  }));
  return [...list, ...servers];
}

function gatewayDetail({ kind, asn, bgp }: Gateway): string {
  if (kind === "ExpressRoute") return "ExpressRoute";
  return bgp === false ? "VPN" : `VPN, AS ${asnText(asn)}`;
}

function machines(index: TopologyIndex): GraphBox[] {
  return index.topology.machines.map((machine) => {
    const nic = index.nics.get(machine.nics[0] ?? "");
    const appliance = isAppliance(index, machine);
    return {
      id: machine.id,
      kind: appliance ? ("nva" as const) : ("machine" as const),
      ...(nic && { parent: nic.subnet }),
      word: appliance ? "NVA" : "VM",
      name: shown(machine.name),
      detail: machineDetail(index, machine, nic),
    };
  });
}

function machineDetail(index: TopologyIndex, machine: Machine, nic: Nic | undefined): string {
  const asn = asnOf(index, machine);
  return asn === undefined ? address(nic) : `${address(nic)}, AS ${asnText(asn)}`;
}

const address = (nic: Nic | undefined): string => (nic?.address === undefined ? "dynamic address" : shown(nic.address));

/** NICs beside a machine's first, and those without a machine. */
function lonelyNics(index: TopologyIndex): GraphBox[] {
  const lonely = index.topology.nics.filter(({ id }) => index.machineOf(id)?.nics[0] !== id);
  return lonely.map((nic) => ({
    id: nic.id,
    kind: "nic" as const,
    parent: nic.subnet,
    word: "NIC",
    name: shown(nic.name),
    detail: address(nic),
  }));
}

function services({ topology }: TopologyIndex): GraphBox[] {
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
function outer({ topology }: TopologyIndex): GraphBox[] {
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

/** Id of the subnet of that name; of the VNet where the files have none. */
function subnetNamed({ topology }: TopologyIndex, network: string, name: string): string {
  return topology.subnets.find((subnet) => subnet.network === network && subnet.name === name)?.id ?? network;
}
