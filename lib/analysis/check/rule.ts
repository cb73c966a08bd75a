import type { FactId } from "../facts";
import type { Finding } from "../results";
import type { Topology } from "../model/azure";
import type { Unknown } from "../unknown/value";
import type { Context } from "./check-context";

/** Something that a topology does, or will do one day, and nobody wants. */
export interface TopologyRule {
  /** Never reused, never renumbered: "FT101". */
  readonly id: `FT${number}`;
  /** Named after the bad thing, so that "accept single-nva" reads right. */
  readonly name: string;
  /** `error`: it does not work, or leaks. `warning`: it works, and its user comes to regret it. */
  readonly severity: "error" | "warning";
  /** What is bad, in a sentence. */
  readonly summary: string;
  /** Why it is bad. */
  readonly why: string;
  /** Where that is written. */
  readonly source: {
    readonly url: string;
    /** Rows of docs/how-azure-routes.md. */
    readonly rows: readonly FactId[];
  };
  /** What a configuration looks like that the rule finds. */
  readonly bad: string;
  /**
   * It finds what is broken rather than what comes of it, and takes over the findings of that.
   * @default false
   */
  readonly root?: boolean;
  /** Every place where the bad thing is, or what has to be known first. */
  judge(topology: Topology, context: Context): readonly Judgement[] | Undecided;
}

/** A finding without what its rule says already. */
export type Judgement = Omit<Finding, "id" | "name" | "severity" | "accepted">;

/** The rule found nothing, and it could not look everywhere. */
export interface Undecided {
  readonly waitsFor: readonly Unknown[];
}

/** True where the rule waits for a value. */
export const isUndecided = (judged: readonly Judgement[] | Undecided): judged is Undecided => "waitsFor" in judged;

/** Findings, or what keeps there from being certainly none. */
export function findingsOr(
  findings: readonly Judgement[],
  waitsFor: readonly Unknown[],
): readonly Judgement[] | Undecided {
  return findings.length === 0 && waitsFor.length > 0 ? { waitsFor: distinct(waitsFor) } : findings;
}

/** Each expression once, in their order. */
export function distinct(waitsFor: readonly Unknown[]): Unknown[] {
  const byExpression = new Map(waitsFor.map((one) => [one.unknown, one]));
  return [...byExpression.keys()].sort().map((expression) => byExpression.get(expression)!);
}
