// Control characters that no script has, in Latin-1: see unknown/value.ts.
const DOLLAR = "\u008F";
const BACKQUOTE = "\u0090";

/** The text with signs that keep the shell from expanding it. */
export const literal = (text: string): string => text.replaceAll("$", DOLLAR).replaceAll("`", BACKQUOTE);

/** The text as programs get it: the opposite of `literal`. */
export const plain = (text: string): string => text.replaceAll(DOLLAR, "$").replaceAll(BACKQUOTE, "`");

/** Where the quote that opens at `start` closes; Infinity where it does not. */
function endOfQuote(text: string, start: number): number {
  const quote = text[start]!;
  for (let i = start + 1; i < text.length; i += 1) {
    const character = text[i]!;
    if (character === quote) return i;
    if (quote === "'") continue;
    if (character === "\\") i += 1;
    else if (character === "$" && text[i + 1] === "(") i = endOfSubstitution(text, i + 1);
  }
  return Infinity;
}

/** Where the parenthesis that opens at `open` closes; Infinity where it does not. */
function endOfSubstitution(text: string, open: number): number {
  let depth = 0;
  for (let i = open; i < text.length; i += 1) {
    const character = text[i]!;
    if (character === "\\") i += 1;
    else if (character === "'" || character === '"') i = endOfQuote(text, i);
    else if (character === "(") depth += 1;
    else if (character === ")" && (depth -= 1) === 0) return i;
  }
  return Infinity;
}

/** The texts of `$(…)` and of backquotes in a word, without arithmetic. */
export function substitutions(word: string): string[] {
  const found: string[] = [];
  for (let i = 0; i < word.length; i += 1) {
    const backquote = word[i] === "`";
    if (!backquote && !(word[i] === "$" && word[i + 1] === "(")) continue;
    const end = backquote ? word.indexOf("`", i + 1) : endOfSubstitution(word, i + 1);
    if (end < 0 || end === Infinity) break;
    const text = word.slice(i + (backquote ? 1 : 2), end);
    if (!text.startsWith("(") || backquote) found.push(text);
    i = end;
  }
  return found;
}
