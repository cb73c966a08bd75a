import { type FactId, facts } from "../facts";
import { faultWithoutRepair } from "../faults/fault";
import type { Packet } from "../model/packet";
import type { Decision, Fault } from "../results";
import type { RepairableFault } from "../faults/repairable-fault";
import type { PathOutcome, PacketTrace } from "./packet-trace";

/** A decision at a station. */
export const decision = (
  kind: Decision["kind"],
  text: string,
  because: string,
  ok: boolean,
  at: string | undefined,
  row: FactId,
): Decision => ({ kind, text, because, ok, ...(at !== undefined && { at }), facts: facts(row) });

/** The packet ends here, for this fault; where it came round again, in a loop. */
export function stop(
  trail: PacketTrace,
  packet: Packet,
  fault: RepairableFault,
  cycle?: readonly string[],
): PathOutcome {
  return trail.end(packet, {
    kind: "stopped",
    verdict: cycle ? "loop" : "dropped",
    reason: fault.reason,
    fault,
    ...(cycle && { cycle }),
  });
}

/** What happens there is outside of the file or of this model. */
export function outside(
  trail: PacketTrace,
  packet: Packet,
  at: string,
  hop: string,
  what: string,
  row: FactId = "A1",
): PathOutcome {
  const fault: Fault = faultWithoutRepair(
    "not-modelled",
    at,
    hop,
    `${what} is not known from this file`,
    what,
    "a file that says so",
    "give the file that has it, or say it by --assume",
    row,
  );
  return trail.end(packet, { kind: "stopped", verdict: "undetermined", reason: "not-modelled", fault });
}
