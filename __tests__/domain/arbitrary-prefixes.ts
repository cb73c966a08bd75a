import * as fc from "fast-check";
import { prefixAround } from "../../lib/domain/free-prefix";
import type { Ipv4Prefix } from "../../lib/domain/ipv4";

export const addresses = fc.nat({ max: 2 ** 32 - 1 });
export const prefixes = fc
  .tuple(addresses, fc.integer({ min: 0, max: 32 }))
  .map(([address, length]) => prefixAround(address, length));
/** Prefixes within 10.0.0.0/24, small enough to count by hand. */
export const small = fc
  .tuple(fc.nat({ max: 255 }), fc.integer({ min: 24, max: 32 }))
  .map(([last, length]) => prefixAround(0x0a000000 + last, length));

/** Every address of a prefix. */
export const members = ({ first, last }: Ipv4Prefix): Set<number> =>
  new Set(Array.from({ length: last - first + 1 }, (_, i) => first + i));
