import type { Scenario } from "../unknown/scenario";
import { addressOf, type Address } from "./address";
import type * as model from "./azure";

/** A topology with its cross-references resolved: what the computation looks things up in. Independent of any case. */
export class TopologyIndex {
  public readonly networks: ReadonlyMap<string, model.Network>;
  public readonly subnets: ReadonlyMap<string, model.Subnet>;
  public readonly nics: ReadonlyMap<string, model.Nic>;
  public readonly routeTables: ReadonlyMap<string, model.RouteTable>;
  public readonly securityGroups: ReadonlyMap<string, model.SecurityGroup>;
  public readonly publicIps: ReadonlyMap<string, model.PublicIp>;
  public readonly natGateways: ReadonlyMap<string, model.NatGateway>;
  public readonly gateways: ReadonlyMap<string, model.Gateway>;
  public readonly circuits: ReadonlyMap<string, model.Circuit>;
  public readonly connections: ReadonlyMap<string, model.Connection>;
  public readonly sites: ReadonlyMap<string, model.LocalNetworkGateway>;
  public readonly machines: ReadonlyMap<string, model.Machine>;
  public readonly nicsIn: (subnet: string) => readonly model.Nic[];
  public readonly subnetsOf: (network: string) => readonly model.Subnet[];
  public readonly peeringsOf: (network: string) => readonly model.Peering[];
  public readonly gatewaysOf: (network: string) => readonly model.Gateway[];
  public readonly connectionsOf: (gateway: string) => readonly model.Connection[];
  public readonly routeServersOf: (network: string) => readonly model.RouteServer[];
  public readonly machineOf: (nic: string) => model.Machine | undefined;

  public constructor(public readonly topology: model.Topology) {
    this.networks = byId(topology.networks);
    this.subnets = byId(topology.subnets);
    this.nics = byId(topology.nics);
    this.routeTables = byId(topology.routeTables);
    this.securityGroups = byId(topology.securityGroups);
    this.publicIps = byId(topology.publicIps);
    this.natGateways = byId(topology.natGateways);
    this.gateways = byId(topology.gateways);
    this.circuits = byId(topology.circuits);
    this.connections = byId(topology.connections);
    this.sites = byId(topology.localNetworkGateways);
    this.machines = byId(topology.machines);
    this.nicsIn = grouped(topology.nics, (nic) => [nic.subnet]);
    this.subnetsOf = grouped(topology.subnets, (subnet) => [subnet.network]);
    this.peeringsOf = grouped(topology.peerings, (peering) => [peering.network]);
    this.gatewaysOf = grouped(topology.gateways, (gateway) => [gateway.network]);
    this.connectionsOf = grouped(topology.connections, (connection) => [connection.gateway]);
    this.routeServersOf = grouped(topology.routeServers, (server) => [server.network]);
    const machines = grouped(topology.machines, (machine) => machine.nics);
    this.machineOf = (nic) => machines(nic)[0];
  }

  /** The network that a subnet belongs to, if the file has it. */
  public networkOf(subnet: model.Subnet | undefined): model.Network | undefined {
    return subnet && this.networks.get(subnet.network);
  }

  /** "vnet-hub00/default". */
  public subnetName(subnet: model.Subnet): string {
    return `${this.networks.get(subnet.network)?.name ?? "?"}/${subnet.name}`;
  }

  /** A NIC's address, as far as it is known. */
  public addressOf(nic: model.Nic): Address {
    const subnet = this.subnets.get(nic.subnet);
    if (!subnet) return { text: nic.address ?? "?", within: [] };
    return addressOf(nic, subnet, this.networks.get(subnet.network)?.addressSpace ?? []);
  }

  /** Name of the machine that a NIC belongs to; the NIC's own where there is none. */
  public nameOf(nic: model.Nic): string {
    return this.machineOf(nic.id)?.name ?? nic.name;
  }

  /** The peering of the other side, where the file has it. */
  public reverse(peering: model.Peering): model.Peering | undefined {
    return this.peeringsOf(peering.remote).find((other) => other.remote === peering.network);
  }

  /** True for a network of which the files may not hold everything. */
  public isOutside(network: string): boolean {
    const found = this.networks.get(network);
    return found === undefined || found.outside === true;
  }

  /**
   * Both sides are there: Azure says Connected. A remote network outside the file is taken to have its side (row A3).
   */
  public connected(peering: model.Peering): boolean {
    return this.isOutside(peering.remote) || this.reverse(peering) !== undefined;
  }
}

/** A topology without what is not there in this case. */
export function present(topology: model.Topology, scenario: Scenario): model.Topology {
  const there = (item: { readonly exists?: model.Component["exists"] }): boolean =>
    item.exists === undefined || scenario.isTrue(item.exists);
  const left = Object.fromEntries(
    Object.entries(topology).map(([key, list]: [string, readonly object[]]) => [key, list.filter(there)]),
  ) as unknown as model.Topology;
  return {
    ...left,
    subnets: left.subnets.map((subnet) => associated(subnet, scenario)),
    nics: left.nics.map((nic) => associated(nic, scenario)),
    routeTables: left.routeTables.map((table) => ({ ...table, routes: table.routes.filter(there) })),
    securityGroups: left.securityGroups.map((group) => ({ ...group, rules: group.rules.filter(there) })),
  };
}

/** Some part is there or not, and only the apply knows. */
export function hasOptional(topology: model.Topology): boolean {
  const optional = ({ exists }: { readonly exists?: unknown }): boolean => typeof exists === "object";
  return (
    Object.values(topology).some((list) => (list as readonly { readonly exists?: unknown }[]).some(optional)) ||
    [...topology.subnets, ...topology.nics].some(({ conditional }) => conditional !== undefined) ||
    [...topology.routeTables.map(({ routes }) => routes), ...topology.securityGroups.map(({ rules }) => rules)].some(
      (list) => list.some(optional),
    )
  );
}

/** A subnet or NIC with the associations that are there in this case. */
function associated<T extends { readonly conditional?: readonly model.ConditionalAssociation[] }>(
  component: T,
  scenario: Scenario,
): T {
  const { conditional = [] } = component;
  if (conditional.length === 0) return component;
  const none = conditional.map((one) => [one.with, undefined] as const);
  const there = conditional.filter(({ exists }) => scenario.isTrue(exists)).map((one) => [one.with, one.id] as const);
  return { ...component, ...(Object.fromEntries([...none, ...there]) as Partial<T>) };
}

const byId = <T extends { readonly id: string }>(list: readonly T[]): ReadonlyMap<string, T> =>
  new Map(list.map((item) => [item.id, item]));

function grouped<T>(list: readonly T[], keys: (item: T) => readonly string[]): (key: string) => readonly T[] {
  const groups = new Map<string, T[]>();
  for (const item of list) {
    for (const key of keys(item)) {
      const group = groups.get(key);
      if (group) group.push(item);
      else groups.set(key, [item]);
    }
  }
  return (key) => groups.get(key) ?? [];
}
