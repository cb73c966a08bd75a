import { facts } from "../facts";
import type { Firewall, FirewallRule, Subnet } from "../model/azure";
import type { Packet } from "../model/packet";
import { edited } from "../model/repair";
import { isUnknown, shown } from "../unknown/value";
import type { RepairableFault } from "./repairable-fault";
import { allowing } from "./security";

/** An Azure Firewall drops a packet, or cannot send it on. */

/** @param rule the rule that denies; undefined: no rule matches */
export const deniedByFirewall = (
  { id, name, rules }: Firewall,
  packet: Packet,
  rule: FirewallRule | undefined,
): RepairableFault => {
  const { protocol, source, destination, port } = packet;
  return {
    reason: "firewall-deny",
    text: `${name} denies ${protocol} from ${source.text} to ${destination.text}${port === null ? "" : ` port ${port}`}`,
    at: rule?.at ?? id,
    hop: name,
    got: rule ? ruleText(rule) : rules.length === 0 ? "no rules: it denies everything" : "no rule matches",
    want: "a rule that allows it",
    fix: `add a network rule to a collection that comes first, with the action Allow: ${allowing(packet)}`,
    facts: facts("13.1"),
    repair: (topology) => edited(topology, "firewalls", id, { rules: [allowingAll(id), ...rules] }),
  };
};

const allowingAll = (at: string): FirewallRule => ({
  kind: "network",
  name: "repaired",
  at,
  action: "Allow",
  order: [0],
  sources: ["*"],
  destinations: ["*"],
  ports: ["*"],
  protocols: ["any"],
  hosts: [],
});

/** "deny net-deny/all". */
export const ruleText = ({ name, action }: FirewallRule): string =>
  `${isUnknown(action) ? "rule" : action.toLowerCase()} ${shown(name)}`;

/** It sees an answer, and has not seen what is answered. */
export const answerToUnseen = ({ id, name }: Firewall, { source, destination }: Packet): RepairableFault => ({
  reason: "firewall-state",
  text: `${name} drops the answer from ${source.text} to ${destination.text}: the request did not pass through it`,
  at: id,
  hop: name,
  got: "only the answers pass through the firewall",
  want: "both directions of a connection through the same firewall",
  fix: `route ${source.text} to ${name} where the request comes from, or route the answers past it`,
  facts: facts("13.6"),
});

/** It has seen a request, and the answer goes another way. */
export const answerPastFirewall = ({ id, name }: Firewall, { source, destination }: Packet): RepairableFault => ({
  reason: "firewall-state",
  text: `the answer from ${destination.text} to ${source.text} does not pass through ${name}, which drops the rest of the connection`,
  at: id,
  hop: name,
  got: "only the requests pass through the firewall",
  want: "both directions of a connection through the same firewall",
  fix: `route ${source.text} to ${name} where the answer comes from, or route the requests past it`,
  facts: facts("13.6"),
});

/** A packet is for the firewall itself, and no NAT rule leads it on. */
export const noNatRule = ({ id, name }: Firewall, { protocol, port, destination }: Packet): RepairableFault => ({
  reason: "firewall-deny",
  text: `${name} has no NAT rule for ${protocol}${port === null ? "" : ` port ${port}`} to ${destination.text}`,
  at: id,
  hop: name,
  got: "no NAT rule matches",
  want: "a NAT rule that translates it",
  fix: "add a NAT rule with this destination and port, and the address to translate them to",
  facts: facts("13.4"),
});

/** A NAT rule leads to something that only the apply knows, or to a name. */
export const translationUnknown = (
  { id, name }: Firewall,
  { name: rule, translated }: FirewallRule,
): RepairableFault => ({
  reason: "value-unknown",
  text: `where the NAT rule ${shown(rule)} of ${name} leads is not known`,
  at: id,
  hop: name,
  got: `translated to ${shown(translated?.address ?? "nothing")}`,
  want: "an address",
  fix: "set translated_address to the address of a network interface",
  facts: facts("13.4"),
});

/** Names are asked of the firewall itself. */
export const dnsProxyNotModelled = ({ id, name }: Firewall): RepairableFault => ({
  reason: "not-modelled",
  text: `what ${name} does as a DNS proxy is not modelled`,
  at: id,
  hop: name,
  got: "port 53 of the firewall",
  want: "an answer of the firewall",
  fix: "test it in the deployed network",
  facts: facts("13.1"),
});

/** Its own subnet has another default route than to the internet, and it has no management subnet (row 11.3). */
export const defaultWithoutManagement = ({ id, name }: Firewall, subnet: Subnet, got: string): RepairableFault => ({
  reason: "not-modelled",
  text: `${name} has no management subnet, and the default route of its subnet does not lead to the internet: Azure does not support that`,
  at: subnet.id,
  hop: name,
  got,
  want: "a UDR 0.0.0.0/0 to Internet, or a management_ip_configuration",
  fix: `associate a route table with the route 0.0.0.0/0 -> Internet, or add a management_ip_configuration to ${id}`,
  facts: facts("11.3"),
});

/** It sends to the internet, and has no public IP for that. */
export const firewallWithoutEgress = ({ id, name, management }: Firewall): RepairableFault => ({
  reason: "no-egress-identity",
  text: `${name} has no public address to leave with`,
  at: id,
  hop: name,
  got: `no public_ip_address_id in its ip_configuration${management ? "; that of its management is for Azure only" : ""}`,
  want: "a default route of its subnet to an NVA or gateway; otherwise a public IP",
  fix: "add public_ip_address_id to its ip_configuration",
  facts: facts("13.3"),
  repair: (topology) => ({
    ...edited(topology, "firewalls", id, { egressIps: [`repaired ${id}`] }),
    publicIps: [...topology.publicIps, { id: `repaired ${id}`, name: `a public IP of ${name}` }],
  }),
});

/** It keeps the source address of what it sends to the internet. */
export const firewallKeepsSource = ({ id, name, untranslated }: Firewall, { source }: Packet): RepairableFault => ({
  reason: "nat-missing",
  text: `${name} sends packets from ${source.text} to the internet without translating them, and Azure drops them`,
  at: id,
  hop: name,
  got: `private_ip_ranges = ${untranslated.map(shown).join(", ")}`,
  want: "source NAT for what leaves to the internet",
  fix: "remove private_ip_ranges, or restrict them to ranges of your own networks",
  facts: facts("13.2"),
});
