import { hostAddress, overlaps, parseSource } from "../../../domain/ipv4";
import { edgesOf, networkBehind } from "../../forwarding/edge";
import type { Trace } from "../../results";
import { hasArrived } from "../../verdict";
import type { CheckContext } from "../context";
import { isDefault } from "../nvas";
import { reported, type TopologyReported, type TopologyRule } from "../topology-rule";
import { groupBy } from "../../../domain/group-by";
import { list } from "../sentence";

/** FT126. */
export const answerAsymmetric: TopologyRule = {
  id: "FT126",
  name: "answer-asymmetric",
  severity: "warning",
  summary:
    "Packets between two machines, or between a machine and an on-premises network, pass an NVA in one direction only.",
  why: "A stateful firewall that sees one direction of a connection drops its packets, or admits packets that it should drop.",
  sources: ["https://learn.microsoft.com/azure/route-server/route-injection-in-spokes"],
  facts: ["8.4", "8.9"],
  example: "a route on GatewaySubnet to the NVA, and no such route in the subnet of the machine",
  check: (context) =>
    groupBy(
      pairs(context).flatMap(([from, to]) => asymmetry(context, from, to)),
      ({ to, there, here }) => [to.at, to.name, ...there, "back", ...here].join("\n"),
    ).map(findingFor),
};

/** Who sends or receives. */
interface End {
  /** As a path is asked for: a machine's id, or an address. */
  readonly query: string;
  readonly name: string;
  /** Id of the subnet whose routes answers from here follow. */
  readonly at: string;
  /** The subnet in words. */
  readonly subnet: string;
  /** Id of the machine. */
  readonly id?: string;
}

/**
 * One machine of each subnet with one of every other and with each on-premises network, if any route leads private
 * traffic to an appliance.
 */
function pairs(context: CheckContext): (readonly [End, End])[] {
  const routes = context.topology.routeTables.flatMap((table) => table.routes);
  const led = routes.filter(({ nextHopType, prefix }) => nextHopType === "VirtualAppliance" && !isDefault(prefix));
  if (led.length === 0) return [];
  const machines = machineEnds(context);
  const premises = premisesEnds(
    context,
    led.map(({ prefix }) => prefix),
  );
  return machines.flatMap((machine) => [
    ...machines.filter(({ id }) => id !== machine.id).map((other) => [machine, other] as const),
    ...premises.flatMap((other) => [[machine, other] as const, [other, machine] as const]),
  ]);
}

function machineEnds({ topology, index }: CheckContext): End[] {
  const bySubnet = new Map(
    topology.nics.flatMap((nic) => {
      const subnet = index.subnets.get(nic.subnet);
      return topology.machines
        .filter(({ nics }) => nics[0] === nic.id)
        .map(({ id, name }): [string, End] => [
          nic.subnet,
          { query: id, name, id, at: nic.subnet, subnet: subnet ? index.subnetName(subnet) : nic.subnet },
        ]);
    }),
  );
  return [...bySubnet.values()];
}

/** An address of each on-premises edge, and one of each part of its prefixes that a route leads to an appliance. */
function premisesEnds({ topology, index }: CheckContext, led: readonly string[]): End[] {
  return edgesOf(index).flatMap((edge) => {
    const network = networkBehind(index, edge);
    const subnet = topology.subnets.find((one) => one.network === network && one.name === "GatewaySubnet");
    const behind = edge.prefixes.filter((prefix) => !isDefault(prefix)).flatMap((prefix) => parseSource(prefix) ?? []);
    if (!subnet || behind.length === 0) return [];
    const parts = led
      .flatMap((prefix) => parseSource(prefix) ?? [])
      .flatMap((part) => behind.filter((prefix) => overlaps(prefix, part)).map((prefix) => longer(prefix, part)));
    const addresses = [behind[0]!, ...parts].map((prefix) => hostAddress(prefix, prefix.length === 32 ? 0 : 1));
    return [...new Set(addresses)].map((query): End => ({
      query,
      name: `${edge.name} (${query})`,
      at: subnet.id,
      subnet: index.subnetName(subnet),
    }));
  });
}

const longer = <P extends { readonly length: number }>(a: P, b: P): P => (a.length >= b.length ? a : b);

interface Asymmetry {
  readonly from: End;
  readonly to: End;
  readonly there: readonly string[];
  readonly here: readonly string[];
}

function asymmetry(context: CheckContext, from: End, to: End): Asymmetry[] {
  const { verdict, out, back } = context.path({ from: from.query, to: to.query });
  const [there, here] = [between(out, from, to), between(back, from, to)];
  return hasArrived(verdict) && there.length > 0 && there.join() !== here.join() ? [{ from, to, there, here }] : [];
}

function findingFor(group: readonly [Asymmetry, ...Asymmetry[]]): TopologyReported {
  const { to, there, here } = group[0];
  const from = list(group.map((one) => one.from.name));
  return reported({
    at: to.at,
    also: [to, ...group.map((one) => one.from)].flatMap(({ id }) => id ?? []),
    text: `packets from ${from} to ${to.name} pass ${list(there)}, but the answers ${here.length > 0 ? `pass ${list(here)}` : "do not"}`,
    got: `answers ${here.length > 0 ? `via ${list(here)}` : "without an NVA"}`,
    want: `answers via ${list(there)}`,
    fix: `in the route table of ${to.subnet}, add routes for the prefixes of ${from} with next hop ${list(there)}`,
    rows: ["8.4", "8.9"],
  });
}

/** Machines on the path that are neither end. */
const between = (traces: readonly Trace[], from: End, to: End): string[] =>
  [
    ...new Set(
      traces
        .flatMap(({ hops }) => hops)
        .filter(
          ({ kind, id, name }) => kind === "machine" && ![from, to].some((end) => end.id === id || end.name === name),
        )
        .map(({ name }) => name),
    ),
  ].sort();
