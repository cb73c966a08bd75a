import type { PacketRule } from "../../model/guest";

/** A rule, or a jump to a chain of the guest's own. */
export interface DraftRule extends Omit<PacketRule, "action"> {
  readonly action: PacketRule["action"] | "jump";
  /** With a jump: the chain's name. */
  readonly target?: string;
}

/** A rule as far as it has been read. */
export type PartialRule = { -readonly [K in keyof DraftRule]?: DraftRule[K] } & {
  /** True where no IPv4 packet that is forwarded matches, or where the packet goes on to the next rule. */
  never?: boolean;
};

/** The rule; none where it decides nothing. */
export function finishedRule({ never, action, line = "", ...rest }: PartialRule): DraftRule[] {
  return never === true || action === undefined ? [] : [{ ...rest, line, action }];
}
