import { contains, type Ipv4Prefix, overlaps, parseAddress, parseSource } from "../../../domain/ipv4";
import { isServiceTag } from "../../../domain/service-tag";
import { type Address, holds, isPublic } from "../../model/address";
import type { FirewallRule } from "../../model/azure";
import type { Packet } from "../../model/packet";
import { allOf, claim, or, type Truth } from "../../unknown/truth";
import { isOpen, shown, symbolsIn } from "../../unknown/value";
import { anyPortMatches } from "../../security/rules";
import { inChangingTag } from "../nsg/tags";

/** Whether a rule is there and matches a packet. */
export function ruleMatches(rule: FirewallRule, packet: Packet): Truth {
  return allOf(
    () => protocolMatches(rule, packet),
    () => portMatches(rule, packet),
    () => addressMatches(rule.sources, packet.source),
    () => destinationMatches(rule, packet.destination),
    () => hostMatches(rule, packet.destination),
    () => rule.exists ?? true,
  );
}

function protocolMatches({ protocols }: FirewallRule, { protocol }: Packet): Truth {
  return or(
    ...protocols.map((one) =>
      isOpen(one) ? claim(symbolsIn(one), `matches ${protocol}`) : one === "any" || one === protocol,
    ),
  );
}

/** ICMP has no ports. */
const portMatches = ({ ports }: FirewallRule, { port }: Packet): Truth => port === null || anyPortMatches(ports, port);

/** An application rule need not name addresses; a network rule may name hosts in their place. */
function destinationMatches(rule: FirewallRule, address: Address): Truth {
  const { kind, destinations } = rule;
  if (kind === "application" && destinations.length === 0) return true;
  const isNamed = destinations.some(isHostName) && isOfAllowedHost(rule, address);
  return isNamed || addressMatches(destinations, address);
}

/** A question about the internet at large is about the hosts that are allowed: only one that names an address is not. */
const isOfAllowedHost = ({ action }: FirewallRule, address: Address): boolean =>
  isAtLarge(address) && action === "Allow";

/** An address that stands for some of the internet. */
export const isAtLarge = (address: Address): boolean => !address.asked && isPublic(address);

/** "example.com"; "Storage.WestEurope" is a tag. */
const isHostName = (text: string): boolean =>
  !isOpen(text) && /[a-z]/.test(text) && text.includes(".") && !/^[A-Z]/.test(text);

const addressMatches = (texts: readonly string[], address: Address): Truth =>
  or(...texts.map((text) => textMatches(text, address)));

function textMatches(text: string, address: Address): Truth {
  if (text === "*") return true;
  if (isOpen(text)) return holds(text, address, "user");
  const range = rangeOf(text);
  if (range) return inRange(range, address);
  if (parseSource(text)) return holds(text, address, "user");
  return isServiceTag(text) && !text.includes(".") ? inChangingTag(text, address) : inChangingTagOrHost(text, address);
}

/** Either contains addresses that nobody knows beforehand. */
const inChangingTagOrHost = (text: string, address: Address): Truth =>
  isHostName(text) ? claim(`the addresses of ${text}`, `contain ${address.text}`) : inChangingTag(text, address);

/** "10.0.0.4-10.0.0.9". */
function rangeOf(text: string): Ipv4Prefix | undefined {
  const [first, last] = text.split("-").map((one) => parseAddress(one.trim()));
  return first === undefined || last === undefined ? undefined : { text, first, last, length: 32, aligned: true };
}

function inRange(range: Ipv4Prefix, address: Address): Truth {
  const liesThere = claim(address.text, `lies in ${range.text}`);
  if (!address.range) return liesThere;
  return contains(range, address.range) || (overlaps(range, address.range) && liesThere);
}

/** The client names a host, and the question may name an address (row 13.1). */
function hostMatches(rule: FirewallRule, address: Address): Truth {
  const { kind, hosts, name, action } = rule;
  if (kind !== "application" || hosts.length === 0 || hosts.includes("*")) return true;
  const open = hosts.filter(isOpen);
  if (open.length > 0) return claim(open.flatMap(symbolsIn), `matches ${shown(name)}`);
  if (isOfAllowedHost(rule, address)) return true;
  if (isAtLarge(address) && action === "Deny") return false;
  return claim(`the host name that is asked for at ${address.text}`, `matches ${shown(name)}`);
}

/** True for a rule that lets named hosts through and no others. */
export const allowsNamedHosts = ({ kind, hosts, destinations }: FirewallRule): boolean =>
  kind === "application"
    ? hosts.length > 0 && !hosts.includes("*")
    : destinations.length > 0 && destinations.every(isHostName);
