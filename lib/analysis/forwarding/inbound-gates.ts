import { type Ipv4Prefix, overlaps, parsePrefix, parseSource } from "../../domain/ipv4";
import { RESERVED_PREFIXES } from "../../domain/special-ranges";
import type { Nic, SecurityGroup, SecurityRule, Topology } from "../model/azure";
import type { SubnetRoutes } from "../results";
import { isUnknown } from "../unknown/value";

/** Ports of a NIC that the same rules decide about, and those rules. */
export interface Gate {
  readonly protocol: "tcp" | "udp";
  readonly first: number;
  readonly last: number;
  /** Rules by priority, of the subnet's security group and of the NIC's: each must let a packet in (row 6.1). */
  readonly groups: readonly (readonly SecurityRule[])[];
  /** The tag VirtualNetwork stands for everything (rows 6.5, 6.6): the default rule 65000 lets the internet in. */
  readonly widened: boolean;
}

/**
 * True where the tag VirtualNetwork means the whole internet in a subnet: its default leads to an appliance or gateway.
 */
export const tagWidened = (table: SubnetRoutes | undefined): boolean =>
  table?.routes.some(
    ({ state, prefix, nextHopType }) =>
      state === "Active" &&
      prefix === "0.0.0.0/0" &&
      (nextHopType === "VirtualAppliance" || nextHopType === "VirtualNetworkGateway"),
  ) ?? false;

/** True for a source that stands for the whole internet. */
export const isEverybody = (source: string): boolean =>
  ["*", "internet", "any"].includes(source.toLowerCase()) || parsePrefix(source)?.length === 0;

/** The gates of a NIC towards the internet, ports in their order. @param table effective routes of the NIC's subnet */
export function gates(topology: Topology, nic: Nic, table: SubnetRoutes | undefined): Gate[] {
  const subnet = topology.subnets.find(({ id }) => id === nic.subnet);
  const groups = [subnet?.securityGroup, nic.securityGroup].flatMap(
    (id) => topology.securityGroups.find((group) => group.id === id) ?? [],
  );
  const address = nic.address ?? subnet?.prefixes[0];
  const relevant = groups.map((group) => inboundRules(group, nic, address));
  const widened = tagWidened(table);
  return (["tcp", "udp"] as const).flatMap((protocol) => {
    const rules = relevant.map((list) => list.filter((rule) => [protocol, "*"].includes(rule.protocol.toLowerCase())));
    return joined(
      segments(rules.flat()).map(([first, last]) => ({
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
 * Sources that pass a gate: prefixes, "*" for all (the others stay beside it), tags, and expressions. A source that is
 * taken out again by a rule before it is left out in whole.
 */
export function admitting(gate: Gate): string[] {
  const named = gate.groups
    .flat()
    .filter(({ access }) => access === "Allow")
    .flatMap(({ sources }) => sources);
  const candidates = [
    ...new Set([
      ...named.filter(
        (source) => source !== "VirtualNetwork" && source !== "AzureLoadBalancer" && !isEverybody(source),
      ),
      "*",
    ]),
  ];
  const open = candidates.filter((source) => gate.groups.every((rules) => admits(rules, source, gate.widened)));
  return open.filter((source) => !isPrivateSource(source)).sort();
}

function admits(rules: readonly SecurityRule[], source: string, widened: boolean): boolean {
  const decides = rules.find((rule) => concerns(rule, source, widened));
  return decides ? decides.access === "Allow" : widened;
}

/** An Allow has to cover the whole source; a Deny takes it out as soon as it covers all of it. */
function concerns({ sources, sourceGroups }: SecurityRule, source: string, widened: boolean): boolean {
  if (sourceGroups.length > 0) return false;
  return sources.some(
    (one) => one === source || isEverybody(one) || (one === "VirtualNetwork" && widened) || covers(one, source),
  );
}

function covers(outer: string, inner: string): boolean {
  const [a, b] = [parseSource(outer), parseSource(inner)];
  return a !== undefined && b !== undefined && a.first <= b.first && b.last <= a.last;
}

const isPrivateSource = (source: string): boolean => RESERVED_PREFIXES.some((range) => covers(range, source));

function inboundRules({ rules }: SecurityGroup, nic: Nic, address: string | undefined): SecurityRule[] {
  const own: Ipv4Prefix | undefined = address === undefined ? undefined : parseSource(address);
  return rules
    .filter(({ direction, access, priority }) => direction === "Inbound" && !isUnknown(access) && !isUnknown(priority))
    .filter(
      ({ destinations, destinationGroups }) =>
        destinationGroups.some((group) => nic.applicationSecurityGroups.includes(group)) ||
        destinations.some((text) => includesOwn(text, own)),
    )
    .sort((a, b) => Number(a.priority) - Number(b.priority));
}

/** What is no prefix, a tag or an expression, may be the NIC's own address; of the tags only VirtualNetwork is. */
function includesOwn(destination: string, own: Ipv4Prefix | undefined): boolean {
  if (destination === "*" || destination === "VirtualNetwork") return true;
  const prefix = parseSource(destination);
  if (prefix && own) return overlaps(prefix, own);
  return !/^[A-Za-z.]+$/.test(destination);
}

function ranges({ destinationPorts }: SecurityRule): [number, number][] {
  return destinationPorts.map((port) => {
    if (!/^\d+(-\d+)?$/.test(port)) return [0, 65535];
    const [first, last = first] = port.split("-").map(Number) as [number, number?];
    return [first, last];
  });
}

const coversPort = (rule: SecurityRule, port: number): boolean =>
  ranges(rule).some(([first, last]) => first <= port && port <= last);

/** The ports cut wherever a rule begins or ends. */
function segments(rules: readonly SecurityRule[]): [number, number][] {
  const cuts = rules.flatMap(ranges).flatMap(([first, last]) => [first, last + 1]);
  const starts = [...new Set([0, ...cuts])].filter((start) => start <= 65535).sort((a, b) => a - b);
  return starts.map((start, index) => [start, (starts[index + 1] ?? 65536) - 1]);
}

/** Neighbours that let the same sources in are one. */
function joined(gatesInOrder: readonly Gate[]): Gate[] {
  return gatesInOrder.reduce<Gate[]>((before, gate) => {
    const previous = before.at(-1);
    const same = previous && admitting(previous).join("\n") === admitting(gate).join("\n");
    return same ? [...before.slice(0, -1), { ...previous, last: gate.last }] : [...before, gate];
  }, []);
}
