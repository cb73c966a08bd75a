/** A word for a POSIX shell. */
export const shellWord = (word: string): string =>
  /^[\p{L}\p{N}\p{M}_.,:/@%+=-]+$/u.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
