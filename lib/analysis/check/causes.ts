import { DEFAULT_ROUTE } from "../../domain/special-ranges";
import type { EffectiveRoute, Fault, PathResult } from "../results";
import { type Affected, affectedMachines, routeOf } from "./affected";
import type { AffectedMachine, Cause, CauseKind } from "./cause";
import type { CheckContext } from "./context";
import { type Exits, exitsOf } from "./exits";
import { missingDefault } from "./missing-default";
import { nvas, routers } from "./nvas";
import { groupBy } from "../../domain/group-by";

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
  if (first && route?.source === "User" && route.prefix !== DEFAULT_ROUTE) return leadsPastNva(first, machine, route);
  const bypassesNva = isClient && (machine.defaultFrom === "system" || machine.defaultFrom === "none");
  return first && !bypassesNva ? first : missingDefault(context, machine, exits, facts);
}

/** A route of the machine's own subnet leads a part of the internet to Internet, where nothing translates its packets. */
const leadsPastNva = (fault: Fault, { id, machine }: AffectedMachine, { prefix, why }: EffectiveRoute): Fault => ({
  ...fault,
  at: id,
  text: `its route for ${prefix} leads past the NVA, and ${machine} has no public address`,
  got: `${prefix} -> Internet (${why})`,
  want: "no route that is longer than the default route",
  fix: `remove the route for ${prefix}`,
});
