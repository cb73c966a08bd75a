import type { PacketRule } from "../../model/guest";

/** A rule, or a jump to a chain of the guest's own. */
export interface DraftRule extends Omit<PacketRule, "action"> {
  readonly action: PacketRule["action"] | "jump" | "mark";
  /** With a jump: the chain's name. */
  readonly target?: string;
  /** What it does with the packet's mark; the action "mark" does nothing else. */
  readonly mark?: MarkChange;
}

/** A change of a packet's mark, bit by bit: the bits that it sets, clears, or makes unknown. */
export interface MarkChange {
  readonly sets: number;
  readonly clears: number;
  readonly unknown: number;
}

/** A rule as far as it has been read. */
export type PartialRule = { -readonly [K in keyof DraftRule]?: DraftRule[K] } & {
  /** True where no IPv4 packet that is forwarded matches, or where the packet goes on to the next rule. */
  never?: boolean;
};

/** The rule; none where it decides nothing. */
export function finishedRule({ never, action, line = "", ...rest }: PartialRule): DraftRule[] {
  const does = action ?? (rest.mark ? "mark" : undefined);
  return never === true || does === undefined ? [] : [{ ...rest, line, action: does }];
}
