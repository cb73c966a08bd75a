import type { RuleId } from "./rule";

/** A rule that is gone: its id is never used again. */
export interface RetiredRule {
  readonly id: RuleId;
  readonly name: string;
  /** Ids of the rules that report what it reported. */
  readonly replacedBy: readonly RuleId[];
}

/** Every rule that is gone, by id. */
export const RETIRED_RULES: readonly RetiredRule[] = [];
