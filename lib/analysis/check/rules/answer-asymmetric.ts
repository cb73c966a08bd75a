import type { Trace } from "../../results";
import type { Machine, Topology } from "../../model/azure";
import type { CheckContext } from "../context";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { groupBy } from "../../../domain/group-by";
import { list } from "../sentence";

/** FT126. */
export const answerAsymmetric: TopologyRule = {
  id: "FT126",
  name: "answer-asymmetric",
  severity: "warning",
  summary: "Packets between two machines pass an NVA in one direction only.",
  why: "A stateful firewall that sees one direction of a connection drops its packets, or admits packets that it should drop.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-injection-in-spokes"],
  facts: ["8.4", "8.9"],
  example: "a route on GatewaySubnet to the NVA, and no such route in the subnet of the machine",
  check: (context) =>
    groupBy(
      machinePairs(context.topology).flatMap(([from, to]) => asymmetry(context, from, to)),
      ({ to, there, here }) => [to.id, ...there, "back", ...here].join("\n"),
    ).map((group) => findingFor(context, group)),
};

/** One machine of each subnet to one of every other, if any route leads private traffic to an appliance. */
function machinePairs(topology: Topology): (readonly [Machine, Machine])[] {
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

function findingFor({ topology }: CheckContext, group: readonly [Asymmetry, ...Asymmetry[]]): TopologyReported {
  const { to, there, here } = group[0];
  const from = list(group.map((one) => one.from.name));
  const nic = topology.nics.find(({ id }) => id === to.nics[0]);
  return reported({
    at: nic?.subnet ?? to.id,
    also: [to.id, ...group.map((one) => one.from.id)],
    text: `packets from ${from} to ${to.name} pass ${list(there)}, but the answers ${here.length > 0 ? `pass ${list(here)}` : "do not"}`,
    got: `answers ${here.length > 0 ? `via ${list(here)}` : "without an NVA"}`,
    want: `answers via ${list(there)}`,
    fix: `in the route table of the subnet of ${to.name}, add routes for the prefixes of ${from} with next hop ${list(there)}`,
    rows: ["8.4", "8.9"],
  });
}

/** Machines on the path that are neither end. */
const between = (traces: readonly Trace[], from: Machine, to: Machine): string[] =>
  [
    ...new Set(
      traces
        .flatMap(({ hops }) => hops)
        .filter(({ kind, name }) => kind === "machine" && name !== from.name && name !== to.name)
        .map(({ name }) => name),
    ),
  ].sort();
