import { contains, type Ipv4Prefix, overlaps, parseAddress, parseSource } from "../../../domain/ipv4";
import { isServiceTag } from "../../../domain/service-tag";
import { type Address, holds } from "../../model/address";
import type { FirewallRule } from "../../model/azure";
import type { Packet } from "../../model/packet";
import { allOf, claim, or, type Truth } from "../../unknown/truth";
import { isOpen, shown, symbolsIn } from "../../unknown/value";
import { anyPortMatches } from "../rules";
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

/** An application rule need not name addresses. */
const destinationMatches = ({ kind, destinations }: FirewallRule, address: Address): Truth =>
  kind === "application" && destinations.length === 0 ? true : addressMatches(destinations, address);

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

/** "Storage.WestEurope" is a tag, "example.com" a host name: either contains addresses that nobody knows beforehand. */
const inChangingTagOrHost = (text: string, address: Address): Truth =>
  /^[A-Z]/.test(text) ? inChangingTag(text, address) : claim(`the addresses of ${text}`, `contain ${address.text}`);

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

/** The client names a host, and the question names an address (row 13.1). */
function hostMatches({ kind, hosts, name }: FirewallRule, { text }: Address): Truth {
  if (kind !== "application" || hosts.includes("*")) return true;
  const known = hosts.filter((host) => !isOpen(host));
  const about = hosts.length > known.length ? hosts.flatMap(symbolsIn) : [`the host name that is asked for at ${text}`];
  return hosts.length === 0 ? true : claim(about, `matches ${shown(name)}`);
}
