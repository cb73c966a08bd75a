import type { Alike } from "./alike";

/** Never reused, never renumbered: "FT003". */
export type RuleId = `FT${number}`;

/**
 * `error`: it does not work, or leaks. `undecided`: whether it works is not known. `warning`: it works, but it is risky.
 */
export type Severity = (typeof SEVERITIES)[number];

/** The severities, the worst first. */
export const SEVERITIES = ["error", "undecided", "warning"] as const;

/** What a page, a report and a configuration file know of a rule. */
export interface RuleInfo {
  readonly id: RuleId;
  /** Named after what is wrong, so that "accept single-nva" reads right. */
  readonly name: string;
  readonly severity: Severity;
  /** What the rule finds: one sentence. */
  readonly summary: string;
  /** Why that matters: what happens without a change. */
  readonly why: string;
  /** Where that is written: pages, RFCs, the provider's source. */
  readonly sources: readonly string[];
  /**
   * Ids of the facts about Azure that the rule rests on (docs/how-azure-routes.md).
   * @default - none
   */
  readonly facts?: readonly string[];
  /**
   * What a configuration looks like that the rule finds.
   * @default - the rule's page shows a test case
   */
  readonly example?: string;
  /**
   * What reports the mistake where the rule is missing.
   * @default - nothing reports it
   */
  readonly otherwise?: "Azure, at apply" | "the provider, at apply" | "terraform plan" | "terraform validate";
}

/** What differs between rules about constructs and rules about topologies. */
export interface RuleSubject {
  /** What a rule reads. */
  readonly input: unknown;
  /** How a rule names a place. */
  readonly place: unknown;
  /** What a finding rests on. */
  readonly evidence: unknown;
  /** A value that is known after apply. */
  readonly awaited: unknown;
}

/** Something that fails, leaks or is risky, and how to find it. */
export interface Rule<S extends RuleSubject = RuleSubject> extends RuleInfo {
  /** Every place where the rule does not hold, or the values that decide it after apply. */
  check(input: S["input"]): readonly Reported<S>[] | Undecided<S>;
}

/** A finding as a rule reports it: who found it is added by the engine. */
export interface Reported<S extends RuleSubject = RuleSubject> {
  /** The place to change. */
  readonly at: S["place"];
  /**
   * Other places that are affected.
   * @default - none
   */
  readonly also?: S["place"] | readonly S["place"][];
  /** What is wrong: one sentence, lower case, no full stop. */
  readonly text: string;
  /** The value as given. */
  readonly got: string;
  /** What is accepted, and by whom. */
  readonly want: string;
  /** The smallest edit, ready to paste. */
  readonly fix: string;
  /**
   * What the finding rests on.
   * @default - none
   */
  readonly facts?: readonly S["evidence"][];
  /**
   * The text in parts, where findings that differ in what they are about alone are one.
   * @default - it is a finding of its own
   */
  readonly alike?: Alike;
}

/** The rule found nothing, but values that are known after apply could change that. */
export interface Undecided<S extends RuleSubject = RuleSubject> {
  readonly waitsFor: readonly S["awaited"][];
}
