import type { Declaration, Place } from "./declaration";
import { oneCircuitPerId } from "./routing/one-circuit-per-id";

/** Something that Azure or BGP would refuse, or accept and then not work. */
export interface Rule {
  /** Never reused, never renumbered: "FT003". */
  readonly id: `FT${number}`;
  /** Named after the bad thing, so that "accept asn-reserved" reads right. */
  readonly name: string;
  /** `error`: nothing is synthesized. `warning`: Azure allows it, and its user comes to regret it. */
  readonly severity: "error" | "warning";
  /** Why it is bad, in a sentence. */
  readonly reason: string;
  /** Where that is written: a page, an RFC, or the provider's source. */
  readonly source: string;
  /** Who would tell without this rule, and when. */
  readonly otherwise:
    "Azure refuses at apply" | "the provider refuses at apply" | "terraform validate refuses" | "nobody tells";
  /** Every place where the bad thing is. */
  check(app: Declaration): readonly Finding[];
}

/** One place where a rule does not hold. */
export interface Finding {
  readonly at: Place;
  /**
   * The second place, where the value only clashes with another.
   * @default - none
   */
  readonly also?: Place;
  /** True on its own, lower case, no full stop: "ASN 65515 belongs to the Route Server". */
  readonly sentence: string;
  /** The value as given. */
  readonly got: string;
  /** What is accepted, and by whom. */
  readonly want: string;
  /** The smallest edit, ready to paste. */
  readonly fix: string;
}

/** A finding with its rule. */
export interface Violation extends Finding {
  readonly rule: Rule;
}

/** All findings of the rules, in the rules' order. */
export function judge(app: Declaration, rules: readonly Rule[]): Violation[] {
  const looked = oneCircuitPerId(app);
  return rules.flatMap((rule) => rule.check(looked).map((finding) => ({ ...finding, rule })));
}
