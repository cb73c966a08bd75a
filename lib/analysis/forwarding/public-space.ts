import { contains, hostAddress, type Ipv4Prefix, overlaps, parseSource } from "../../domain/ipv4";
import { PLATFORM_ADDRESS } from "../../domain/special-ranges";
import { isPublic, knownAddress } from "../model/address";
import type { Topology } from "../model/azure";
import type { Guest } from "../model/guest";

/** Addresses for "somewhere in the internet": one of each half of the address space first, as routes are often split there. */
const CANDIDATES = [
  "203.0.113.10",
  "8.8.8.8",
  "198.51.100.10",
  "1.1.1.1",
  "93.184.216.34",
  "45.60.70.80",
  "151.101.1.1",
  "23.45.67.89",
  "217.160.0.1",
  "4.4.8.8",
];

/** An address of the internet, for the part of the internet that it is in. */
export interface Sample {
  readonly address: string;
  /** The prefix that singles the part out; absent for the rest of the internet. */
  readonly prefix?: string;
}

/** One address of each part of the internet that a topology may treat differently; the rest of the internet first. */
export function samples(topology: Topology): readonly Sample[] {
  const known = cache.get(topology) ?? samplesOf(topology);
  cache.set(topology, known);
  return known;
}

const cache = new WeakMap<Topology, readonly Sample[]>();

function samplesOf(topology: Topology): Sample[] {
  const prefixes = publicPrefixes(topology);
  const longer = prefixes.filter(({ length }) => length > 1);
  const rest = CANDIDATES.find((address) => !longer.some((prefix) => contains(prefix, parseSource(address)!)));
  const first = rest ?? CANDIDATES[0]!;
  const hasHalves = prefixes.some(({ length }) => length === 1);
  return [
    { address: first },
    ...(hasHalves ? [{ address: inOtherHalf(first) }] : []),
    ...longer.flatMap((prefix) => sampleOf(prefix, longer) ?? []),
  ];
}

/** The first two candidates are in different halves of the address space. */
const inOtherHalf = (address: string): string => CANDIDATES.slice(0, 2).find((one) => one !== address)!;

/** An address of a prefix that is in no longer prefix. */
function sampleOf(prefix: Ipv4Prefix, prefixes: readonly Ipv4Prefix[]): Sample | undefined {
  const parts = prefixes.filter((other) => other.length > prefix.length && contains(prefix, other));
  const address = addressIn(prefix, parts);
  return address === undefined ? undefined : { address, prefix: prefix.text };
}

/** "internet", as one address. */
export const someInternetAddress = (topology: Topology): string => samples(topology)[0]!.address;

/** Prefixes of the internet that routes and rules name. */
function publicPrefixes(topology: Topology): Ipv4Prefix[] {
  // The host itself answers this address: it is not part of the internet (row 4.5).
  const texts = namedPrefixes(topology).filter((text) => !text.startsWith(PLATFORM_ADDRESS));
  const parsed = new Map(
    [...new Set(texts)]
      .sort()
      .flatMap((text) => parseSource(text) ?? [])
      .map((prefix) => [`${prefix.first}/${prefix.length}`, prefix]),
  );
  return [...parsed.values()].filter(
    (prefix) => prefix.length === 1 || (prefix.length > 1 && isPublic(knownAddress(hostAddress(prefix, 0)))),
  );
}

const namedPrefixes = (topology: Topology): string[] => [
  ...topology.routeTables.flatMap(({ routes }) => routes.map(({ prefix }) => prefix)),
  ...topology.securityGroups.flatMap(({ rules }) => rules.flatMap((rule) => [...rule.sources, ...rule.destinations])),
  ...topology.machines.flatMap(({ guest }) => (guest ? prefixesOfGuest(guest) : [])),
  ...topology.onPremises.flatMap(({ announces }) => announces.map(({ prefix }) => prefix)),
  ...topology.localNetworkGateways.flatMap(({ addressSpace }) => addressSpace),
];

/** Prefixes that a guest advertises, and those of its packet filter. */
function prefixesOfGuest({ bgp, forward, postrouting }: Guest): string[] {
  const announced = [...(bgp?.originates ?? []), ...(bgp?.neighbors ?? []).flatMap(({ originates }) => originates)];
  const rules = [...forward, ...postrouting].flatMap((chain) => chain.rules);
  return [
    ...announced.map(({ prefix }) => prefix),
    ...rules.flatMap(({ source, destination }) => [...(source?.prefixes ?? []), ...(destination?.prefixes ?? [])]),
  ];
}

/** An address of a prefix that is in none of its parts. */
function addressIn(prefix: Ipv4Prefix, parts: readonly Ipv4Prefix[]): string | undefined {
  const tries = [prefix.first, ...parts.flatMap(({ first, last }) => [first - 1, last + 1])].filter(
    (address) => address >= prefix.first && address <= prefix.last,
  );
  const free = tries.find(
    (address) => !parts.some((part) => overlaps(part, { ...part, first: address, last: address })),
  );
  return free === undefined ? undefined : hostAddress(prefix, free - prefix.first);
}
