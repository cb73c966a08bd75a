import type { RuleId } from "./rule";

/** A rule that is gone: its id is never used again. */
export interface RetiredRule {
  readonly id: RuleId;
  readonly name: string;
  /** Ids of the rules that report what it reported. */
  readonly replacedBy: readonly RuleId[];
}

/** Every rule that is gone, by id. */
export const RETIRED_RULES: readonly RetiredRule[] = [
  { id: "FT031", name: "jump-server-without-source", replacedBy: ["FT110"] },
  { id: "FT051", name: "nva-without-public-ip", replacedBy: ["FT102", "FT120"] },
  { id: "FT069", name: "default-on-another-circuit", replacedBy: ["FT101", "FT102"] },
  { id: "FT073", name: "virtual-network-tag-widened", replacedBy: ["FT112"] },
  { id: "FT075", name: "network-not-tunnelled", replacedBy: ["FT102"] },
];
