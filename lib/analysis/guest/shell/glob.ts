/** Whether a word matches a pattern of the shell's (`*`, `?`). */
export function globMatches(pattern: string, word: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("?", "."));
  return new RegExp(`^${parts.join("[^]*")}$`).test(word);
}

/** The value of `${name#pattern}`, `##`, `%` and `%%`: without the shortest or longest beginning or end that matches. */
export function trimmed(value: string, operator: string, pattern: string): string {
  const fromStart = operator.startsWith("#");
  const lengths = Array.from({ length: value.length + 1 }, (_, length) => length);
  if (operator.length > 1) lengths.reverse();
  const part = (length: number): string => (fromStart ? value.slice(0, length) : value.slice(value.length - length));
  const length = lengths.find((one) => globMatches(pattern, part(one))) ?? 0;
  return fromStart ? value.slice(length) : value.slice(0, value.length - length);
}
