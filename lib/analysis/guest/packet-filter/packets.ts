import { contains, overlaps, parseSource } from "../../../domain/ipv4";
import type { Guest, PacketChain, PacketRule, PrefixMatch } from "../../model/guest";

/** A packet as a guest sees it. */
export interface GuestPacket {
  /** A dotted address, or the prefix in which the unknown one lies. */
  readonly source: string;
  readonly destination: string;
  readonly protocol: "tcp" | "udp" | "icmp";
  /** Destination port; null for ICMP, or where it is not known. */
  readonly port: number | null;
  readonly state: "new" | "established";
}

/** What the forward chains make of a packet. */
export interface ForwardResult {
  readonly verdict: "accept" | "drop" | "unknown";
  /** The line that decided; of an undecided one the line that it hangs on. */
  readonly by: string;
}

/** What the postrouting chains make of a packet's source. */
export interface TranslateResult {
  readonly action: "masquerade" | "snat" | "none" | "unknown";
  /** With snat. */
  readonly address?: string;
  readonly by: string;
}

type Answer = boolean | "unknown";

/** Whether a packet passes: every chain of the forward hook has to accept it. */
export function forwardPacket(guest: Guest, packet: GuestPacket): ForwardResult {
  let by = "no rule";
  let open: string | undefined;
  for (const chain of guest.forward) {
    const one = throughChain(chain, packet);
    if (one.verdict === "drop") return one;
    if (one.verdict === "unknown") open ??= one.by;
    by = one.by;
  }
  return open === undefined ? { verdict: "accept", by } : { verdict: "unknown", by: open };
}

function throughChain({ name, policy, rules }: PacketChain, packet: GuestPacket): ForwardResult {
  const open: { verdict: "accept" | "drop" | "unknown"; line: string }[] = [];
  for (const rule of rules) {
    const holds = matches(rule, packet);
    if (holds === false) continue;
    const verdict = verdictOf(rule, policy);
    if (holds === true && verdict !== "unknown") return settled(verdict, rule.line, open);
    open.push({ verdict, line: rule.line });
  }
  return settled(policy, `${name}: policy ${policy}`, open);
}

function verdictOf({ action }: PacketRule, policy: "accept" | "drop"): "accept" | "drop" | "unknown" {
  return action === "accept" || action === "drop" ? action : action === "return" ? policy : "unknown";
}

/** Rules that may hold make no difference where they say the same. */
function settled(
  verdict: "accept" | "drop",
  by: string,
  open: readonly { verdict: string; line: string }[],
): ForwardResult {
  const other = open.find((one) => one.verdict !== verdict);
  return other ? { verdict: "unknown", by: other.line } : { verdict, by };
}

/** What happens to the source of a packet that leaves: the first chain that translates decides. */
export function translate(guest: Guest, packet: GuestPacket): TranslateResult {
  let last: TranslateResult = { action: "none", by: "no rule" };
  for (const chain of guest.postrouting) {
    last = translatedBy(chain, packet);
    if (last.action !== "none") return last;
  }
  return last;
}

function translatedBy({ name, rules }: PacketChain, packet: GuestPacket): TranslateResult {
  const open: TranslateResult[] = [];
  for (const rule of rules) {
    const holds = matches(rule, packet);
    if (holds === false) continue;
    const result = translationOf(rule);
    if (holds === true && result.action !== "unknown") return agreed(result, open);
    open.push(result);
  }
  return agreed({ action: "none", by: `${name}: no rule holds` }, open);
}

function translationOf(rule: PacketRule): TranslateResult {
  if (rule.action === "masquerade") return { action: "masquerade", by: rule.line };
  if (rule.action === "snat")
    return { action: "snat", ...(rule.address === undefined ? {} : { address: rule.address }), by: rule.line };
  return { action: rule.action === "unknown" ? "unknown" : "none", by: rule.line };
}

function agreed(result: TranslateResult, open: readonly TranslateResult[]): TranslateResult {
  const other = open.find((one) => one.action !== result.action || one.address !== result.address);
  return other ? { action: "unknown", by: other.by } : result;
}

function matches(rule: PacketRule, packet: GuestPacket): Answer {
  const answers: Answer[] = [
    inPrefixes(rule.source, packet.source),
    inPrefixes(rule.destination, packet.destination),
    rule.protocol === undefined || rule.protocol === packet.protocol,
    rule.destinationPorts === undefined || inPorts(rule.destinationPorts, packet.port),
    rule.states === undefined || rule.states.includes(packet.state),
    rule.condition === undefined || "unknown",
  ];
  return answers.includes(false) ? false : answers.includes("unknown") ? "unknown" : true;
}

function inPrefixes(match: PrefixMatch | undefined, text: string): Answer {
  if (!match) return true;
  const address = parseSource(text);
  const answers = match.prefixes.map((prefix): Answer => {
    if (prefix === text || prefix === `${text}/32`) return true;
    const within = parseSource(prefix);
    if (!address || !within) return within?.length === 0 ? true : "unknown";
    return contains(within, address) ? true : overlaps(within, address) ? "unknown" : false;
  });
  const inside: Answer = answers.includes(true) ? true : answers.includes("unknown") ? "unknown" : false;
  return inside === "unknown" ? inside : inside !== match.negated;
}

function inPorts(ports: readonly string[], port: number | null): Answer {
  if (port === null) return "unknown";
  return ports.some((range) => {
    const [first = "", last = first] = range.split("-");
    return Number(first) <= port && port <= Number(last);
  });
}
