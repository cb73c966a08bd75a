import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import { formatAddress, parseAddress, parseSource } from "../../domain/ipv4";
import { admitting, type Gate, gates, isEverybody, isPrivateSource, MAX_PORT } from "./nsg/inbound-gates";
import type { Machine, Nic, Topology } from "../model/azure";
import { publicIpsOf, referredAddress } from "../model/nic-address";
import { TopologyIndex } from "../model/topology-index";
import { entrancesTo, natRules } from "./flow/through-nat-rule";
import { path } from "./path";
import type { PathQuery, SubnetRoutes } from "../results";
import { isOpen, symbolsIn } from "../unknown/value";

/** Ports of a machine that somebody reaches at its public IP, and is answered. */
export interface Exposure {
  /** Name, and id. */
  readonly machine: string;
  readonly id: string;
  /** Name of the public IP, and its address where it is known. */
  readonly publicIp: string;
  readonly address: string | null;
  readonly protocol: "tcp" | "udp";
  /** "22", "80-90" or "*". */
  readonly ports: string;
  /** Id of the firewall whose NAT rule leads to it; absent for its own public IP. */
  readonly by?: string;
  /** Prefixes ("internet" for all), service tags, and expressions known after apply; sorted. */
  readonly sources: readonly string[];
}

/**
 * What the internet reaches of the machines: by their own public IPs, security groups and routes.
 * @param routes the effective routes of all subnets
 */
export const exposures = (topology: Topology, routes: readonly SubnetRoutes[]): Exposure[] => [
  ...byOwnPublicIps(topology, routes),
  ...byNatRules(topology),
];

function byOwnPublicIps(topology: Topology, routes: readonly SubnetRoutes[]): Exposure[] {
  return topology.machines.flatMap((machine) =>
    topology.nics
      .filter(({ id, publicIp }) => publicIp !== undefined && machine.nics.includes(id))
      .map((nic): PublicNic => ({ topology, machine, nic, table: routes.find(({ id }) => id === nic.subnet) }))
      .flatMap((open) => gates(topology, open.nic, open.table).flatMap((gate) => exposed(open, gate))),
  );
}

/** What NAT rules of firewalls lead to machines, on the machines' own ports. */
function byNatRules(topology: Topology): Exposure[] {
  const index = new TopologyIndex(topology);
  return natRules(index).flatMap(({ firewall, rule }) => {
    const nic = topology.nics.find((one) => referredAddress(one) === rule.translated?.address);
    const machine = nic && topology.machines.find(({ nics }) => nics.includes(nic.id));
    if (!machine) return [];
    const sources = rule.sources.filter((source) => !isPrivateSource(source));
    const ports = rule.translated?.port === undefined ? rule.ports : [rule.translated.port];
    const protocols = (["tcp", "udp"] as const).filter((one) =>
      [one, "any"].some((name) => rule.protocols.includes(name)),
    );
    return protocols.flatMap((protocol) =>
      ports.flatMap((text): Exposure[] => {
        const port = Number(text.split("-")[0]);
        const [entrance] = entrancesTo(index, nic, { protocol, port });
        const admitted = sources.filter((source) => arrivesFrom(topology, source, { to: machine.id, protocol, port }));
        if (!entrance || admitted.length === 0) return [];
        const publicIp = index.publicIps.get(entrance.publicIp);
        return [
          {
            machine: machine.name,
            id: machine.id,
            publicIp: publicIp?.name ?? entrance.publicIp,
            address: publicIp?.address ?? null,
            protocol,
            ports: text,
            sources: admitted.some(isEverybody) ? ["internet"] : admitted.map(readable).sort(),
            by: firewall.id,
          },
        ];
      }),
    );
  });
}

/** What is known only after apply is admitted, if anybody is. */
function arrivesFrom(topology: Topology, source: string, query: Omit<PathQuery, "from">): boolean {
  const from = formatAddress(isEverybody(source) ? SOMEWHERE : (parseSource(source)?.first ?? SOMEWHERE));
  return path(topology, { ...query, from }).verdict === "delivered";
}

/** A NIC with a public IP. */
interface PublicNic {
  readonly topology: Topology;
  readonly machine: Machine;
  readonly nic: Nic;
  /** The effective routes of its subnet. */
  readonly table: SubnetRoutes | undefined;
}

/** The same security groups admit packets to each public IP of a NIC. */
function exposed(open: PublicNic, gate: Gate): Exposure[] {
  const { topology, machine, nic } = open;
  const admitted = admitting(gate).flatMap((source) => {
    if (isAnswered(open, gate, source)) return [source];
    return isEverybody(source) ? exempt(open).filter((prefix) => isAnswered(open, gate, prefix)) : [];
  });
  const sources = [...new Set(admitted)];
  if (sources.length === 0) return [];
  return certainPublicIpsOf(nic).map((id) => {
    const publicIp = topology.publicIps.find((one) => one.id === id);
    return {
      machine: machine.name,
      id: machine.id,
      publicIp: publicIp?.name ?? id,
      address: publicIp?.address ?? null,
      protocol: gate.protocol,
      ports: portsOf(gate),
      sources: sources.some(isEverybody) ? ["internet"] : sources.map(readable).sort(),
    };
  });
}

/** Those that the NIC has for certain: one by a condition may turn out to be null. */
const certainPublicIpsOf = ({ publicIp, conditional = [], further = [] }: Nic): readonly string[] =>
  publicIpsOf({
    ...(publicIp !== undefined && !conditional.some((one) => one.with === "publicIp") && { publicIp }),
    further: further.filter(({ attached = true }) => attached === true),
  });

/**
 * The prefixes that routes of the subnet lead to the internet directly, past the default route. A single address may be
 * that of the public IP itself, for which a route brings no answers back.
 */
const exempt = ({ table }: PublicNic): string[] =>
  (table?.routes ?? []).flatMap(({ state, source, prefix, nextHop }) => {
    const length = parseSource(prefix)?.length ?? 0;
    const isExempt = state === "Active" && source === "User" && nextHop.kind === "internet";
    return isExempt && length > 0 && length < 32 ? [prefix] : [];
  });

function portsOf({ first, last }: Gate): string {
  if (first === 0 && last === MAX_PORT) return "*";
  return first === last ? String(first) : `${first}-${last}`;
}

/** Answers have to leave by the same public IP: a learned default sends them elsewhere (row 4.1). */
function isAnswered({ topology, machine, table }: PublicNic, { protocol, first }: Gate, source: string): boolean {
  const from = isEverybody(source) ? SOMEWHERE : parseSource(source)?.first;
  if (from === undefined) return leavesDirectly(table);
  const query = { from: formatAddress(from), to: machine.id, protocol, port: Math.max(first, 1) };
  return path(topology, query).verdict === "delivered";
}

/** An address of the internet. */
const SOMEWHERE = parseAddress("8.8.8.8")!;

/** True where the default route of a subnet leads to the internet directly. */
const leavesDirectly = (table: SubnetRoutes | undefined): boolean =>
  table?.routes.some(
    ({ state, prefix, nextHop }) => state === "Active" && prefix === DEFAULT_ROUTE && nextHop.kind === "internet",
  ) ?? false;

/** A source that is known after apply is named by its expression, which says who it is. */
const readable = (source: string): string =>
  isOpen(source)
    ? symbolsIn(source)
        .map((expression) => `\${${expression}}`)
        .join(" ")
    : source;
