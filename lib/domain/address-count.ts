import type { Ipv4Prefix } from "./ipv4";

/** How many addresses the prefixes cover together, each counted once. */
export function addressCount(prefixes: readonly Ipv4Prefix[]): number {
  let count = 0;
  let next = 0;
  for (const { first, last } of [...prefixes].sort((a, b) => a.first - b.first)) {
    if (last < next) continue;
    count += last - Math.max(first, next) + 1;
    next = last + 1;
  }
  return count;
}
