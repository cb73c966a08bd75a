import { PLATFORM_ADDRESS } from "../../../domain/special-ranges";
import { equals, statement } from "../../unknown/truth";
import { type Address, holds, isPublic, sameAddress } from "../../model/address";
import type { Fabric } from "../../routes/fabric";
import { facts } from "../../facts";
import type { Nic, SecurityGroup, SecurityRule, Subnet } from "../../model/azure";
import type { Packet } from "../../model/packet";
import type { Decision, EffectiveRoute } from "../../results";
import { isOpen, isUnknown, shown } from "../../unknown/value";

type Direction = "Inbound" | "Outbound";

const rule = (
  name: string,
  priority: number,
  direction: Direction,
  access: "Allow" | "Deny",
  source: string,
  destination: string,
): SecurityRule => ({
  name,
  priority,
  direction,
  access,
  protocol: "*",
  sources: [source],
  destinations: [destination],
  sourcePorts: ["*"],
  destinationPorts: ["*"],
  sourceGroups: [],
  destinationGroups: [],
});

/** What every group ends with (row 6.2). */
const DEFAULT_RULES: readonly SecurityRule[] = [
  rule("AllowVnetInBound", 65000, "Inbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
  rule("AllowAzureLoadBalancerInBound", 65001, "Inbound", "Allow", "AzureLoadBalancer", "*"),
  rule("DenyAllInBound", 65500, "Inbound", "Deny", "*", "*"),
  rule("AllowVnetOutBound", 65000, "Outbound", "Allow", "VirtualNetwork", "VirtualNetwork"),
  rule("AllowInternetOutBound", 65001, "Outbound", "Allow", "*", "Internet"),
  rule("DenyAllOutBound", 65500, "Outbound", "Deny", "*", "*"),
];

/** A decision of a security group, and the group that made it. */
export interface SecurityDecision extends Decision {
  readonly group: SecurityGroup;
  readonly rule: SecurityRule;
  /** A rule up to the deciding one asks for a tag. */
  readonly tagged: boolean;
  /** And the tag is one that a UDR 0/0 to Internet keeps from widening (row 6.6). */
  readonly restsOnTag: boolean;
}

/**
 * What the groups of a NIC and its subnet say: in, subnet then NIC; out, NIC then subnet; both must allow (row 6.1).
 */
export function judge(
  fabric: Fabric,
  nic: Nic,
  subnet: Subnet,
  direction: Direction,
  packet: Packet,
): SecurityDecision[] {
  const order = direction === "Inbound" ? [subnet, nic] : [nic, subnet];
  const decisions: SecurityDecision[] = [];
  for (const component of order) {
    const group = fabric.index.securityGroupOf(component);
    if (!group) continue;
    const decision = groupDecides(fabric, group, subnet, direction, packet);
    decisions.push(decision);
    if (!decision.ok) break;
  }
  return decisions;
}

function groupDecides(
  fabric: Fabric,
  group: SecurityGroup,
  subnet: Subnet,
  direction: Direction,
  packet: Packet,
): SecurityDecision {
  const { scenario } = fabric;
  const ordered = [...group.rules, ...DEFAULT_RULES]
    .map((one) => ({ one, priority: priorityOf(fabric, group, one) }))
    .sort((a, b) => a.priority - b.priority);
  const rules = ordered.map(({ one }) => one).filter((one) => sameDirection(fabric, group, one, direction));
  const first = rules.find((one) => fits(fabric, subnet, one, packet) && fabric.index.exists(one))!;
  const allowed = isUnknown(first.access)
    ? scenario.isTrue(equals(first.access.unknown, "Allow"))
    : first.access === "Allow";
  const tags = asksForTag(first);
  const tagged = rules.slice(0, rules.indexOf(first) + 1).some(asksForTag);
  return {
    kind: "nsg",
    text: `${allowed ? "allow" : "deny"}  ${first.name} (${isUnknown(first.priority) ? "priority after apply" : first.priority})`,
    because: group.name,
    ok: allowed,
    at: group.id,
    facts: facts(
      "6.1",
      ...(DEFAULT_RULES.includes(first) ? (["6.2"] as const) : []),
      ...(tags ? (["6.4"] as const) : []),
    ),
    group,
    rule: first,
    tagged,
    restsOnTag: tagged && (isPublic(packet.source) || isPublic(packet.destination)) && keptFromWidening(fabric, subnet),
  };
}

const asksForTag = ({ sources, destinations }: SecurityRule): boolean =>
  [...sources, ...destinations].some((text) => isTag(text, "VirtualNetwork") || isTag(text, "Internet"));

/** Azure does not tell capitals apart in tags. */
const isTag = (text: string, tag: string): boolean => text.toLowerCase() === tag.toLowerCase();

function priorityOf({ scenario }: Fabric, group: SecurityGroup, { name, priority }: SecurityRule): number {
  if (!isUnknown(priority)) return priority;
  return scenario.isTrue(statement(`${name} comes first in ${group.name} (${priority.unknown})`)) ? 0 : 64999;
}

function sameDirection(
  { scenario }: Fabric,
  group: SecurityGroup,
  { name, direction }: SecurityRule,
  wanted: Direction,
): boolean {
  return isUnknown(direction)
    ? scenario.isTrue(statement(`${name} of ${group.name} is ${wanted}`))
    : direction === wanted;
}

function fits(fabric: Fabric, subnet: Subnet, one: SecurityRule, packet: Packet): boolean {
  const protocol = one.protocol.toLowerCase();
  if (
    isOpen(one.protocol)
      ? !fabric.scenario.isTrue(statement(`${shown(one.protocol)} is ${packet.protocol}`))
      : protocol !== "*" && protocol !== packet.protocol
  )
    return false;
  // An answer that a group sees without having seen the question comes from the port that was asked.
  const [toPorts, fromPorts] = packet.answer
    ? [one.sourcePorts, one.destinationPorts]
    : [one.destinationPorts, one.sourcePorts];
  if (packet.port !== null && !portFits(fabric, toPorts, packet.port)) return false;
  if (
    packet.port !== null &&
    !fromPorts.includes("*") &&
    !fabric.scenario.isTrue(
      statement(`the port chosen by the asking side is one of ${fromPorts.map(shown).join(", ")}`),
    )
  )
    return false;
  return (
    side(fabric, subnet, one.sources, one.sourceGroups, packet.source) &&
    side(fabric, subnet, one.destinations, one.destinationGroups, packet.destination)
  );
}

function portFits({ scenario }: Fabric, ports: readonly string[], port: number): boolean {
  return ports.some((text) => {
    if (text === "*") return true;
    if (isOpen(text)) return scenario.isTrue(statement(`${shown(text)} holds port ${port}`));
    const [from = "", to = from] = text.split("-");
    return Number(from) <= port && port <= Number(to);
  });
}

function side(
  fabric: Fabric,
  subnet: Subnet,
  texts: readonly string[],
  groups: readonly string[],
  address: Address,
): boolean {
  return texts.some((text) => addressFits(fabric, subnet, text, address)) || inGroups(fabric, groups, address);
}

function inGroups({ index }: Fabric, groups: readonly string[], address: Address): boolean {
  if (groups.length === 0) return false;
  const nic = index.topology.nics.find((one) => sameAddress(index.addressOf(one), address));
  return nic?.applicationSecurityGroups.some((group) => groups.includes(group)) ?? false;
}

function addressFits(fabric: Fabric, subnet: Subnet, text: string, address: Address): boolean {
  if (text === "*" || isTag(text, "Any")) return true;
  if (isTag(text, "VirtualNetwork")) return inVirtualNetwork(fabric, subnet, address);
  // Internet is the rest (row 6.11).
  if (isTag(text, "Internet")) return !inVirtualNetwork(fabric, subnet, address);
  if (isTag(text, "AzureLoadBalancer")) return address.text === PLATFORM_ADDRESS;
  if (isOpen(text) || /^[\d.]+(\/\d+)?$/.test(text)) return fabric.scenario.isTrue(holds(text, address, "user"));
  // An IPv6 prefix holds no IPv4 address.
  if (text.includes(":")) return false;
  // Which addresses another tag holds changes from week to week.
  return isPublic(address) && fabric.scenario.isTrue(statement(`service tag ${text} holds ${address.text}`));
}

/** Next hops that lead to what the tag VirtualNetwork holds. */
const PRIVATE_HOPS: readonly EffectiveRoute["nextHop"]["kind"][] = ["local", "circuit", "vpn", "appliance"];

/** Whether an address belongs to the tag VirtualNetwork, as it is in one subnet (rows 6.4, 6.5). */
function inVirtualNetwork(fabric: Fabric, subnet: Subnet, address: Address): boolean {
  if (address.text === PLATFORM_ADDRESS) return true;
  return fabric.prefixes(subnet).some((prefix) => {
    const truth = holds(prefix, address, "network");
    if (truth === false) return false;
    const rows = fabric.activeRoutes(subnet, prefix);
    return rows.some((row) => isInTag(fabric, subnet, row)) && fabric.scenario.isTrue(truth);
  });
}

function isInTag({ index, scenario }: Fabric, subnet: Subnet, { nextHop }: EffectiveRoute): boolean {
  if (nextHop.kind !== "peering") return PRIVATE_HOPS.includes(nextHop.kind);
  const [peering] = index.peeringsOf(subnet.network, ({ remote }) => remote === nextHop.network);
  return peering === undefined || scenario.isTrue(peering.virtualNetworkAccess);
}

/** A UDR 0/0 to Internet wins against a 0/0 by BGP: that the tag stays narrow then is thinly attested (row 6.6). */
function keptFromWidening(fabric: Fabric, subnet: Subnet): boolean {
  const defaults = fabric.aside().rows(subnet, "0.0.0.0/0");
  return (
    defaults.some(({ source, nextHop }) => source === "User" && nextHop.kind === "internet") &&
    defaults.some(({ source }) => source === "VirtualNetworkGateway")
  );
}
