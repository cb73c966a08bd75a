import { isIPv6 } from "node:net";
import { contains, mustParse, parsePrefix } from "../../domain/ipv4";
import { UserError } from "./user-error";

/** What no host has as its own address, and why (RFC 1122, 5771, 1112). */
const NOBODYS = [
  ["0.0.0.0/8", "an address that stands for none"],
  ["127.0.0.0/8", "the address of whoever asks"],
  ["224.0.0.0/4", "a multicast address"],
  ["240.0.0.0/4", "a reserved or broadcast address"],
] as const;

/** Refuses what a packet cannot go to or come from, and what no name can be. @throws UserError */
export function checkPathEndpoint(text: string): void {
  if (isIPv6(text.replace(/\/\d+$/, ""))) throw refused("IPv6 is not modelled", text, "an IPv4 address, or a name");
  const prefix = parsePrefix(text);
  if (prefix)
    throw refused(
      `${text} is a prefix, not an address`,
      text,
      "one address, or a name",
      prefix.length === 32 ? text.replace("/32", "") : undefined,
    );
  const address = /^\d+(\.\d+){3}$/.test(text) ? parsePrefix(`${text}/32`) : undefined;
  const why = address && NOBODYS.find(([block]) => contains(mustParse(block), address))?.[1];
  if (why !== undefined) throw refused(`${text} is no address of a host`, why, "an address of the internet, or a VM's");
}

const refused = (sentence: string, got: string, want: string, fix = "203.0.113.10"): UserError =>
  new UserError({ text: sentence, got, want, fix }, 2);
