import { contains, type Ipv4Prefix, parsePrefix } from "../../domain/ipv4";
import { equals, type Truth } from "../unknown/truth";
import { isOpen } from "../unknown/value";
import type { Address } from "./address";
import type { PrivateEndpoint, Topology } from "./azure";

/** The addresses of a private endpoint that the files tell. */
export const addressesOf = ({ address, further = [] }: PrivateEndpoint): readonly string[] => [
  ...(address === undefined ? [] : [address]),
  ...further,
];

/** A private endpoint whose address only the apply tells, and the ranges of its subnet. */
interface Open {
  readonly endpoint: PrivateEndpoint;
  readonly ranges: readonly Ipv4Prefix[];
}

const known = new WeakMap<Topology, readonly Open[]>();

/** The private endpoints that may get an address: nothing in the files has it, and it is free in their subnet. */
export function endpointsThatMayHave(topology: Topology, { text, range }: Address): readonly PrivateEndpoint[] {
  const open = known.get(topology) ?? search(topology);
  known.set(topology, open);
  if (open.length === 0 || range?.length !== 32) return [];
  const found = open.filter(({ ranges }) => ranges.some((one) => contains(one, range) && isFree(one, range)));
  return found.length > 0 && !isTaken(topology, text) ? found.map(({ endpoint }) => endpoint) : [];
}

/** The claim that it gets the address. */
export const getsAddress = ({ id, address }: PrivateEndpoint, { text }: Address): Truth =>
  equals(address ?? `${id}.private_service_connection[0].private_ip_address`, text);

function search({ privateEndpoints, subnets }: Topology): readonly Open[] {
  const open = privateEndpoints.filter(({ address }) => address === undefined || isOpen(address));
  if (open.length === 0) return [];
  const prefixes = new Map(subnets.map((subnet) => [subnet.id, subnet.prefixes]));
  return open.map((endpoint) => ({
    endpoint,
    ranges: (prefixes.get(endpoint.subnet) ?? []).flatMap((prefix) => parsePrefix(prefix) ?? []),
  }));
}

/** Azure keeps the first four addresses of a subnet, and the last. */
const isFree = (subnet: Ipv4Prefix, { first }: Ipv4Prefix): boolean => first >= subnet.first + 4 && first < subnet.last;

const isTaken = ({ nics, loadBalancers, privateEndpoints }: Topology, address: string): boolean =>
  nics.some((nic) => nic.address === address || nic.further?.some((one) => one.address === address)) ||
  loadBalancers.some(({ frontends }) => frontends.some((one) => one.address === address)) ||
  privateEndpoints.some((one) => addressesOf(one).includes(address));
