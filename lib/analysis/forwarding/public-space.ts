import { contains, hostAddress, type Ipv4Prefix, overlaps, parseSource } from "../../domain/ipv4";
import { PLATFORM_ADDRESS } from "../../domain/special-ranges";
import { isPublic, knownAddress } from "../model/address";
import type { Topology } from "../model/azure";

/** Stand-ins for "somewhere in the internet", halves of the address space first: routes are often split there. */
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

/** An address of the internet, with the prefix that makes it one of a kind. */
export interface Sample {
  readonly address: string;
  /** Absent: everything that no prefix of the topology singles out. */
  readonly prefix?: string;
}

/** One address of each part of the internet that a topology may treat otherwise than the rest; the rest first. */
export function samples(topology: Topology): readonly Sample[] {
  const known = taken.get(topology) ?? take(topology);
  taken.set(topology, known);
  return known;
}

const taken = new WeakMap<Topology, readonly Sample[]>();

function take(topology: Topology): Sample[] {
  const prefixes = publicPrefixes(topology);
  const longer = prefixes.filter(({ length }) => length > 1);
  const rest =
    CANDIDATES.find((address) => !longer.some((prefix) => contains(prefix, parseSource(address)!))) ?? CANDIDATES[0]!;
  const halves = prefixes.some(({ length }) => length === 1)
    ? CANDIDATES.slice(0, 2)
        .filter((address) => address !== rest)
        .slice(0, 1)
    : [];
  return [
    { address: rest },
    ...halves.map((address) => ({ address })),
    ...longer.flatMap((prefix) => {
      const inside = longer.filter(
        (other) => other !== prefix && contains(prefix, other) && other.length > prefix.length,
      );
      const address = addressIn(prefix, inside);
      return address === undefined ? [] : [{ address, prefix: prefix.text }];
    }),
  ];
}

/** "internet", as one address. */
export const someInternetAddress = (topology: Topology): string => samples(topology)[0]!.address;

/** Prefixes of the internet that routes and rules name. */
function publicPrefixes(topology: Topology): Ipv4Prefix[] {
  const named = [
    ...topology.routeTables.flatMap(({ routes }) => routes.map(({ prefix }) => prefix)),
    ...topology.securityGroups.flatMap(({ rules }) =>
      rules.flatMap(({ sources, destinations }) => [...sources, ...destinations]),
    ),
    ...topology.machines.flatMap(({ guest }) =>
      [...(guest?.bgp?.originates ?? []), ...(guest?.bgp?.neighbors.flatMap(({ originates }) => originates) ?? [])].map(
        ({ prefix }) => prefix,
      ),
    ),
    ...topology.machines.flatMap(({ guest }) =>
      [...(guest?.forward ?? []), ...(guest?.postrouting ?? [])].flatMap(({ rules }) =>
        rules.flatMap(({ source, destination }) => [...(source?.prefixes ?? []), ...(destination?.prefixes ?? [])]),
      ),
    ),
    ...topology.onPremises.flatMap(({ announces }) => announces.map(({ prefix }) => prefix)),
    ...topology.localNetworkGateways.flatMap(({ addressSpace }) => addressSpace),
  ];
  // The host itself answers this address: it is not part of the internet (row 4.5).
  const texts = named.filter((text) => !text.startsWith(PLATFORM_ADDRESS));
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
