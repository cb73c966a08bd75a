import type { Trace } from "../../results";
import type { Machine, Topology } from "../../model/azure";
import type { CheckContext } from "../context";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { groupBy, list } from "../sentence";

/** FT126. */
export const answerAsymmetric: TopologyRule = {
  id: "FT126",
  name: "answer-asymmetric",
  severity: "warning",
  summary: "Packets between two machines pass an NVA one way, and not the other.",
  why: "A firewall that sees half of a connection drops it, or lets through what it should not.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-injection-in-spokes"],
  facts: ["8.4", "8.9"],
  example: "a route on GatewaySubnet that leads to the NVA, and none back in the subnet behind it",
  check: (context) =>
    groupBy(
      asked(context.topology).flatMap(([from, to]) => asymmetry(context, from, to)),
      ({ to, there, here }) => [to.id, ...there, "back", ...here].join("\n"),
    ).map((group) => findingFor(context, group)),
};

/** One machine for each subnet is asked, and only where routes lead private traffic to an appliance at all. */
function asked(topology: Topology): (readonly [Machine, Machine])[] {
  const appliance = topology.routeTables.some(({ routes }) =>
    routes.some(({ nextHopType, prefix }) => nextHopType === "VirtualAppliance" && !/\/[01]$/.test(prefix)),
  );
  if (!appliance) return [];
  const bySubnet = new Map(
    topology.nics.flatMap((nic) =>
      topology.machines.filter(({ nics }) => nics[0] === nic.id).map((machine) => [nic.subnet, machine] as const),
    ),
  );
  const machines = [...bySubnet.values()];
  return machines.flatMap((from) => machines.filter(({ id }) => id !== from.id).map((to) => [from, to] as const));
}

interface Asymmetry {
  readonly from: Machine;
  readonly to: Machine;
  readonly there: readonly string[];
  readonly here: readonly string[];
}

function asymmetry(context: CheckContext, from: Machine, to: Machine): Asymmetry[] {
  const { verdict, out, back } = context.path({ from: from.id, to: to.id });
  const [there, here] = [between(out, from, to), between(back, from, to)];
  return verdict === "delivered" && there.length > 0 && there.join() !== here.join() ? [{ from, to, there, here }] : [];
}

function findingFor({ topology }: CheckContext, group: readonly Asymmetry[]): TopologyReported {
  const { to, there, here } = group[0]!;
  const from = list(group.map((one) => one.from.name));
  const nic = topology.nics.find(({ id }) => id === to.nics[0]);
  return reported({
    at: nic?.subnet ?? to.id,
    also: [to.id, ...group.map((one) => one.from.id)],
    text: `from ${from} to ${to.name} packets pass ${list(there)}, and the answers ${here.length > 0 ? `pass ${list(here)}` : "do not"}`,
    got: `answers go ${here.length > 0 ? `by ${list(here)}` : "straight back"}`,
    want: `the same way back: by ${list(there)}`,
    fix: `give the subnet of ${to.name} routes for the ranges of ${from} to ${list(there)}`,
    rows: ["8.4", "8.9"],
  });
}

/** Machines on the way that are neither end. */
const between = (traces: readonly Trace[], from: Machine, to: Machine): string[] =>
  [
    ...new Set(
      traces
        .flatMap(({ hops }) => hops)
        .filter(({ kind, name }) => kind === "machine" && name !== from.name && name !== to.name)
        .map(({ name }) => name),
    ),
  ].sort();
