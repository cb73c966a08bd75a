import type { Fault, MachineVerdict } from "../results";

/** A machine whose internet traffic, or a part of it, does not go where it should: the verdict is that of the part. */
export interface AffectedMachine extends MachineVerdict {
  /** The prefix of the part. @default - all of its internet traffic */
  readonly part?: string;
}

/** One thing that is wrong, and every machine whose internet traffic it affects. */
export interface Cause {
  readonly fault: Fault;
  /** Their verdicts may differ. */
  readonly machines: readonly AffectedMachine[];
  readonly kind: CauseKind;
}

/** What a cause leads to, the worst first; each has a rule. */
export type CauseKind =
  "limit" | "vpn" | "direct" | "own-default" | "untranslated" | "answer" | "mixed" | "loop" | "stopped";

/** A machine whose default route was learned, but from no NVA. */
export interface ForeignDefault {
  readonly machine: MachineVerdict;
  /** Where the default route originates: "edge-tokyo (AS 64512)". */
  readonly from: string;
}
