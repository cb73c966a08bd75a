import { isSentence, sentenceOf } from "../unknown/propose";
import type { Assumed } from "../unknown/scenario";
import type { Topology } from "./azure";

type Answers = NonNullable<Topology["answers"]>;

/** The sentences that questions have asked for so far. */
const asked = new WeakMap<Answers, Set<string>>();

/** What the user assumes of values known after apply. Answers that the question itself assumes come first. */
export function answersOf({ answers }: Topology, assumed?: Assumed): Assumed | undefined {
  if (!answers) return assumed;
  const sentences = asked.get(answers) ?? new Set();
  asked.set(answers, sentences);
  return (claim) => {
    const known = assumed?.(claim);
    if (known !== undefined) return known;
    const { about, predicate } = claim;
    const value = predicate.kind === "equals" ? answers[about.join(", ")] : undefined;
    if (predicate.kind === "equals" && value !== undefined) return String(value) === predicate.value;
    const sentence = sentenceOf(claim);
    const answer = answers[sentence];
    sentences.add(sentence);
    return typeof answer === "boolean" ? answer : undefined;
  };
}

/** Assumed sentences that nothing has asked for: misspelt, or about something else than was asked or read. */
export const unaskedSentences = ({ answers = {}, answersRead = [] }: Topology): string[] =>
  Object.keys(answers).filter(
    (one) => isSentence(one, answers[one]) && asked.get(answers)?.has(one) !== true && !answersRead.includes(one),
  );
