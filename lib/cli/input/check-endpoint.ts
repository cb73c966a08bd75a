import { isIPv6 } from "node:net";
import { contains, mustParse, parsePrefix } from "../../domain/ipv4";
import { UserError } from "./user-error";

/** Prefixes that no host has an address in (RFC 1122, 5771, 1112). */
const NOT_HOSTS = [
  ["0.0.0.0/8", 'a "this network" address'],
  ["127.0.0.0/8", "a loopback address"],
  ["224.0.0.0/4", "a multicast address"],
  ["240.0.0.0/4", "a reserved or broadcast address"],
] as const;

/** Refuses an address that cannot be an end of a path. @throws UserError */
export function checkPathEndpoint(text: string): void {
  if (isIPv6(text.replace(/\/\d+$/, ""))) throw refused("IPv6 is not modelled", text, "an IPv4 address or a name");
  const prefix = parsePrefix(text);
  if (prefix)
    throw refused(
      `${text} is a prefix, not an address`,
      text,
      "a single address or a name",
      prefix.length === 32 ? text.replace("/32", "") : undefined,
    );
  const address = parsePrefix(`${text}/32`);
  const why = address && NOT_HOSTS.find(([block]) => contains(mustParse(block), address))?.[1];
  if (why !== undefined)
    throw refused(`${text} is not the address of a host`, why, "an internet address or the address of a VM");
}

const refused = (sentence: string, got: string, want: string, fix = "203.0.113.10"): UserError =>
  new UserError({ text: sentence, got, want, fix }, 2);
