import { hostAddress, type Ipv4Prefix, parsePrefix } from "../../domain/ipv4";
import { put } from "../kinds/resource-index";
import type { Nic, Subnet, Topology } from "./azure";

/** Azure keeps the first addresses of a subnet for itself. */
const RESERVED_ADDRESSES = 4;

/** The NICs of subnets, by the literal addresses that Azure may give them. Each list is shared by its addresses. */
type Candidates = ReadonlyMap<string, readonly (readonly Nic[])[]>;

const known = new WeakMap<Topology, Candidates>();

/**
 * The NICs with dynamic addresses that may get an address (row 2.13): one, if no other is to get an address in its subnet;
 * several, if only the apply tells their order.
 */
export function dynamicCandidates(topology: Topology, address: string): readonly Nic[] {
  const candidates = known.get(topology) ?? search(topology);
  known.set(topology, candidates);
  return candidates.get(address)?.flat() ?? [];
}

/** What has, or is to get, an address in a subnet. */
interface Occupant {
  readonly address?: string;
  readonly nic?: Nic;
}

function search(topology: Topology): Candidates {
  const bySubnet = occupantsOf(topology);
  const shared = subnetsWithOthers(topology);
  const found = new Map<string, (readonly Nic[])[]>();
  for (const subnet of topology.subnets) {
    const occupants = bySubnet.get(subnet.id) ?? [];
    const nics = occupants.flatMap(({ nic }) => (nic && nic.address === undefined ? [nic] : []));
    const range = nics.length === 0 || shared.has(subnet.id) ? undefined : onlyRange(subnet);
    if (!range) continue;
    for (const address of lowestFree(range, occupants)) put(found, address, nics);
  }
  return found;
}

function occupantsOf(topology: Topology): ReadonlyMap<string, readonly Occupant[]> {
  const bySubnet = new Map<string, Occupant[]>();
  for (const nic of topology.nics) {
    put(bySubnet, nic.subnet, { nic, ...(nic.address !== undefined && { address: nic.address }) });
    for (const { address } of nic.further ?? []) put(bySubnet, nic.subnet, { address });
  }
  const frontends = topology.loadBalancers.flatMap((balancer) => balancer.frontends);
  for (const { subnet, address } of [...frontends, ...topology.privateEndpoints])
    if (subnet !== undefined) put(bySubnet, subnet, address === undefined ? {} : { address });
  return bySubnet;
}

/** Subnets in which instances of scale sets, or what is not modelled, get addresses too: nobody knows how many. */
function subnetsWithOthers({ machines, nics, unread }: Topology): ReadonlySet<string> {
  const instances = new Set(machines.flatMap((machine) => (machine.scaleSet ? machine.nics : [])));
  return new Set([
    ...nics.flatMap(({ id, subnet }) => (instances.has(id) ? [subnet] : [])),
    ...unread.flatMap(({ subnets }) => subnets),
  ]);
}

function onlyRange({ prefixes }: Subnet): Ipv4Prefix | undefined {
  const ranges = prefixes.filter((prefix) => !prefix.includes(":"));
  return ranges.length === 1 ? parsePrefix(ranges[0]!) : undefined;
}

/** As many as there are occupants without an address of their own. */
function lowestFree(range: Ipv4Prefix, occupants: readonly Occupant[]): readonly string[] {
  const taken = new Set(occupants.flatMap(({ address }) => address ?? []));
  const wanted = occupants.filter(({ address }) => address === undefined).length;
  return Array.from({ length: occupants.length }, (_, n) => hostAddress(range, RESERVED_ADDRESSES + n))
    .filter((address) => !taken.has(address))
    .slice(0, wanted);
}
