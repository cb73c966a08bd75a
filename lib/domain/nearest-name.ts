import { distance } from "fastest-levenshtein";

// Edits up to which a name may be meant: two, or a third of a long word.
const MAX_EDITS = 2;
const MAX_EDITS_SHARE = 1 / 3;

/** The names that one may have meant by a word, the nearest first; none where nothing is near. */
export function nearestNames(word: string, names: readonly string[]): string[] {
  const max = Math.max(MAX_EDITS, word.length * MAX_EDITS_SHARE);
  return names
    .map((name) => ({ name, edits: distance(word, name) }))
    .filter(({ edits }) => edits <= max)
    .sort((one, other) => one.edits - other.edits)
    .map(({ name }) => name);
}

/** The name that one most likely meant by a word; undefined where nothing is near. */
export const nearestName = (word: string, names: readonly string[]): string | undefined => nearestNames(word, names)[0];
