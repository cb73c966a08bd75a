import type { Scenario } from "../unknown/scenario";
import { claim } from "../unknown/truth";
import { isOpen, shown, symbolsIn } from "../unknown/value";
import { type Address, sameAddress } from "./address";
import { addressOf, furtherAddress } from "./nic-address";
import type * as model from "./azure";

/**
 * A topology with its cross-references resolved, in one scenario. A component whose existence is known only after apply is
 * asked for when somebody comes across it; one that is named by an id is there, since whatever names it is.
 */
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
  public readonly firewalls: ReadonlyMap<string, model.Firewall>;
  public readonly virtualHubs: ReadonlyMap<string, model.VirtualHub>;
  public readonly virtualHubConnections: ReadonlyMap<string, model.VirtualHubConnection>;
  public readonly hubRouteTables: ReadonlyMap<string, model.HubRouteTable>;
  public readonly hubGateways: ReadonlyMap<string, model.HubGateway>;
  public readonly branchConnections: ReadonlyMap<string, model.BranchConnection>;
  private readonly lists: Lists;

  /** @param scenario decides what is there. @default everything is */
  public constructor(
    public readonly topology: model.Topology,
    private readonly scenario?: Scenario,
  ) {
    this.lists = listsOf(topology);
    this.networks = this.lists.networks;
    this.subnets = this.lists.subnets;
    this.nics = this.lists.nics;
    this.routeTables = this.lists.routeTables;
    this.securityGroups = this.lists.securityGroups;
    this.publicIps = this.lists.publicIps;
    this.natGateways = this.lists.natGateways;
    this.gateways = this.lists.gateways;
    this.circuits = this.lists.circuits;
    this.connections = this.lists.connections;
    this.sites = this.lists.sites;
    this.machines = this.lists.machines;
    this.firewalls = this.lists.firewalls;
    this.virtualHubs = this.lists.virtualHubs;
    this.virtualHubConnections = this.lists.virtualHubConnections;
    this.hubRouteTables = this.lists.hubRouteTables;
    this.hubGateways = this.lists.hubGateways;
    this.branchConnections = this.lists.branchConnections;
  }

  /** Whether a component or a part of one is there. */
  public exists({ exists }: { readonly exists?: model.Component["exists"] }): boolean {
    return exists === undefined || this.scenario === undefined || this.scenario.isTrue(exists);
  }

  /** Those of a list that fit and are there. What does not fit is not asked for. */
  public present<T extends { readonly exists?: model.Component["exists"] }>(
    list: readonly T[],
    fits: (item: T) => boolean = () => true,
  ): readonly T[] {
    return list.filter((item) => fits(item) && this.exists(item));
  }

  /** The NICs of a subnet. */
  public nicsIn(subnet: string, fits?: (nic: model.Nic) => boolean): readonly model.Nic[] {
    return this.present(this.lists.nicsIn(subnet), fits);
  }

  /** The NICs of a network. */
  public nicsOf(network: string, fits?: (nic: model.Nic) => boolean): readonly model.Nic[] {
    return this.lists.subnetsOf(network).flatMap(({ id }) => this.nicsIn(id, fits));
  }

  /** The subnets of a network. */
  public subnetsOf(network: string, fits?: (subnet: model.Subnet) => boolean): readonly model.Subnet[] {
    return this.present(this.lists.subnetsOf(network), fits);
  }

  /** A network's own sides of its peerings. */
  public peeringsOf(network: string, fits?: (peering: model.Peering) => boolean): readonly model.Peering[] {
    return this.present(this.lists.peeringsOf(network), fits);
  }

  /** A network's connections to virtual hubs. */
  public virtualHubConnectionsOf(network: string): readonly model.VirtualHubConnection[] {
    return this.present(this.lists.virtualHubConnectionsOf(network));
  }

  /** The gateways of a network. */
  public gatewaysOf(network: string): readonly model.Gateway[] {
    return this.present(this.lists.gatewaysOf(network));
  }

  /** The Route Servers of a network: Azure allows one. */
  public routeServersOf(network: string): readonly model.RouteServer[] {
    return this.present(this.lists.routeServersOf(network));
  }

  /** The machine that a NIC belongs to, if there is one. */
  public machineOf(nic: string): model.Machine | undefined {
    return this.lists.machinesOf(nic).find((machine) => this.exists(machine));
  }

  /** True where the machine that would have a NIC is not there. */
  public lacksMachine({ id, unused }: model.Nic): boolean {
    const machines = this.lists.machinesOf(id);
    return machines.length === 0 ? unused === true : !machines.some((machine) => this.exists(machine));
  }

  /**
   * An Azure Firewall as a NIC that forwards: its instances are in its subnet, each with an address that nobody knows
   * beforehand; of a firewall in a virtual hub, the place is the hub. Undefined where no firewall has the id.
   */
  public firewallNic(id: string): model.Nic | undefined {
    return this.lists.firewallNics.get(id);
  }

  /** The route table that a subnet is associated with. */
  public routeTableOf(subnet: model.Subnet): model.RouteTable | undefined {
    return this.routeTables.get(this.associated(subnet, "routeTable") ?? "");
  }

  /** The network security group that a subnet or NIC is associated with. */
  public securityGroupOf(component: model.Subnet | model.Nic): model.SecurityGroup | undefined {
    return this.securityGroups.get(this.associated(component, "securityGroup") ?? "");
  }

  /** The NAT gateway that a subnet is associated with. */
  public natGatewayOf(subnet: model.Subnet): model.NatGateway | undefined {
    return this.natGateways.get(this.associated(subnet, "natGateway") ?? "");
  }

  /** Id of the public IP that a NIC has. */
  public publicIpOf(nic: model.Nic): string | undefined {
    return this.associated(nic, "publicIp");
  }

  /** Everything that a subnet or NIC may turn out to be associated with, by id: asks nothing. */
  public possiblyAssociated(component: model.Subnet | model.Nic, kind: Association): readonly string[] {
    const conditional = (component.conditional ?? []).filter((one) => one.with === kind).map(({ id }) => id);
    const certain = fieldOf(component, kind);
    return conditional.length > 0 ? conditional : certain === undefined ? [] : [certain];
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
    const hub = this.virtualHubs.get(nic.subnet)?.prefix;
    if (hub !== undefined) return addressOf(nic, { prefixes: [hub] }, []);
    if (!subnet) return { text: nic.address ?? "?", within: [] };
    return addressOf(nic, subnet, this.networks.get(subnet.network)?.addressSpace ?? []);
  }

  /** A NIC's own address, or that of a further configuration, as a text refers to it; undefined where it has none. */
  public ownAddress(nic: model.Nic, text: string): Address | undefined {
    const own = this.addressOf(nic);
    if (text === own.text || text === nic.address) return own;
    const further = nic.further?.find(({ address }) => address === text);
    return further && furtherAddress(nic, further.address, own.within);
  }

  /** Whether a packet's address is one of a NIC's. */
  public hasAddress(nic: model.Nic, address: Address): boolean {
    return sameAddress(address, this.addressOf(nic)) || this.furtherOf(nic, address) !== undefined;
  }

  /** The further configuration of a NIC that has the address. */
  public furtherOf(nic: model.Nic, address: Address): NonNullable<model.Nic["further"]>[number] | undefined {
    return nic.further?.find((one) => sameAddress(furtherAddress(nic, one.address, []), address));
  }

  /** Id of the public IP that Azure puts in place of an address of a NIC. */
  public publicIpFor(nic: model.Nic, address: Address): string | undefined {
    const further = this.furtherOf(nic, address);
    if (!further) return this.publicIpOf(nic);
    return this.exists({ exists: further.attached ?? true }) ? further.publicIp : undefined;
  }

  /** Name of the machine that a NIC belongs to; the NIC's own where there is none. */
  public nameOf(nic: model.Nic): string {
    return this.lists.machinesOf(nic.id)[0]?.name ?? nic.name;
  }

  /** The peering of the other side, where the file has it and it is there. */
  public reverse(peering: model.Peering): model.Peering | undefined {
    return this.peeringsOf(peering.remote, (other) => other.remote === peering.network)[0];
  }

  /** The prefixes that a network reaches over its side of a peering. */
  public remotePrefixes(peering: model.Peering): readonly string[] {
    const subnets = this.peeredSubnets(peering);
    if (!subnets) return this.networks.get(peering.remote)?.addressSpace ?? [];
    return subnets.flatMap(({ prefixes }) => prefixes);
  }

  /** The remote subnets that a peering joins; undefined where it joins the whole networks. */
  public peeredSubnets(peering: model.Peering): readonly model.Subnet[] | undefined {
    const { remote } = peering;
    if (this.isOutside(remote)) return undefined;
    const [own, others] = [this.between(peering)?.remote, this.between(this.reverse(peering))?.local ?? []];
    // What one side does not name is not joined.
    const limits = [...(own ? [own] : []), ...(others.length > 0 ? [others] : [])];
    if (limits.length === 0) return undefined;
    return this.subnetsOf(remote, ({ name }) => limits.every((names) => isNamed(names, name, this.scenario)));
  }

  private between(peering: model.Peering | undefined): model.Peering["between"] {
    return this.scenario?.isTrue(peering?.between?.complete ?? false) ? undefined : peering?.between;
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

  /** Where several associations of a kind are possible, the last that is there counts. */
  private associated(component: model.Subnet | model.Nic, kind: Association): string | undefined {
    const conditional = component.conditional?.filter((one) => one.with === kind) ?? [];
    if (conditional.length === 0 || this.scenario === undefined) return fieldOf(component, kind);
    return [...conditional].reverse().find((one) => this.exists(one))?.id;
  }
}

/** Names in Azure are case-insensitive. One that is known only after apply may be any subnet's. */
function isNamed(names: readonly string[], name: string, scenario: Scenario | undefined): boolean {
  if (names.some((one) => one.toLowerCase() === name.toLowerCase())) return true;
  const open = names.filter(isOpen);
  if (open.length === 0) return false;
  return scenario?.isTrue(claim(open.flatMap(symbolsIn), `names ${shown(name)}`)) ?? true;
}

type Association = model.ConditionalAssociation["with"];

const fieldOf = (component: Partial<Record<Association, string>>, kind: Association): string | undefined =>
  component[kind];

/** What is looked up in a topology, whatever the scenario. */
interface Lists {
  readonly networks: ReadonlyMap<string, model.Network>;
  readonly subnets: ReadonlyMap<string, model.Subnet>;
  readonly nics: ReadonlyMap<string, model.Nic>;
  readonly routeTables: ReadonlyMap<string, model.RouteTable>;
  readonly securityGroups: ReadonlyMap<string, model.SecurityGroup>;
  readonly publicIps: ReadonlyMap<string, model.PublicIp>;
  readonly natGateways: ReadonlyMap<string, model.NatGateway>;
  readonly gateways: ReadonlyMap<string, model.Gateway>;
  readonly circuits: ReadonlyMap<string, model.Circuit>;
  readonly connections: ReadonlyMap<string, model.Connection>;
  readonly sites: ReadonlyMap<string, model.LocalNetworkGateway>;
  readonly machines: ReadonlyMap<string, model.Machine>;
  readonly firewalls: ReadonlyMap<string, model.Firewall>;
  readonly firewallNics: ReadonlyMap<string, model.Nic>;
  readonly virtualHubs: ReadonlyMap<string, model.VirtualHub>;
  readonly virtualHubConnections: ReadonlyMap<string, model.VirtualHubConnection>;
  readonly hubRouteTables: ReadonlyMap<string, model.HubRouteTable>;
  readonly hubGateways: ReadonlyMap<string, model.HubGateway>;
  readonly branchConnections: ReadonlyMap<string, model.BranchConnection>;
  readonly nicsIn: (subnet: string) => readonly model.Nic[];
  readonly subnetsOf: (network: string) => readonly model.Subnet[];
  readonly peeringsOf: (network: string) => readonly model.Peering[];
  readonly virtualHubConnectionsOf: (network: string) => readonly model.VirtualHubConnection[];
  readonly gatewaysOf: (network: string) => readonly model.Gateway[];
  readonly routeServersOf: (network: string) => readonly model.RouteServer[];
  readonly machinesOf: (nic: string) => readonly model.Machine[];
}

const known = new WeakMap<model.Topology, Lists>();

function listsOf(topology: model.Topology): Lists {
  const lists = known.get(topology) ?? {
    networks: byId(topology.networks),
    subnets: byId(topology.subnets),
    nics: byId(topology.nics),
    routeTables: byId(topology.routeTables),
    securityGroups: byId(topology.securityGroups),
    publicIps: byId(topology.publicIps),
    natGateways: byId(topology.natGateways),
    gateways: byId(topology.gateways),
    circuits: byId(topology.circuits),
    connections: byId(topology.connections),
    sites: byId(topology.localNetworkGateways),
    machines: byId(topology.machines),
    firewalls: byId(topology.firewalls),
    firewallNics: byId(topology.firewalls.flatMap(nicOfFirewall)),
    virtualHubs: byId(topology.virtualHubs),
    virtualHubConnections: byId(topology.virtualHubConnections),
    hubRouteTables: byId(topology.hubRouteTables),
    hubGateways: byId(topology.hubGateways),
    branchConnections: byId(topology.branchConnections),
    nicsIn: grouped(topology.nics, (nic) => [nic.subnet]),
    subnetsOf: grouped(topology.subnets, (subnet) => [subnet.network]),
    peeringsOf: grouped(topology.peerings, (peering) => [peering.network]),
    virtualHubConnectionsOf: grouped(topology.virtualHubConnections, (connection) => [connection.network]),
    gatewaysOf: grouped(topology.gateways, (gateway) => [gateway.network]),
    routeServersOf: grouped(topology.routeServers, (server) => [server.network]),
    machinesOf: grouped(topology.machines, (machine) => machine.nics),
  };
  known.set(topology, lists);
  return lists;
}

const nicOfFirewall = ({ id, name, subnet, hub }: model.Firewall): model.Nic[] => {
  const place = subnet ?? hub;
  return place === undefined ? [] : [{ id, name, subnet: place, forwarding: true, applicationSecurityGroups: [] }];
};

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
