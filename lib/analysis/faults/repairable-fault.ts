import type { Topology } from "../model/azure";
import type { Fault } from "../results";

/** A fault with the change that mends it, so that the faults behind it can be found. */
export interface RepairableFault extends Fault {
  /** The topology with the fault mended; absent where no single change mends it. */
  readonly repair?: (topology: Topology) => Topology;
}
