import { distance } from "fastest-levenshtein";

/** Edits within which a name may be meant: one in a short word, a third of a long one. */
const maxEdits = ({ length }: string): number => (length < 5 ? 1 : Math.max(2, length / 3));

/** The names that one may have meant by a word, the nearest first; none where nothing is near. */
export function nearestNames(word: string, names: readonly string[]): string[] {
  const max = maxEdits(word);
  return names
    .map((name) => ({ name, edits: distance(word, name) }))
    .filter(({ edits }) => edits <= max)
    .sort((one, other) => one.edits - other.edits)
    .map(({ name }) => name);
}

/** The name that one most likely meant by a word; undefined where nothing is near. */
export const nearestName = (word: string, names: readonly string[]): string | undefined => nearestNames(word, names)[0];
