import { shown, symbol, symbolsIn } from "../unknown/value";

/** A text with short symbols, and the function that restores them. */
export interface ShortText {
  readonly text: string;
  /** Puts the symbols back wherever they are in a value. */
  readonly restore: <T>(value: T) => T;
}

const SHORT = /\uE000[^\uE001]*\uE001/g;

/**
 * The text with each symbol as a short word: an expression has quotes, commas and braces, which YAML, the shell and
 * nftables would read as their own.
 *
 * @param others what else is put back, by the word that stands for it
 */
export function withShortSymbols(text: string, others: ReadonlyMap<string, string> = new Map()): ShortText {
  const symbols = [...new Set(symbolsIn(text))].map(symbol);
  const short = new Map(symbols.map((one, i) => [one, `\uE000${i}\uE001`]));
  const long = new Map([...others, ...[...short].map(([one, word]) => [word, one] as const)]);
  const restored = (value: string): string =>
    value.includes("\uE000") ? value.replace(SHORT, (word) => long.get(word) ?? word) : value;
  const revived = (key: string, value: unknown): unknown => {
    if (typeof value === "string") return key === "unknown" ? expressionOf(restored(value)) : restored(value);
    // What a claim is about is shown to people.
    return key === "about" ? (value as readonly string[]).map(shown) : value;
  };
  return {
    text: text.replace(SHORT, (one) => short.get(one) ?? one),
    restore: <T>(value: T): T => JSON.parse(JSON.stringify(value), revived) as T,
  };
}

/** An unknown number or flag is that of its expression: symbols are for texts. */
function expressionOf(text: string): string {
  const [only] = symbolsIn(text);
  return only !== undefined && text === symbol(only) ? only : shown(text);
}

/** True for a text that is one symbol. */
export const isOneSymbol = (text: string): boolean => /^\s*\uE000\d+\uE001\s*$/.test(text);
