import { samples } from "../forwarding/public-space";
import type { MachineVerdict, PathResult } from "../results";
import type { CheckContext } from "./context";

/** A machine's path to a part of the internet that the topology may treat differently. */
interface PathToPart {
  readonly path: PathResult;
  /** The prefix that singles the part out; absent for the rest of the internet. */
  readonly prefix?: string;
}

/** A machine's paths to the parts of the internet, the rest of it first. */
export const partPaths = (context: CheckContext, { id }: Pick<MachineVerdict, "id">): readonly PathToPart[] =>
  samples(context.topology).map(({ address, prefix }) => ({
    path: context.path({ from: id, to: address }),
    ...(prefix !== undefined && { prefix }),
  }));

/** What of a machine's traffic leaves through firewalls: all of it, or that to parts of the internet. */
interface FirewallPath {
  readonly path: Pick<PathResult, "egress">;
  /** Absent: all internet traffic. */
  readonly part?: string;
}

export function firewallPaths(context: CheckContext, machine: MachineVerdict): readonly FirewallPath[] {
  if (machine.verdict === "firewall") return [{ path: machine }];
  if (machine.verdict !== "mixed") return [];
  return partPaths(context, machine)
    .filter(({ path }) => path.verdict === "firewall")
    .map(({ path, prefix: part = path.destination }) => ({ path, part }));
}
