import { dnsProxyNotModelled, noNatRule, translationUnknown, deniedByFirewall, ruleText } from "../../faults/firewalls";
import { parseAddress } from "../../../domain/ipv4";
import { type Address, isPublic, knownAddress } from "../../model/address";
import type { Firewall, FirewallRule } from "../../model/azure";
import { referredAddress } from "../../model/nic-address";
import type { TopologyIndex } from "../../model/topology-index";
import { isOpen, shown, symbol } from "../../unknown/value";
import type { Step } from "../step";
import { passes, type Transit } from "../transit";
import { decideTranslated, natRuleFor } from "./decide";
import type { FirewallStation } from "./station";

/** A public IP of a firewall as the destination of packets: by its address, or as texts refer to it. */
export function publicAddress(index: TopologyIndex, publicIp: string): Address {
  const reference = symbol(`${publicIp}.ip_address`);
  const address = index.publicIps.get(publicIp)?.address;
  return address !== undefined && parseAddress(address) !== undefined
    ? { ...knownAddress(address), within: [reference] }
    : { text: shown(reference), within: [reference], nic: publicIp };
}

/** True for a packet to an address of the firewall: only its NAT rules say where that goes on to (row 13.4). */
export function isForFirewall({ routing: { index }, packet }: Transit, { firewall }: FirewallStation): boolean {
  const { destination } = packet;
  return (
    destination.text === firewall.address ||
    destination.nic === firewall.id ||
    firewall.egressIps.some((id) => publicAddress(index, id).text === destination.text)
  );
}

/** A packet with another destination and the firewall's own source, or its end. */
export function translated(transit: Transit, station: FirewallStation): { readonly transit: Transit } | Step {
  const { firewall, nic } = station;
  const { routing, packet } = transit;
  const { scenario, index } = routing;
  const rule = natRuleFor(scenario, withoutOtherAddresses(firewall, packet.destination, index), packet);
  if (!rule)
    return packet.port === DNS
      ? transit.undetermined(dnsProxyNotModelled(firewall))
      : transit.drop(noNatRule(firewall, packet));
  const to = addressOfRule(index, rule);
  const port = rule.translated?.port === undefined ? packet.port : Number(rule.translated.port);
  if (!to || Number.isNaN(port)) return transit.undetermined(translationUnknown(firewall, rule));
  const own = index.addressOf(nic);
  const sent = transit
    .decided(
      passes({ kind: "firewall", text: ruleText(rule), because: "NAT rule", at: rule.at }, "13.4"),
      passes(
        { kind: "nat", text: `${packet.destination.text} -> ${to.text}`, because: shown(rule.name), at: rule.at },
        "13.4",
      ),
      passes(
        { kind: "nat", text: `${packet.source.text} -> ${own.text}`, because: "source NAT", at: firewall.id },
        "13.4",
      ),
    )
    .rewritten({ source: own, destination: to, port })
    .withTranslations([
      ...transit.trace.translations,
      {
        nic: nic.id,
        original: packet.source,
        target: isPublic(packet.source) ? own : packet.destination,
        port: packet.port,
      },
    ]);
  const decision = decideTranslated(scenario, firewall, { ...sent.packet, source: packet.source });
  return decision.allowed ? { transit: sent } : sent.drop(deniedByFirewall(firewall, sent.packet, decision.rule));
}

const DNS = 53;

/** A rule names a public IP by reference: that of another one does not match. */
function withoutOtherAddresses(
  { name, rules, egressIps }: Firewall,
  { within }: Address,
  index: TopologyIndex,
): Pick<Firewall, "name" | "rules"> {
  const others = new Set(
    egressIps.flatMap((id) => publicAddress(index, id).within).filter((one) => !within.includes(one)),
  );
  return {
    name,
    rules: rules.map((rule) =>
      rule.kind === "nat" ? { ...rule, destinations: rule.destinations.filter((one) => !others.has(one)) } : rule,
    ),
  };
}

/** Where a NAT rule leads: an address, or the NIC that a reference names; undefined where that is not known. */
function addressOfRule(index: TopologyIndex, { translated: to }: FirewallRule): Address | undefined {
  const text = to?.address;
  if (text === undefined) return undefined;
  if (parseAddress(text) !== undefined) return knownAddress(text);
  const nic = isOpen(text) ? index.topology.nics.find((one) => referredAddress(one) === text) : undefined;
  return nic && index.addressOf(nic);
}
