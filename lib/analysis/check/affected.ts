import { contains, parsePrefix, parseSource } from "../../domain/ipv4";
import type { EffectiveRoute, MachineVerdict, PathResult } from "../results";
import { isUntunnelled } from "../verdict";
import type { AffectedMachine } from "./cause";
import type { CheckContext } from "./context";
import { routers } from "./nvas";
import { partPaths } from "./part-paths";

/** A machine whose packets to the internet, or to a part of it, do not go where they should, and their path. */
export interface Affected {
  readonly machine: AffectedMachine;
  readonly path: PathResult;
}

/**
 * Every machine whose internet traffic goes wrong.
 * @param hasExit the topology has an NVA or an edge that internet traffic is meant to leave through; without one only
 * machines count whose own routes lead somewhere else than to the internet
 */
export const affectedMachines = (context: CheckContext, hasExit: boolean): Affected[] =>
  context.verdicts
    .filter(({ verdict }) => isUntunnelled(verdict))
    .flatMap((machine) =>
      pathsOf(context, machine).filter((one) => !isIntended(context, one) && (hasExit || isLed(context, one))),
    );

/** The path to the internet; where parts of it differ, also those that go wrong. */
function pathsOf(context: CheckContext, machine: MachineVerdict): readonly Affected[] {
  const main = context.toInternet(machine);
  const whole = { machine, path: main };
  if (main.verdict === machine.verdict) return [whole];
  const parts = partPaths(context, machine).flatMap(({ path, prefix }) => {
    if (path.destination === main.destination || !isUntunnelled(path.verdict) || isSame(path, main)) return [];
    return [{ machine: { ...machine, verdict: path.verdict, part: prefix ?? path.destination }, path }];
  });
  return isUntunnelled(main.verdict) ? [{ ...whole, machine: { ...machine, verdict: main.verdict } }, ...parts] : parts;
}

const isSame = (a: PathResult, b: PathResult): boolean => a.verdict === b.verdict && a.reason === b.reason;

/** A route to None, a security rule of the machine for a part of the internet, or the egress of an appliance itself. */
function isIntended(context: CheckContext, one: Affected): boolean {
  const { machine, path } = one;
  if (path.verdict === "direct") return routers(context.whole).has(machine.id);
  const route = routeOf(context, one);
  if (route?.source === "User" && route.nextHopType === "None") return true;
  const [first] = path.faults;
  return machine.part !== undefined && first?.reason === "nsg-deny" && first.hop === machine.machine;
}

/** A route of the machine's own subnet leads its packets to an appliance or gateway. */
function isLed(context: CheckContext, one: Affected): boolean {
  const route = routeOf(context, one);
  return (
    route?.source === "User" &&
    (route.nextHopType === "VirtualAppliance" || route.nextHopType === "VirtualNetworkGateway")
  );
}

/** The active route of the machine's subnet with the longest prefix that holds the destination. */
export function routeOf(
  context: CheckContext,
  { machine, path }: { readonly machine: Pick<MachineVerdict, "subnet">; readonly path: PathResult },
): EffectiveRoute | undefined {
  const host = parseSource(path.destination);
  const routes = context.routes.find(({ subnet }) => subnet === machine.subnet)?.routes ?? [];
  const holding = routes.flatMap((route) => {
    const prefix = parsePrefix(route.prefix);
    return route.state === "Active" && prefix && host && contains(prefix, host) ? [{ route, prefix }] : [];
  });
  return holding.sort((a, b) => b.prefix.length - a.prefix.length)[0]?.route;
}
