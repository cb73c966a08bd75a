import { contains, type Ipv4Prefix, mustParse, overlaps, parseSource } from "../../domain/ipv4";
import { NON_INTERNET_PREFIXES } from "../../domain/special-ranges";
import { claim, type Truth, within } from "../unknown/truth";
import { isOpen, symbolsIn } from "../unknown/value";

/** An address of a packet: one that is known, or some address of a subnet. */
export interface Address {
  /** "10.0.0.4"; "10.0.0.x" where only the subnet is known. */
  readonly text: string;
  /** Id of the NIC, where the address itself is not known. */
  readonly nic?: string;
  /** Where it may lie; absent where not even the subnet's prefix is known. */
  readonly range?: Ipv4Prefix;
  /** Prefixes, as texts, that hold it: those of its subnet and of its network. */
  readonly within: readonly string[];
  /** The user asks for this very address, which may be one of a service's; others stand for some of the internet. */
  readonly asked?: true;
}

/** A known address. */
export function knownAddress(text: string): Address {
  return { text, range: mustParse(`${text}/32`), within: [] };
}

/** A known address, that of a question. */
export const askedAddress = (text: string, asked: boolean): Address => ({
  ...knownAddress(text),
  ...(asked && { asked }),
});

/** True for one and the same address, known or not. */
export const sameAddress = (a: Address, b: Address): boolean => a.text === b.text && a.nic === b.nic;

const NON_INTERNET = NON_INTERNET_PREFIXES.map(mustParse);

/** True where the address belongs to the internet. One that is not known is a NIC's, and private. */
export function isPublic({ range }: Address): boolean {
  return range !== undefined && !NON_INTERNET.some((block) => overlaps(block, range));
}

/**
 * Whether a prefix that somebody wrote holds the address. `of` says whose it is: two networks that are joined do not
 * overlap, so a range that is not known holds only the addresses of its own network (row A2); a user's route or rule
 * may hold anything.
 */
export function holds(prefix: string, address: Address, of: "network" | "user"): Truth {
  const written = parseSource(prefix);
  if (written?.length === 0) return true;
  if (written && address.range) return liesIn(address, address.range, written);
  if (address.within.includes(prefix)) return true;
  if (of === "network" || (!written && !isOpen(prefix))) return false;
  return written ? within(ownAddress(address), prefix) : claim(symbolsIn(prefix), `contains ${address.text}`);
}

function liesIn(address: Address, range: Ipv4Prefix, prefix: Ipv4Prefix): Truth {
  if (contains(prefix, range)) return true;
  return overlaps(prefix, range) && within(ownAddress(address), prefix.text, range.text);
}

const ownAddress = ({ nic, text }: Address): string => (nic === undefined ? text : `${nic}.private_ip_address`);
