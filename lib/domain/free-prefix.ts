import { canonical, formatAddress, overlaps, type Ipv4Prefix } from "./ipv4";

/** The lowest prefix of the given length that lies inside one of `within` and shares no address with any of `taken`. */
export function freePrefix(
  length: number,
  within: readonly Ipv4Prefix[],
  taken: readonly Ipv4Prefix[],
): Ipv4Prefix | undefined {
  for (const range of within) {
    const found = lowestFree(length, range, taken);
    if (found) return found;
  }
  return undefined;
}

/** The lowest address from `first` to `last` that is not taken. */
export function freeAddress(first: number, last: number, taken: ReadonlySet<number>): string | undefined {
  for (let address = first; address <= last; address++) {
    if (!taken.has(address)) return formatAddress(address);
  }
  return undefined;
}

/** The prefix of the given length that covers an address. */
export function prefixAround(address: number, length: number): Ipv4Prefix {
  const size = 2 ** (32 - length);
  const first = Math.floor(address / size) * size;
  const prefix = { text: "", length, first, last: first + size - 1, aligned: true };
  return { ...prefix, text: canonical(prefix) };
}

function lowestFree(length: number, range: Ipv4Prefix, taken: readonly Ipv4Prefix[]): Ipv4Prefix | undefined {
  if (length < range.length) return undefined;
  for (let first = range.first; first <= range.last;) {
    const candidate = prefixAround(first, length);
    const obstacle = taken.find((prefix) => overlaps(prefix, candidate));
    if (!obstacle) return candidate;
    // The end of the one in the way can lie inside this candidate, or far beyond it.
    first = Math.max(obstacle.last, candidate.last) + 1;
  }
  return undefined;
}
