import type { Fact } from "../facts";
import type { Machine, Subnet } from "../model/azure";
import { reachableNetworks } from "../model/next-hops";
import { TopologyIndex } from "../model/topology-index";
import type { EffectiveRoute, Fault, MachineVerdict, PathResult } from "../results";
import { type Affected, affectedMachines, routeOf } from "./affected";
import type { AffectedMachine, Cause, CauseKind } from "./cause";
import type { CheckContext } from "./context";
import { type Exits, exitsOf } from "./exits";
import { announcers, nvas, routers } from "./nvas";
import { groupBy } from "../../domain/group-by";
import { list, verb } from "./sentence";

/** Why machines are not tunnelled although they should be: what one change mends is one cause. */
export function causes(context: CheckContext): Cause[] {
  const exits = exitsOf(context);
  const foreign = new Set(context.foreignDefaults.map(({ machine }) => machine.id));
  const found = affectedMachines(
    context,
    Object.values(exits).some(({ length }) => length > 0),
  )
    .filter(({ machine }) => !foreign.has(machine.id))
    .map((affected) => ({ affected, fault: firstFault(context, affected, exits) }));
  return groupBy(found, ({ fault }) => [fault.at, fault.reason, fault.cause].join("\n")).map((group) => ({
    fault: group[0].fault,
    machines: group.map(({ affected }) => affected.machine),
    kind: kindOf(
      context,
      group[0].fault,
      group.map(({ affected }) => affected),
    ),
  }));
}

function kindOf(context: CheckContext, { at, reason, cause }: Fault, affected: readonly Affected[]): CauseKind {
  const verdicts = new Set(affected.map(({ machine }) => machine.verdict));
  if (cause === "too-many-routes") return "limit";
  if (cause === "default-over-vpn") return "vpn";
  if (verdicts.has("direct")) return "direct";
  if (reason === "own-default") return isNvaSubnet(context, at) ? "own-default" : "loop";
  if (reason === "nat-missing") return "untranslated";
  if (affected.every(({ path }) => answersFail(path))) return "answer";
  if (verdicts.has("mixed")) return "mixed";
  return verdicts.has("dropped") ? "stopped" : "loop";
}

/** The packets of the machine arrive, the answers do not. */
const answersFail = ({ back }: PathResult): boolean =>
  back.some(({ verdict }) => verdict === "dropped" || verdict === "loop");

/** Other loops have the same reason; a subnet of an NVA loops on the default route of the NVA itself (row 8.8). */
function isNvaSubnet({ topology }: CheckContext, id: string): boolean {
  const nics = new Set(nvas(topology).flatMap((machine) => machine.nics));
  return topology.nics.some((nic) => nic.subnet === id && nics.has(nic.id));
}

function firstFault(context: CheckContext, { machine, path }: Affected, exits: Exits): Fault {
  const { faults, facts } = path;
  const [first] = faults;
  // A public IP would mend the fault, but let a client out past the NVA.
  const isClient = first?.reason === "no-egress-identity" && !routers(context.whole).has(machine.id);
  const route = isClient ? routeOf(context, { machine, path }) : undefined;
  if (first && route?.source === "User" && route.prefix !== DEFAULT) return leadsPastNva(first, machine, route);
  const bypassesNva = isClient && (machine.defaultFrom === "system" || machine.defaultFrom === "none");
  return first && !bypassesNva ? first : noDefault(context, machine, exits, facts);
}

const DEFAULT = "0.0.0.0/0";

/** A route of the machine's own subnet leads a part of the internet to Internet, where nothing translates its packets. */
const leadsPastNva = (fault: Fault, { id, machine }: AffectedMachine, { prefix, why }: EffectiveRoute): Fault => ({
  ...fault,
  at: id,
  text: `its route for ${prefix} leads past the NVA, and ${machine} has no public address`,
  got: `${prefix} -> Internet (${why})`,
  want: "no route that is longer than the default route",
  fix: `remove the route for ${prefix}`,
});

/** Nothing is broken, but no default route leads to an NVA. */
function noDefault(
  context: CheckContext,
  machine: MachineVerdict,
  { appliances, edges, firewalls, hubs }: Exits,
  facts: readonly Fact[],
): Fault {
  const exits = [...appliances.map(({ name }) => name), ...firewalls, ...edges, ...hubs];
  const base = {
    reason: "no-route",
    hop: machine.machine,
    got: `default route from ${machine.defaultFrom}`,
    want: `a default route to ${exits.join(" or ")}`,
    facts,
  } as const;
  const announced = announcers(context.whole).length > 0;
  const peers = appliances.filter(({ guest }) => guest?.bgp);
  if (!announced && peers.length > 0) {
    return {
      ...base,
      at: peers[0]!.id,
      text: `${list(peers.map(({ name }) => name))} ${verb(peers, "advertises", "advertise")} no default route`,
      fix: "advertise 0.0.0.0/0 to the Route Server",
    };
  }
  const lead = `${apartFrom(context, machine, appliances)}add a route 0.0.0.0/0 to the NVA, firewall or gateway`;
  const fix = `${announced ? "let the VNet learn the default route, or " : ""}${lead}; if direct access is intended, add a route 0.0.0.0/0 -> Internet`;
  return { ...base, at: machine.id, text: `no default route of ${exits.join(" or ")} reaches ${machine.subnet}`, fix };
}

/**
 * What comes before the route to an NVA: in the subnet of an NVA the route would turn its own packets back to it, and
 * from a VNet that is not peered it leads nowhere (row 2.5).
 */
function apartFrom({ index, whole }: CheckContext, { id }: MachineVerdict, appliances: readonly Machine[]): string {
  const [own] = subnetsOf(index, index.machines.get(id));
  if (!own) return "";
  const subnets = appliances.flatMap((appliance) => subnetsOf(index, appliance));
  if (subnets.some((subnet) => subnet.id === own.id)) return "move it to a subnet without an NVA, and there ";
  const near = reachableNetworks(index, own.network);
  if (appliances.length === 0 || subnets.some(({ network }) => near.includes(network))) return "";
  const [far] = subnets.length > 0 ? subnets : appliances.flatMap((one) => subnetsOf(new TopologyIndex(whole), one));
  const other = whole.networks.find((network) => network.id === far?.network);
  const name = index.networks.get(own.network)?.name ?? own.network;
  return other ? `peer ${name} with ${other.name}, and ` : "";
}

const subnetsOf = (index: TopologyIndex, machine: Machine | undefined): readonly Subnet[] =>
  (machine?.nics ?? []).flatMap((nic) => index.subnets.get(index.nics.get(nic)?.subnet ?? "") ?? []);
