import { isServiceTag } from "../../domain/service-tag";
import { addressesOf } from "../model/endpoint-addresses";
import { type Address, holds, sameAddress } from "../model/address";
import type { SecurityRule } from "../model/azure";
import type { Packet } from "../model/packet";
import { allOf, and, claim, equals, not, or, type Truth } from "../unknown/truth";
import { isOpen, isUnknown, shown, symbolsIn } from "../unknown/value";
import type { TopologyIndex } from "../model/topology-index";
import type { Scenario } from "../unknown/scenario";
import { anyPortMatches } from "./rules";

/** A packet at the security group of a subnet or of a NIC in it. */
export interface Inspection {
  readonly index: TopologyIndex;
  readonly scenario: Scenario;
  readonly packet: Packet;
  readonly direction: "Inbound" | "Outbound";
  /** A private endpoint: the source ports of rules do not count (row 4.10). */
  readonly anyClientPort?: boolean;
  /** Whether a service tag contains an address: what some contain depends on routes. */
  readonly inTag: (tag: string, address: Address) => Truth;
}

/** Whether a rule is there and matches a packet: its direction, protocol, ports, sources and destinations do. */
export function matches(inspection: Inspection, rule: SecurityRule): Truth {
  // Most rules do not match, and tags are long.
  return allOf(
    () => directionMatches(rule, inspection.direction),
    () => protocolMatches(rule, inspection.packet),
    () => portsMatch(inspection.anyClientPort ? { ...rule, sourcePorts: ["*"] } : rule, inspection.packet),
    () => addressMatches(inspection, rule.sources, rule.sourceGroups, inspection.packet.source),
    () => addressMatches(inspection, rule.destinations, rule.destinationGroups, inspection.packet.destination),
    () => rule.exists ?? true,
  );
}

/** A direction has two values: what is not inbound is outbound. */
function directionMatches({ direction }: SecurityRule, wanted: Inspection["direction"]): Truth {
  if (!isUnknown(direction)) return direction === wanted;
  const inbound = equals(direction.unknown, "Inbound");
  return wanted === "Inbound" ? inbound : not(inbound);
}

function protocolMatches({ protocol }: SecurityRule, packet: Packet): Truth {
  if (isOpen(protocol)) return claim(symbolsIn(protocol), `matches ${packet.protocol}`);
  return protocol === "*" || protocol.toLowerCase() === packet.protocol;
}

/** An answer that a group sees without having seen the question comes from the port that the question went to. */
export function portsMatch({ sourcePorts, destinationPorts }: SecurityRule, { port, answer }: Packet): Truth {
  if (port === null) return true;
  const [server, client] = answer ? [sourcePorts, destinationPorts] : [destinationPorts, sourcePorts];
  return and(anyPortMatches(server, port), clientPortMatches(client));
}

/** The client's system chooses its port. */
const clientPortMatches = (ports: readonly string[]): Truth =>
  ports.includes("*") || claim("the client's port", `is one of ${ports.map(shown).join(", ")}`);

function addressMatches(
  { index, inTag }: Inspection,
  texts: readonly string[],
  groups: readonly string[],
  address: Address,
): Truth {
  return or(inApplicationGroup(index, groups, address), ...texts.map((text) => textMatches(inTag, text, address)));
}

function inApplicationGroup(index: TopologyIndex, groups: readonly string[], address: Address): boolean {
  if (groups.length === 0) return false;
  const { nics, privateEndpoints } = index.topology;
  const member =
    nics.find((one) => sameAddress(index.addressOf(one), address)) ??
    privateEndpoints.find((one) => addressesOf(one).includes(address.text));
  return member?.applicationSecurityGroups?.some((group) => groups.includes(group)) ?? false;
}

function textMatches(inTag: Inspection["inTag"], text: string, address: Address): Truth {
  if (text === "*") return true;
  const isTag = !isOpen(text) && isServiceTag(text);
  return isTag ? inTag(text, address) : holds(text, address, "user");
}
