import { contains, type Ipv4Prefix, parseSource } from "../../domain/ipv4";

/** True where all addresses of a range lie in a prefix; false where either is not known. */
export function liesWithin(range: Ipv4Prefix | undefined, prefix: string): boolean {
  const written = parseSource(prefix);
  return written !== undefined && range !== undefined && contains(written, range);
}
