import { contains, parseAddress, parsePrefix, parseSource } from "../../domain/ipv4";
import { isSubnetNamed, ROUTE_SERVER_SUBNET } from "../../domain/reserved-subnet";
import type { Machine, Nic, Topology } from "../model/azure";
import type { GuestNeighbor } from "../model/guest";
import { nicsAt, reachableNetworks } from "../model/next-hops";
import { serverConnections } from "../model/bgp-servers";
import { peerAt } from "../model/relations";
import { TopologyIndex } from "../model/topology-index";
import { mayHideAddresses } from "../model/unmodelled-addresses";
import { isOpen } from "../unknown/value";
import type { Nva } from "./nva";
import type { Propagation } from "./propagation";
import type { SpeakerId } from "./route";

/** What an NVA's neighbor is that is no Route Server. */
export type NvaPeer =
  /** Another machine. `tunnel`: its address is that of a tunnel, which both have. */
  | {
      readonly kind: "machine";
      readonly neighbor: GuestNeighbor;
      readonly machine: Machine;
      readonly nic: Nic;
      readonly tunnel: boolean;
    }
  /** A router that the files do not hold: on premises, by a tunnel of the NVA's or another way. */
  | { readonly kind: "outside"; readonly neighbor: GuestNeighbor };

/** The machines that speak BGP as their user data says, by id. */
export function nvasOf(index: TopologyIndex, tables: () => Propagation): ReadonlyMap<string, Nva> {
  const servers = serversByMachine(index);
  const speakers = index.topology.machines.flatMap((machine): Nva[] => {
    const bgp = machine.guest?.bgp;
    if (!bgp) return [];
    const nics = machine.nics.flatMap((id) => index.nics.get(id) ?? []);
    const subnets = nics.flatMap(({ subnet }) => index.subnets.get(subnet) ?? []);
    const peers = (servers.get(machine.id)?.size ?? 0) + peersOf(index, machine).length;
    const waits = [...bgp.originates, ...bgp.neighbors.flatMap(({ originates }) => originates)].some(
      ({ orLearned }) => orLearned,
    );
    const relays = peers > 1 || waits || (machine.guest?.tunnels ?? []).length > 0;
    return [{ machine, bgp, subnets, relays, tables }];
  });
  return new Map(speakers.map((nva) => [nva.machine.id, nva]));
}

function serversByMachine(index: TopologyIndex): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { connection, server } of serverConnections(index)) {
    const machine = peerAt(index, server.network, connection.peerAddress)?.machine?.id;
    if (machine !== undefined) found.set(machine, (found.get(machine) ?? new Set()).add(server.id));
  }
  return found;
}

/** The neighbors of a machine that are neither Route Servers nor virtual hubs. */
export function peersOf(index: TopologyIndex, machine: Machine): NvaPeer[] {
  const neighbors = machine.guest?.bgp?.neighbors ?? [];
  if (neighbors.length === 0) return [];
  const networks = [...new Set(networksOf(index, machine).flatMap((id) => reachableNetworks(index, id)))];
  const others = index.topology.networks.map(({ id }) => id).filter((id) => !networks.includes(id));
  return neighbors.flatMap((neighbor): NvaPeer[] => {
    if (isOfRouteServer(index.topology, neighbor.address)) return [];
    const nic = nicsAt(index, [...networks, ...others], neighbor.address)[0];
    const owner = nic && index.machineOf(nic.id);
    if (owner && owner.id !== machine.id) return [{ kind: "machine", neighbor, machine: owner, nic, tunnel: false }];
    const far = endOfTunnel(index, machine, neighbor.address);
    if (far) return [{ kind: "machine", neighbor, tunnel: true, ...far }];
    const isNobodys =
      nic !== undefined || (liesIn(index, networks, neighbor.address) && !mayHideAddresses(index.topology));
    return isNobodys ? [] : [{ kind: "outside", neighbor }];
  });
}

/** The machine that has an address in a network that both have a tunnel in. */
function endOfTunnel(
  index: TopologyIndex,
  machine: Machine,
  address: string,
): { readonly machine: Machine; readonly nic: Nic } | undefined {
  const isNear = (machine.guest?.tunnels ?? []).some(({ prefixes }) =>
    prefixes.some((text) => {
      const [prefix, host] = [parsePrefix(text), parseSource(address)];
      return prefix !== undefined && host !== undefined && contains(prefix, host);
    }),
  );
  const far = isNear
    ? index.topology.machines.find(
        ({ id, guest }) =>
          id !== machine.id &&
          guest?.tunnels?.some(({ addresses }) => addresses.some((one) => one.split("/")[0] === address)),
      )
    : undefined;
  const nic = index.nics.get(far?.nics[0] ?? "");
  return far && nic && { machine: far, nic };
}

export const networksOf = (index: TopologyIndex, machine: Machine): string[] => [
  ...new Set(machine.nics.flatMap((id) => index.subnets.get(index.nics.get(id)?.subnet ?? "")?.network ?? [])),
];

const withOutsideNeighbor = new WeakMap<Topology, Map<string, boolean>>();

/** True where a machine has a neighbor that the files do not hold. */
export function hasOutsideNeighbor(index: TopologyIndex, machine: Machine): boolean {
  const known = withOutsideNeighbor.get(index.topology) ?? new Map<string, boolean>();
  withOutsideNeighbor.set(index.topology, known);
  const found =
    known.get(machine.id) ?? peersOf(new TopologyIndex(index.topology), machine).some(({ kind }) => kind === "outside");
  known.set(machine.id, found);
  return found;
}

/** The speaker that stands for such a neighbor. */
export const outsideSpeaker = (machine: Machine, address: string): SpeakerId => `${machine.id} neighbor ${address}`;

/** The address of such a neighbor, from its speaker; undefined for others. */
export function outsideAddress(machine: Machine, speaker: SpeakerId | undefined): string | undefined {
  const start = outsideSpeaker(machine, "");
  return speaker?.startsWith(start) ? speaker.slice(start.length) : undefined;
}

/** An address of an instance; or any of the subnet that holds nothing else, or of a virtual hub. */
function isOfRouteServer({ routeServers, virtualHubs, subnets }: Topology, address: string): boolean {
  if ([...routeServers, ...virtualHubs].some(({ addresses }) => addresses.includes(address))) return true;
  const host = parseSource(address);
  const prefixes = [
    ...subnets.filter(({ name }) => isSubnetNamed(name, ROUTE_SERVER_SUBNET)).flatMap((subnet) => subnet.prefixes),
    ...virtualHubs.map(({ prefix = "" }) => prefix),
  ];
  return (
    host !== undefined &&
    prefixes.flatMap((prefix) => parsePrefix(prefix) ?? []).some((prefix) => contains(prefix, host))
  );
}

function liesIn(index: TopologyIndex, networks: readonly string[], address: string): boolean {
  if (isOpen(address) || parseAddress(address) === undefined) return false;
  const host = parseSource(address)!;
  return networks
    .flatMap((id) => index.networks.get(id)?.addressSpace ?? [])
    .some((text) => {
      const prefix = parsePrefix(text);
      return prefix !== undefined && contains(prefix, host);
    });
}
