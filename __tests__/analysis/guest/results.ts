import { forwardPacket, type GuestPacket, translate } from "../../../lib/analysis/guest/packet-filter/packets";
import { applyPolicies, type PolicyRoute } from "../../../lib/analysis/guest/frr/policy";
import type { Address } from "../../../lib/analysis/model/address";
import type { Guest, Origination, Policy } from "../../../lib/analysis/model/guest";
import { parseSource } from "../../../lib/domain/ipv4";
import type { Alternatives } from "../../../lib/analysis/unknown/alternatives";

/** A packet with its addresses as texts; a prefix stands for one unknown address in it. */
export interface PacketText extends Omit<GuestPacket, "source" | "destination"> {
  readonly source: string;
  readonly destination: string;
}

/** The only result, or "unknown" where several are possible. */
function only<T, R>(results: Alternatives<T>, of: (result: T) => R): R | "unknown" {
  const [first, ...others] = results.map(({ result }) => of(result));
  return others.length === 0 ? first! : "unknown";
}

const addressOf = (text: string): Address => {
  const range = parseSource(text);
  return { text, ...(text.includes("/") && { nic: "nic" }), ...(range && { range }), within: [] };
};

const packetOf = (packet: PacketText): GuestPacket => ({
  ...packet,
  source: addressOf(packet.source),
  destination: addressOf(packet.destination),
});

/** What the forward chains do with a packet, and the line that decides first. */
export function forwarded(guest: Guest, packet: PacketText): { verdict: "accept" | "drop" | "unknown"; by: string } {
  const results = forwardPacket(guest, packetOf(packet), "vm");
  return { verdict: only(results, ({ accepted }) => (accepted ? "accept" : "drop")), by: results[0]!.result.by };
}

/** What the postrouting chains do with a packet's source address. */
export function translated(guest: Guest, packet: PacketText): { action: string; addresses?: string } {
  const results = translate(guest, packetOf(packet), "vm");
  const action = only(results, (result) => result.action);
  const { addresses } = results[0]!.result;
  return { action, ...(action !== "unknown" && addresses && { addresses: addresses.join(" ") }) };
}

/** What policies do with a route; of several results, the route of the first. */
export function filtered(
  policies: readonly Policy[],
  route: PolicyRoute,
): { verdict: "permit" | "deny" | "unknown"; route: PolicyRoute } {
  const results = applyPolicies(policies, route, "vm");
  const verdict = only(results, ({ permitted }) => (permitted ? "permit" : "deny"));
  return { verdict, route: results[0]!.result.route };
}

/** When a guest announces what it originates. */
export function announced({ present, healthCheck }: Origination): "always" | "while healthy" | "unknown" {
  if (present !== true) return "unknown";
  return healthCheck === undefined ? "always" : "while healthy";
}
