import { type Address, holds } from "../../model/address";
import type { Guest, PacketChain, PacketRule, PrefixMatch } from "../../model/guest";
import { after, type Alternatives, certain, either } from "../../unknown/alternatives";
import { and, not, or, statement, type Truth } from "../../unknown/truth";
import { shown } from "../../unknown/value";

/** A packet as a guest sees it. */
export interface GuestPacket {
  readonly source: Address;
  readonly destination: Address;
  readonly protocol: "tcp" | "udp" | "icmp";
  /** Destination port; null for ICMP, or where it is not known. */
  readonly port: number | null;
  readonly state: "new" | "established";
}

/** What the forward chains do with a packet. */
export interface FilterResult {
  readonly accepted: boolean;
  /** The rule or the policy that decided. */
  readonly by: string;
}

/** What the postrouting chains do with a packet's source address. */
export interface TranslationResult {
  readonly action: "masquerade" | "snat" | "none";
  /** With snat: the address, or those that packets are spread over. */
  readonly addresses?: readonly string[];
  /** What decided: the translating part of a rule, or the whole rule that does not translate. */
  readonly by: string;
}

const sameVerdict = (a: FilterResult, b: FilterResult): boolean => a.accepted === b.accepted;

const sameTranslation = (a: TranslationResult, b: TranslationResult): boolean =>
  a.action === b.action && a.addresses?.join() === b.addresses?.join();

/**
 * Whether a packet passes: every chain of the forward hook has to accept it.
 *
 * @param machine the machine's name, for the claims that decide
 */
export const forwardPacket = (guest: Guest, packet: GuestPacket, machine: string): Alternatives<FilterResult> =>
  filtered(guest.forward, packet, machine);

/**
 * Whether a packet for an address of the guest's own passes: every chain of the input hook has to accept it.
 *
 * @param machine the machine's name, for the claims that decide
 */
export const receivePacket = (guest: Guest, packet: GuestPacket, machine: string): Alternatives<FilterResult> =>
  filtered(guest.input ?? [], packet, machine);

function filtered(chains: readonly PacketChain[], packet: GuestPacket, machine: string): Alternatives<FilterResult> {
  return chains.reduce<Alternatives<FilterResult>>(
    (results, chain) =>
      after(results, (result) => (result.accepted ? filteredBy(chain, packet, machine) : certain(result)), sameVerdict),
    certain({ accepted: true, by: "no rule" }),
  );
}

function filteredBy(
  { name, policy, rules }: PacketChain,
  packet: GuestPacket,
  machine: string,
): Alternatives<FilterResult> {
  return rules.reduceRight<Alternatives<FilterResult>>(
    (rest, rule) =>
      either(
        matches(rule, packet, machine),
        either(
          accepts(rule, policy, packet, machine),
          certain({ accepted: true, by: rule.line }),
          certain({ accepted: false, by: rule.line }),
          sameVerdict,
        ),
        rest,
        sameVerdict,
      ),
    certain({ accepted: policy === "accept", by: `${name}: policy ${policy}` }),
  );
}

function accepts(rule: PacketRule, policy: PacketChain["policy"], packet: GuestPacket, machine: string): Truth {
  if (rule.action === "return") return policy === "accept";
  if (rule.action === "unknown") return statement(about(rule, "accepts", packet, machine));
  return rule.action === "accept";
}

/**
 * What happens to the source address of a packet that leaves: the first chain that translates decides.
 *
 * @param machine the machine's name, for the claims that decide
 */
export function translate(guest: Guest, packet: GuestPacket, machine: string): Alternatives<TranslationResult> {
  return guest.postrouting.reduce<Alternatives<TranslationResult>>(
    (results, chain) =>
      after(
        results,
        (result) => (result.action === "none" ? translatedBy(chain, packet, machine) : certain(result)),
        sameTranslation,
      ),
    certain({ action: "none", by: "no rule" }),
  );
}

function translatedBy(
  { name, rules }: PacketChain,
  packet: GuestPacket,
  machine: string,
): Alternatives<TranslationResult> {
  return rules.reduceRight<Alternatives<TranslationResult>>(
    (rest, rule) => either(matches(rule, packet, machine), translationBy(rule, packet, machine), rest, sameTranslation),
    certain({ action: "none", by: `${name}: no rule matches` }),
  );
}

function translationBy(rule: PacketRule, packet: GuestPacket, machine: string): Alternatives<TranslationResult> {
  const by = translationIn(rule.line);
  if (rule.action === "masquerade") return certain({ action: "masquerade", by });
  if (rule.action === "snat")
    return certain({ action: "snat", ...(rule.addresses && { addresses: rule.addresses }), by });
  if (rule.action !== "unknown") return certain({ action: "none", by });
  return [
    { when: statement(about(rule, "translates", packet, machine)), result: { action: "masquerade", by } },
    { when: true, result: { action: "none", by } },
  ];
}

/** A rule without its conditions, which the packet fits: "masquerade fully-random", "-j SNAT --to-source 10.0.0.4". */
const translationIn = (line: string): string => /(?:-j\s+)?\b(?:masquerade|snat)\b.*$/i.exec(line)?.[0] ?? line;

function matches(rule: PacketRule, packet: GuestPacket, machine: string): Truth {
  return and(
    matchesPrefixes(rule.source, packet.source),
    matchesPrefixes(rule.destination, packet.destination),
    rule.protocol === undefined || rule.protocol === packet.protocol,
    rule.states === undefined || rule.states.includes(packet.state),
    matchesPorts(rule, packet, machine),
    rule.condition === undefined || statement(about(rule, "applies to", packet, machine)),
  );
}

function matchesPrefixes(match: PrefixMatch | undefined, address: Address): Truth {
  if (!match) return true;
  const inside = or(...match.prefixes.map((prefix) => holds(prefix, address, "user")));
  return match.negated ? not(inside) : inside;
}

function matchesPorts(rule: PacketRule, packet: GuestPacket, machine: string): Truth {
  const { port } = packet;
  if (rule.destinationPorts === undefined) return true;
  if (port === null) return statement(about(rule, "has the port of", packet, machine));
  return rule.destinationPorts.some((range) => {
    const [first = "", last = first] = range.split("-");
    return Number(first) <= port && port <= Number(last);
  });
}

/** "ip saddr 10.0.0.0/8 drop" applies to 10.0.0.4 -> 8.8.8.8 on vm-nva100. */
const about = (rule: PacketRule, verb: string, { source, destination }: GuestPacket, machine: string): string =>
  `"${shown(rule.line)}" ${verb} ${source.text} -> ${destination.text} on ${machine}`;
