import { hasNic } from "../model/find";
import type { Fault, MachineVerdict, PathResult } from "../results";
import { type Unknown, unknown } from "../unknown/value";
import type { CheckContext } from "./context";

/** Why the verdict on a machine is undetermined. */
export interface UndeterminedCause {
  /** After "the internet traffic of vm-hub00 is undetermined:". */
  readonly text: string;
  /** What decides: never empty, so that a rule that asks for it is undecided too. */
  readonly waitsFor: readonly [Unknown, ...Unknown[]];
  /** Where the packet ends, if its path is not followed any further. */
  readonly fault?: Fault;
}

/** What decides the verdict on a machine that is undetermined. */
export function undeterminedBecause(
  context: Pick<CheckContext, "topology" | "toInternet">,
  machine: MachineVerdict,
): UndeterminedCause {
  const path = hasNic(context.topology, machine.id) ? context.toInternet(machine) : undefined;
  const [first, ...others] = path?.waitsFor ?? [];
  if (first) {
    return { text: `it depends on ${valuesText([first, ...others])}`, waitsFor: [first, ...others] };
  }
  const fault = path?.verdict === "undetermined" ? path.faults.find(({ reason }) => explains(reason, path)) : undefined;
  const text = fault?.text ?? machine.summary;
  return { text, waitsFor: [unknown(`${machine.machine}: ${text}`)], ...(fault && { fault }) };
}

/** Where another NIC leaves the verdict open, the faults are those of the first one. */
const explains = (reason: Fault["reason"], path: Pick<PathResult, "reason">): boolean =>
  path.reason !== "not-modelled" || reason === "not-modelled";

const MAX_VALUES = 2;

function valuesText(waitsFor: readonly Unknown[]): string {
  const values = waitsFor.map((value) => value.unknown);
  const more = values.length - MAX_VALUES;
  return more <= 1 ? values.join(", ") : `${values.slice(0, MAX_VALUES).join(", ")} and ${more} more values`;
}
