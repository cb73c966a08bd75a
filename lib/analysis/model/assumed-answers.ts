import { sentenceOf } from "../unknown/propose";
import type { Assumed } from "../unknown/scenario";
import type { Topology } from "./azure";

/** The user's own answers to what only the apply knows, behind those that a question brings. */
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
