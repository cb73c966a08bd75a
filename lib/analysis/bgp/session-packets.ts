import { type Address, isPublic } from "../model/address";
import type { Nic, SecurityGroup, SecurityRule } from "../model/azure";
import type { Packet } from "../model/packet";
import { edited } from "../model/repair";
import { TopologyIndex } from "../model/topology-index";
import { allows, chooseRule } from "../security/choose-rule";
import type { Inspection } from "../security/match";
import { isTag } from "../security/tag-names";
import type { Scenario } from "../unknown/scenario";
import { claim, type Truth } from "../unknown/truth";
import { isUnknown } from "../unknown/value";
import type { Rejection } from "./route";
import { sessionDown } from "./session-down";

const BGP_PORT = 179;

/** An end of a BGP session, as the packets of its TCP connection have it. */
export interface PacketEnd {
  readonly address: Address;
  /** What a rule has to name where that is more than the address: both instances of a Route Server. */
  readonly prefix?: string;
  /** The NIC whose security groups apply: the subnet of a Route Server has none. */
  readonly nic?: Nic;
  /** It waits for the other end to open the connection. */
  readonly passive?: boolean;
}

/** A security group that does not let an end open the connection. */
interface Denial {
  readonly group: SecurityGroup;
  readonly rule: SecurityRule;
  readonly packet: Packet;
  readonly direction: Inspection["direction"];
  readonly from: PacketEnd;
  readonly to: PacketEnd;
}

/** A machine, or a NIC of which no machine is known, and the name of what it has the session with. */
interface Parties {
  readonly speaker: { readonly id: string; readonly name: string };
  readonly other: string;
}

/** Why neither end can open the session; undefined where one of them can (row 6.14). */
export function deniedSession(
  index: TopologyIndex,
  scenario: Scenario,
  ends: readonly [near: PacketEnd, far: PacketEnd],
  { speaker, other }: Parties,
): Rejection | undefined {
  const [near, far] = ends;
  if (!ends.some(({ nic }) => nic && mayBeFiltered(index, nic))) return undefined;
  const here = new TopologyIndex(index.topology, scenario);
  const denials: Denial[] = [];
  for (const [from, to] of [
    [near, far],
    [far, near],
  ] as const) {
    if (from.passive === true) continue;
    const denial = denialOf(here, scenario, from, to);
    if (!denial) return undefined;
    denials.push(denial);
  }
  const [first] = denials;
  if (!first) return undefined;
  const { group, packet, direction, from, to } = first;
  const names = [...new Set(denials.map((denial) => denial.group.name))];
  const deny = names.length > 1 ? "deny" : "denies";
  const directions =
    denials.length > 1 ? "in both directions" : "in the only direction that opens it: one side is passive";
  return {
    ...sessionDown(speaker, other, {
      text: `${names.join(" and ")} ${deny} TCP port ${BGP_PORT} ${directions}`,
      got: denials.map((denial) => `${ruleText(denial)} in ${denial.group.name}`).join(", "),
      want: `a rule that allows TCP port ${BGP_PORT} between ${speaker.name} and ${other} in one direction at least`,
      fix: `in ${group.name}, add a rule with a lower priority number: Allow, ${direction}, Tcp from ${placeOf(from)} to ${placeOf(to)}, port ${BGP_PORT}`,
    }),
    at: group.id,
    repair: (topology) =>
      edited(topology, "securityGroups", group.id, { rules: [...group.rules, allowing(direction, packet)] }),
  };
}

const ruleText = ({ rule, direction }: Denial): string =>
  `${rule.name} (${isUnknown(rule.priority) ? "priority known after apply" : rule.priority}) ${direction.toLowerCase()}`;

const placeOf = ({ prefix, address }: PacketEnd): string => prefix ?? address.text;

const mayBeFiltered = (index: TopologyIndex, nic: Nic): boolean =>
  [nic, index.subnets.get(nic.subnet)].some(
    (component) => component && index.possiblyAssociated(component, "securityGroup").length > 0,
  );

/** The first security group that denies the packet that opens the connection: the sender's, then the receiver's. */
function denialOf(index: TopologyIndex, scenario: Scenario, from: PacketEnd, to: PacketEnd): Denial | undefined {
  const packet: Packet = {
    source: from.address,
    destination: to.address,
    protocol: "tcp",
    port: BGP_PORT,
    answer: false,
  };
  const gates = [
    ...groupsOf(index, from.nic).map((group) => ({ group, direction: "Outbound" as const })),
    ...groupsOf(index, to.nic).map((group) => ({ group, direction: "Inbound" as const })),
  ];
  for (const { group, direction } of gates) {
    const { rule } = chooseRule({ index, scenario, packet, direction, inTag }, group);
    if (!scenario.isTrue(allows(rule))) return { group, rule, packet, direction, from, to };
  }
  return undefined;
}

function groupsOf(index: TopologyIndex, nic: Nic | undefined): SecurityGroup[] {
  const subnet = index.subnets.get(nic?.subnet ?? "");
  return [nic, subnet].flatMap((component) => (component && index.securityGroupOf(component)) ?? []);
}

/** Both ends are in one VNet or in peered ones, whatever the routes are: VirtualNetwork contains them, Internet does not. */
function inTag(tag: string, address: Address): Truth {
  if (isTag(tag, "Any") || isTag(tag, "VirtualNetwork")) return true;
  if (isTag(tag, "Internet") || isTag(tag, "AzureLoadBalancer")) return false;
  return isPublic(address) && claim(`service tag ${tag}`, `contains ${address.text}`);
}

const ANY = ["*"];

const allowing = (direction: Inspection["direction"], { source, destination }: Packet): SecurityRule => ({
  name: `BGP from ${source.text} to ${destination.text}`,
  priority: -1,
  direction,
  access: "Allow",
  protocol: "Tcp",
  sources: ANY,
  destinations: ANY,
  sourcePorts: ANY,
  destinationPorts: [String(BGP_PORT)],
  sourceGroups: [],
  destinationGroups: [],
});
