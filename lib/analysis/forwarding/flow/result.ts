import type { RepairableFault } from "../../faults/repairable-fault";
import type { Egress, Trace, Warning } from "../../results";
import type { Reason, Verdict } from "../../verdict";
import type { Disposition, PathOutcome, Stopped } from "../packet-trace";

/** What becomes of a flow in one scenario. */
export interface FlowResult {
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly egress: readonly Egress[];
  readonly out: readonly Trace[];
  readonly back: readonly Trace[];
  readonly warnings: readonly Warning[];
  /** The first thing that keeps a packet, or the answer to it, from arriving. */
  readonly fault?: RepairableFault;
}

/** What becomes of a flow along one path. Equal next hops give several. */
export interface Branch {
  readonly out: Trace;
  /** The paths of the answer; none where there is no answer. */
  readonly back: readonly Trace[];
  readonly verdict: Verdict;
  readonly reason?: Reason;
  readonly egress?: Egress;
  readonly fault?: RepairableFault;
  readonly warnings: readonly Warning[];
}

/** An outcome whose packet left Azure. */
export type LeftAzure = PathOutcome & { readonly disposition: Extract<Disposition, { kind: "internet" }> };

/** The trace of an outcome, with the verdict that the question gives it. */
export function traceOf({ hops, disposition }: PathOutcome, verdict: Verdict, reason?: Reason): Trace {
  const cycle = disposition.kind === "stopped" ? disposition.cycle : undefined;
  return { hops, verdict, ...(reason && { reason }), ...(cycle && { cycle }) };
}

/** A packet that ends as it should, with nothing to come back. */
export const ended = (outcome: PathOutcome, verdict: Verdict, warnings: readonly Warning[]): Branch => ({
  out: traceOf(outcome, verdict),
  back: [],
  verdict,
  warnings,
});

/** A packet that does not arrive. @param fault where it is not the one that stopped the packet, but the cause of that */
export const stopped = (
  outcome: PathOutcome,
  { verdict, reason, fault: own }: Stopped,
  { warnings, fault = own }: { readonly warnings: readonly Warning[]; readonly fault?: RepairableFault | undefined },
): Branch => ({ out: traceOf(outcome, verdict, reason), back: [], verdict, reason, fault, warnings });

/** A packet that is lost for a reason that its own path does not show. */
export const failed = (
  outcome: PathOutcome,
  fault: RepairableFault,
  { back = [], verdict = "dropped", reason = fault.reason, warnings }: Pick<Branch, "warnings"> & Partial<Branch>,
): Branch => ({ out: traceOf(outcome, verdict, reason), back, verdict, reason, fault, warnings });
