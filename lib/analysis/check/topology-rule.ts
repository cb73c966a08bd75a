import type { Reported, Rule, Undecided } from "../../findings/rule";
import { type Fact, type FactId, facts } from "../facts";
import type { NotLearnedCause } from "../verdict";
import { shown, type Unknown } from "../unknown/value";
import type { CheckContext } from "./context";
import { otherPlaces } from "./sentence";

/** Rules about topologies ask a context, and name places by the ids of components. */
export interface TopologySubject {
  readonly input: CheckContext;
  readonly place: string;
  readonly evidence: Fact;
  readonly awaited: Unknown;
}

/** Something that a topology does, or will do after a failure, although nobody wants it. */
export interface TopologyRule extends Rule<TopologySubject> {
  readonly facts: readonly FactId[];
  /**
   * The causes that a finding of this rule explains: machines without a default route for such a cause become part of
   * the finding, and are not reported by another rule.
   * @default - none
   */
  readonly explains?: readonly NotLearnedCause[];
  /**
   * True for a rule that finds what it finds whatever the verdicts are. The others are undecided while the verdict on a
   * machine is.
   */
  readonly structural?: true;
  /** True for a rule about the input as a whole: it is evaluated once, not for each part that is connected. */
  readonly once?: true;
}

/** A finding as a rule about topologies reports it. */
export type TopologyReported = Reported<TopologySubject>;

/** A finding from its parts. `rows`: ids of the facts that it rests on. */
export const reported = ({
  at,
  also = [],
  text,
  got,
  want,
  fix,
  rows = [],
  alike,
}: Omit<TopologyReported, "facts" | "also"> & {
  readonly also?: readonly string[];
  readonly rows?: readonly FactId[];
}): TopologyReported => ({
  at,
  also: otherPlaces(at, also),
  text: shown(text),
  got: shown(got),
  want: shown(want),
  fix: shown(fix),
  facts: facts(...rows),
  ...(alike && { alike }),
});

/** Findings; or, where there are none, the values that could still make one. */
export const findingsOrUndecided = (
  findings: readonly TopologyReported[],
  waitsFor: readonly Unknown[],
): readonly TopologyReported[] | Undecided<TopologySubject> =>
  findings.length === 0 && waitsFor.length > 0 ? { waitsFor: distinctUnknowns(waitsFor) } : findings;

/** Each expression once, sorted. */
export function distinctUnknowns(waitsFor: readonly Unknown[]): Unknown[] {
  const byExpression = new Map(waitsFor.map((one) => [one.unknown, one]));
  return [...byExpression.keys()].sort().map((expression) => byExpression.get(expression)!);
}
