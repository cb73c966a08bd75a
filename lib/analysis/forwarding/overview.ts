import { Scenario } from "../unknown/scenario";
import { fabricOf } from "../routes/fabric";
import { islandOf } from "../model/islands";
import type { Machine, Nic, Topology } from "../model/azure";
import { pathWithoutFaults } from "./path";
import { samples } from "./public-space";
import type { EffectiveRoute, MachineVerdict, PathResult } from "../results";
import { isOpen, shown } from "../unknown/value";

/** What becomes of every machine's internet traffic (docs/verdicts.md). */
export function overview(topology: Topology): MachineVerdict[] {
  const nics = new Map(topology.nics.map((nic) => [nic.id, nic]));
  return topology.machines.flatMap((machine) => {
    const nic = nics.get(machine.nics[0] ?? "");
    return nic ? [verdictOf(topology, machine, nic)] : [];
  });
}

/**
 * A machine fares as its packets to the internet do. Parts of the internet that a longer route of its own subnet sends
 * directly are exceptions; where other parts fare differently, the whole is mixed.
 */
function verdictOf(topology: Topology, machine: Machine, nic: Nic): MachineVerdict {
  const networkId = topology.subnets.find(({ id }) => id === nic.subnet)?.network;
  const island = islandOf(topology, networkId);
  const fabric = fabricOf(island, new Scenario());
  const { index } = fabric;
  const subnet = index.subnets.get(nic.subnet);
  const [rest, ...more] = samples(island);
  const ask = (address: string): PathResult => pathWithoutFaults(island, { from: machine.id, to: address });
  const main = ask(rest!.address);
  // What Azure refuses fares no better elsewhere.
  const parts = main.verdict === "refused" ? [] : more.map(({ address, prefix }) => ({ prefix, result: ask(address) }));
  const others = parts.filter(({ result }) => keyOf(result) !== keyOf(main));
  const exceptions = others.flatMap(({ prefix, result }) =>
    prefix !== undefined && result.verdict === "exempt"
      ? [{ prefix, verdict: result.verdict, why: result.summary }]
      : [],
  );
  const different = others.filter(({ prefix, result }) => prefix === undefined || result.verdict !== "exempt");
  const verdict = different.some(({ result }) => result.verdict === "undetermined")
    ? "undetermined"
    : different.length > 0
      ? "mixed"
      : main.verdict;
  const services = (subnet?.serviceEndpoints ?? []).map((service) => ({
    prefix: service,
    verdict: "direct" as const,
    why: `service endpoint ${service}`,
  }));
  const tags = (subnet ? fabric.prefixes(subnet).filter(isServiceTag) : [])
    .flatMap((prefix) => fabric.rows(subnet!, prefix))
    .filter(({ source, nextHop }) => source === "User" && nextHop.kind === "internet")
    .map(({ prefix, why }) => ({ prefix, verdict: "exempt" as const, why }));
  const defaults = subnet ? fabric.activeRoutes(subnet, "0.0.0.0/0") : [];
  const warnings = [main, ...different.map(({ result }) => result)].flatMap((result) => result.warnings);
  return {
    machine: machine.name,
    id: machine.id,
    subnet: subnet ? index.subnetName(subnet) : "?",
    defaultFrom: defaultFrom(defaults, shown((subnet && index.routeTableOf(subnet)?.name) ?? "")),
    verdict,
    ...(main.reason && verdict === main.verdict && { reason: main.reason }),
    egress: main.egress,
    summary:
      different.length > 0
        ? `${main.verdict} for most of the internet, but ${different.map(({ prefix, result }) => `${result.verdict} to ${prefix ?? result.destination}`).join(", ")}`
        : main.summary,
    exceptions: [...exceptions, ...tags, ...services],
    warnings: [...new Map(warnings.map((warning) => [`${warning.row} ${warning.text}`, warning])).values()],
  };
}

/** A route for a service tag: which addresses it holds changes from week to week (row 4.3). */
const isServiceTag = (prefix: string): boolean =>
  !isOpen(prefix) && !/^[\d.]+\/\d+$/.test(prefix) && !prefix.includes(":");

const keyOf = ({ verdict, reason, egress }: PathResult): string =>
  `${verdict} ${reason ?? ""} ${egress.map(({ name }) => name).join(" ")}`;

function defaultFrom(rows: readonly EffectiveRoute[], table: string): string {
  const [first] = rows;
  if (!first) return "none";
  if (first.source === "User") return `${table}, UDR`;
  if (first.source === "Default") return "system";
  return `${[...new Set(rows.map(({ learned }) => (learned?.from[0] ?? "").replace(/ \(AS .*/, "")))].join(" or ")}, BGP`;
}
