/** "a", "a and b", "a, b and c". */
export function list(words: readonly string[]): string {
  const sorted = [...new Set(words)].sort();
  if (sorted.length < 2) return sorted.join("");
  return `${sorted.slice(0, -1).join(", ")} and ${sorted.at(-1)}`;
}

/** A verb that agrees with how many there are: "goes", "go". */
export const verb = (names: readonly unknown[], one: string, several: string): string =>
  names.length === 1 ? one : several;

/** The other places of a finding: each once, sorted, without the one to change. */
export const otherPlaces = (first: string, others: readonly string[]): string[] =>
  [...new Set(others)].filter((id) => id !== first).sort();
