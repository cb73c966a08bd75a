import { type Ipv4Prefix, overlaps, parsePrefix, parseSource } from "../../../domain/ipv4";
import { DEFAULT_ROUTE, RESERVED_PREFIXES } from "../../../domain/special-ranges";
import type { Nic, SecurityRule, Topology } from "../../model/azure";
import type { SubnetRoutes } from "../../results";
import { isOpen, isUnknown } from "../../unknown/value";
import { isTag } from "./tags";

/** Ports of a NIC that the same rules decide, and those rules. */
export interface Gate {
  readonly protocol: "tcp" | "udp";
  readonly first: number;
  readonly last: number;
  /** Rules by priority, of the subnet's security group and of the NIC's: each must let a packet in (row 6.1). */
  readonly groups: readonly (readonly SecurityRule[])[];
  /** The tag VirtualNetwork contains everything (rows 6.5, 6.6): the default rule 65000 lets the internet in. */
  readonly widened: boolean;
}

/**
 * True where the tag VirtualNetwork contains the whole internet in a subnet: its default leads to an appliance or gateway.
 */
export const tagWidened = (table: SubnetRoutes | undefined): boolean =>
  table?.routes.some(
    ({ state, prefix, nextHopType }) =>
      state === "Active" &&
      prefix === DEFAULT_ROUTE &&
      (nextHopType === "VirtualAppliance" || nextHopType === "VirtualNetworkGateway"),
  ) ?? false;

/** True for a source that contains the whole internet. */
export const isEverybody = (source: string): boolean =>
  ["*", "internet", "any"].includes(source.toLowerCase()) || parsePrefix(source)?.length === 0;

/**
 * The gates of a NIC towards the internet, by protocol and port.
 * @param table the effective routes of the NIC's subnet
 */
export function gates(topology: Topology, nic: Nic, table: SubnetRoutes | undefined): Gate[] {
  const groups = inboundRules(topology, nic);
  const widened = tagWidened(table);
  return (["tcp", "udp"] as const).flatMap((protocol) => {
    const rules = groups.map((list) => list.filter((rule) => [protocol, "*"].includes(rule.protocol.toLowerCase())));
    return mergeAlike(
      portSegments(rules.flat()).map(([first, last]) => ({
        protocol,
        first,
        last,
        groups: rules.map((list) => list.filter((rule) => coversPort(rule, first))),
        widened,
      })),
    );
  });
}

/**
 * Sources that pass a gate: prefixes, tags, expressions, and "*" for everybody, which does not replace the others. A
 * source that an earlier rule denies is left out as a whole.
 */
export function admitting(gate: Gate): string[] {
  const named = gate.groups
    .flat()
    .filter(({ access }) => access === "Allow")
    .flatMap(({ sources }) => sources)
    .filter((source) => !isTag(source, "VirtualNetwork") && !isTag(source, "AzureLoadBalancer"));
  const candidates = [...new Set([...named.filter((source) => !isEverybody(source)), "*"])];
  return candidates
    .filter((source) => !isPrivateSource(source))
    .filter((source) => gate.groups.every((rules) => admits(rules, source, gate.widened)))
    .sort();
}

function admits(rules: readonly SecurityRule[], source: string, widened: boolean): boolean {
  const deciding = rules.find((rule) => concerns(rule, source, widened));
  return deciding ? deciding.access === "Allow" : widened;
}

/** True for a rule that covers the whole source. */
function concerns({ sources, sourceGroups }: SecurityRule, source: string, widened: boolean): boolean {
  if (sourceGroups.length > 0) return false;
  return sources.some(
    (one) => one === source || isEverybody(one) || (isTag(one, "VirtualNetwork") && widened) || covers(one, source),
  );
}

function covers(outer: string, inner: string): boolean {
  const [a, b] = [parseSource(outer), parseSource(inner)];
  return a !== undefined && b !== undefined && a.first <= b.first && b.last <= a.last;
}

export const isPrivateSource = (source: string): boolean => RESERVED_PREFIXES.some((range) => covers(range, source));

/** Inbound rules for a NIC by priority, of the subnet's security group and of its own. */
function inboundRules(topology: Topology, nic: Nic): (readonly SecurityRule[])[] {
  const subnet = topology.subnets.find(({ id }) => id === nic.subnet);
  const own = parseSource(nic.address ?? subnet?.prefixes[0] ?? "");
  return [subnet?.securityGroup, nic.securityGroup]
    .flatMap((id) => topology.securityGroups.find((group) => group.id === id) ?? [])
    .map(({ rules }) =>
      rules
        .filter(
          ({ direction, access, priority }) => direction === "Inbound" && !isUnknown(access) && !isUnknown(priority),
        )
        .filter((rule) => isFor(rule, nic, own))
        .sort((a, b) => Number(a.priority) - Number(b.priority)),
    );
}

const isFor = (rule: SecurityRule, nic: Nic, own: Ipv4Prefix | undefined): boolean =>
  rule.destinationGroups.some((group) => nic.applicationSecurityGroups.includes(group)) ||
  rule.destinations.some((text) => includesOwn(text, own));

/** Of the tags, a NIC's own address is in VirtualNetwork only; an expression may turn out to be its address. */
function includesOwn(destination: string, own: Ipv4Prefix | undefined): boolean {
  if (destination === "*" || isTag(destination, "Any") || isTag(destination, "VirtualNetwork")) return true;
  const prefix = parseSource(destination);
  return prefix && own ? overlaps(prefix, own) : prefix !== undefined || isOpen(destination);
}

/** The highest port number. */
export const MAX_PORT = 65535;

function portRanges({ destinationPorts }: SecurityRule): [number, number][] {
  return destinationPorts.map((port) => {
    if (!/^\d+(-\d+)?$/.test(port)) return [0, MAX_PORT];
    const [first, last = first] = port.split("-").map(Number) as [number, number?];
    return [first, last];
  });
}

const coversPort = (rule: SecurityRule, port: number): boolean =>
  portRanges(rule).some(([first, last]) => first <= port && port <= last);

/** The ports cut wherever a rule begins or ends. */
function portSegments(rules: readonly SecurityRule[]): [number, number][] {
  const cuts = rules.flatMap(portRanges).flatMap(([first, last]) => [first, last + 1]);
  const starts = [...new Set([0, ...cuts])].filter((start) => start <= MAX_PORT).sort((a, b) => a - b);
  return starts.map((start, at) => [start, (starts[at + 1] ?? MAX_PORT + 1) - 1]);
}

/** Adjacent gates that admit the same sources as one. */
function mergeAlike(inOrder: readonly Gate[]): Gate[] {
  return inOrder.reduce<Gate[]>((before, gate) => {
    const previous = before.at(-1);
    const isAlike = previous && admitting(previous).join("\n") === admitting(gate).join("\n");
    return isAlike ? [...before.slice(0, -1), { ...previous, last: gate.last }] : [...before, gate];
  }, []);
}
