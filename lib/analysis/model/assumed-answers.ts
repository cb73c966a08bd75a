import { sentenceOf } from "../unknown/propose";
import type { Assumed } from "../unknown/scenario";
import type { Topology } from "./azure";

/** What the user assumes of values known after apply. Answers that the question itself assumes come first. */
export function answersOf({ answers }: Topology, assumed?: Assumed): Assumed | undefined {
  if (!answers) return assumed;
  return (claim) => {
    const known = assumed?.(claim);
    if (known !== undefined) return known;
    const { about, predicate } = claim;
    const value = predicate.kind === "equals" ? answers[about.join(", ")] : undefined;
    if (predicate.kind === "equals" && value !== undefined) return String(value) === predicate.value;
    const answer = answers[sentenceOf(claim)];
    return typeof answer === "boolean" ? answer : undefined;
  };
}
