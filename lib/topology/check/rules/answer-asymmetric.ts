import type { Trace } from "../../results";
import type { Machine, Topology } from "../../model";
import type { Context } from "../context";
import { judgement } from "../judgement";
import type { Judgement, TopologyRule } from "../rule";
import { list } from "../words";

/** FT126. */
export const answerAsymmetric: TopologyRule = {
  id: "FT126",
  name: "answer-asymmetric",
  severity: "warning",
  summary: "Packets between two machines pass an NVA one way, and not the other.",
  why: "A firewall that sees half of a connection drops it, or lets through what it should not.",
  source: { url: "https://learn.microsoft.com/azure/route-server/route-injection-in-spokes", rows: ["8.4", "8.9"] },
  bad: "a route on GatewaySubnet that leads to the NVA, and none back in the subnet behind it",
  judge: (topology, context) => asked(topology).flatMap(([from, to]) => asymmetric(context, from, to)),
};

/** One machine for each subnet is asked, and only where routes lead private traffic to an appliance at all. */
function asked(topology: Topology): (readonly [Machine, Machine])[] {
  const appliance = topology.routeTables.some(({ routes }) => routes.some(({ nextHopType, prefix }) => nextHopType === "VirtualAppliance" && !/\/[01]$/.test(prefix)));
  if (!appliance) return [];
  const bySubnet = new Map(topology.nics.flatMap((nic) => topology.machines.filter(({ nics }) => nics[0] === nic.id).map((machine) => [nic.subnet, machine] as const)));
  const machines = [...bySubnet.values()];
  return machines.flatMap((from) => machines.filter(({ id }) => id !== from.id).map((to) => [from, to] as const));
}

function asymmetric(context: Context, from: Machine, to: Machine): Judgement[] {
  const { verdict, out, back } = context.path({ from: from.id, to: to.id });
  if (verdict !== "delivered") return [];
  const [there, here] = [between(out, from, to), between(back, from, to)];
  if (there.join() === here.join() || there.length === 0) return [];
  const nic = context.topology.nics.find(({ id }) => id === to.nics[0]);
  return [
    judgement({
      at: nic?.subnet ?? to.id,
      also: [from.id, to.id],
      text: `from ${from.name} to ${to.name} packets pass ${list(there)}, and the answers ${here.length > 0 ? `pass ${list(here)}` : "do not"}`,
      got: `answers go ${here.length > 0 ? `by ${list(here)}` : "straight back"}`,
      want: `the same way back: by ${list(there)}`,
      fix: `give the subnet of ${to.name} a route for the range of ${from.name} to ${list(there)}`,
      rows: ["8.4", "8.9"],
    }),
  ];
}

/** Machines on the way that are neither end. */
const between = (traces: readonly Trace[], from: Machine, to: Machine): string[] =>
  [...new Set(traces.flatMap(({ hops }) => hops).filter(({ kind, name }) => kind === "machine" && name !== from.name && name !== to.name).map(({ name }) => name))].sort();
