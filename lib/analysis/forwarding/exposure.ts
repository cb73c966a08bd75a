import { formatAddress, parseAddress, parseSource } from "../../domain/ipv4";
import { admitting, type Gate, gates, isEverybody } from "./inbound-gates";
import type { Machine, Nic, Topology } from "../model/azure";
import { path } from "./path";
import type { SubnetRoutes } from "../results";
import { isOpen, symbolsIn } from "../unknown/value";

/** Who reaches what of a machine by its public IP, and gets an answer. */
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
  /** Prefixes ("internet" for all), service tags, and expressions that only the apply knows; sorted. */
  readonly sources: readonly string[];
}

/**
 * What of the machines is open to the internet: by their own public IPs, security groups and routes. @param routes of
 * all subnets
 */
export function exposures(topology: Topology, routes: readonly SubnetRoutes[]): Exposure[] {
  const own = topology.machines.flatMap((machine) =>
    topology.nics
      .filter(({ id, publicIp }) => publicIp !== undefined && machine.nics.includes(id))
      .map((nic) => ({ machine, nic })),
  );
  return own.flatMap(({ machine, nic }) => {
    const table = routes.find(({ id }) => id === nic.subnet);
    return gates(topology, nic, table).flatMap((gate) => exposed(topology, machine, nic, gate, table) ?? []);
  });
}

function exposed(
  topology: Topology,
  machine: Machine,
  nic: Nic,
  gate: Gate,
  table: SubnetRoutes | undefined,
): Exposure | undefined {
  const publicIp = topology.publicIps.find(({ id }) => id === nic.publicIp);
  const sources = admitting(gate).filter((source) => answered(topology, machine, gate, source, table));
  if (sources.length === 0) return undefined;
  return {
    machine: machine.name,
    id: machine.id,
    publicIp: publicIp?.name ?? nic.publicIp ?? "",
    address: publicIp?.address ?? null,
    protocol: gate.protocol,
    ports:
      gate.first === 0 && gate.last === 65535
        ? "*"
        : gate.first === gate.last
          ? String(gate.first)
          : `${gate.first}-${gate.last}`,
    sources: sources.some(isEverybody) ? ["internet"] : sources.map(named).sort(),
  };
}

/** What goes in has to come out again the same way: a learned default takes the answers elsewhere (row 4.1). */
function answered(
  topology: Topology,
  machine: Machine,
  { protocol, first }: Gate,
  source: string,
  table: SubnetRoutes | undefined,
): boolean {
  const from = isEverybody(source) ? SOMEWHERE : parseSource(source)?.first;
  if (from === undefined) return goesStraightOut(table);
  return (
    path(topology, { from: formatAddress(from), to: machine.id, protocol, port: Math.max(first, 1) }).verdict ===
    "delivered"
  );
}

/** What only the apply knows is told by its expression: who that is matters. */
const named = (source: string): string =>
  isOpen(source)
    ? symbolsIn(source)
        .map((expression) => `\${${expression}}`)
        .join(" ")
    : source;

const SOMEWHERE = parseAddress("8.8.8.8")!;

/** True where a subnet's default leads to the internet without a detour. */
const goesStraightOut = (table: SubnetRoutes | undefined): boolean =>
  table?.routes.some(
    ({ state, prefix, nextHop }) => state === "Active" && prefix === "0.0.0.0/0" && nextHop.kind === "internet",
  ) ?? false;
