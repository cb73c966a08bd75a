import { closest, distance } from "fastest-levenshtein";

/** What is there under nearly the same name; undefined where nothing is near enough to have been meant. */
export function nearestName(word: string, have: readonly string[]): string | undefined {
  if (have.length === 0) return undefined;
  const found = closest(word, have);
  return distance(word, found) <= Math.max(2, word.length / 3) ? found : undefined;
}
