import type { BgpConnection, Component, Machine, Nic, Subnet, Topology } from "../../analysis/model/azure";
import { isUnknown, type Unknown, symbolsIn } from "../../analysis/unknown/value";

/**
 * A topology in the order of ids, so that a picture does not depend on the order in a file, and what is asked of it
 * more than once.
 */
export class SortedTopology {
  readonly topology: Topology;
  readonly subnets: ReadonlyMap<string, Subnet>;
  readonly nics: ReadonlyMap<string, Nic>;
  private readonly machines: ReadonlyMap<string, Machine>;

  constructor(topology: Topology) {
    this.topology = sortedById(topology);
    this.subnets = byId(topology.subnets);
    this.nics = byId(topology.nics);
    this.machines = new Map(
      this.topology.machines.flatMap((machine) => machine.nics.map((nic) => [nic, machine] as const)),
    );
  }

  machineOf(nic: string): Machine | undefined {
    return this.machines.get(nic);
  }

  /** The machine that a Route Server's peer is. Its address may be a reference to the NIC's, known after the apply. */
  peerOf({ peerAddress }: BgpConnection): Machine | undefined {
    const references = symbolsIn(peerAddress);
    const isIt = ({ id, address }: Nic): boolean =>
      address === peerAddress || references.some((expression) => expression.startsWith(`${id}.`));
    const nic = this.topology.nics.find(isIt);
    return nic && this.machines.get(nic.id);
  }

  /** What a Route Server takes the machine's AS number to be, or the machine itself says. */
  asnOf(machine: Machine): number | Unknown<number> | undefined {
    return machine.guest?.bgp?.asn ?? this.topology.bgpConnections.find((one) => this.peerOf(one) === machine)?.peerAsn;
  }

  /** Does it pass on what is not addressed to it, or speak BGP? */
  isAppliance(machine: Machine): boolean {
    const forwards = machine.nics.some((nic) => this.nics.get(nic)?.forwarding === true);
    return (
      forwards ||
      machine.guest?.bgp !== undefined ||
      this.topology.bgpConnections.some((one) => this.peerOf(one) === machine)
    );
  }

  /** Id of the subnet of that name, or of the network where the file has none. */
  subnetNamed(network: string, name: string): string {
    return this.topology.subnets.find((subnet) => subnet.network === network && subnet.name === name)?.id ?? network;
  }
}

/** A flag or number as text: "?" where only the apply knows. */
export const numberText = (maybe: number | Unknown<number>): string => (isUnknown(maybe) ? "?" : String(maybe));

function byId<T extends Component>(components: readonly T[]): Map<string, T> {
  return new Map(components.map((component) => [component.id, component]));
}

/** True unless the component is known not to be there. */
const isThere = (component: object): boolean => !("exists" in component) || component.exists !== false;

function sortedById(topology: Topology): Topology {
  const lists = Object.entries(topology) as [string, readonly object[]][];
  return Object.fromEntries(lists.map(([key, list]) => [key, list.filter(isThere).sort(byKey)])) as unknown as Topology;
}

function byKey(one: object, other: object): number {
  const [a, b] = [key(one), key(other)];
  return a < b ? -1 : Number(a > b);
}

const key = (entry: object): string => ("id" in entry ? String(entry.id) : JSON.stringify(entry));
