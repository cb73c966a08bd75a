import { shown, symbol, symbolsIn } from "../unknown/value";

const SHORT = /\u0081[^\u008D]*\u008D/g;

/** Parts of what was read that hold no symbol: most of it, and the same for all machines with the same text. */
const constant = new WeakSet();

/**
 * Texts with each symbol as a short word: an expression has quotes, commas and braces, which YAML, the shell and
 * nftables would read as their own. Words are numbered in the order in which symbols are met.
 */
export class ShortSymbols {
  private readonly short = new Map<string, string>();
  private readonly long: Map<string, string>;

  /** @param others what else is put back, by the word that stands for it */
  public constructor(others: ReadonlyMap<string, string> = new Map()) {
    this.long = new Map(others);
  }

  /** The text with short symbols. */
  public shorten(text: string): string {
    return text.replace(SHORT, (one) => this.short.get(one) ?? this.added(one));
  }

  /** Puts the symbols back wherever they are in a value of JSON. Parts without any are the same objects. */
  public restore<T>(value: T): T {
    return this.restored("", value) as T;
  }

  private added(one: string): string {
    const word = `\u0081${this.short.size}\u008D`;
    this.short.set(one, word);
    this.long.set(word, one);
    return word;
  }

  private restored(key: string, value: unknown): unknown {
    if (typeof value === "string") {
      const text = value.includes("\u0081") ? value.replace(SHORT, (word) => this.long.get(word) ?? word) : value;
      return key === "unknown" ? expressionOf(text) : text;
    }
    if (typeof value !== "object" || value === null || constant.has(value)) return value;
    const entries = Object.entries(value).map(([name, one]) => [name, one, this.restored(name, one)] as const);
    if (entries.every(([, before, after]) => before === after)) {
      constant.add(value);
      return value;
    }
    if (!Array.isArray(value)) return Object.fromEntries(entries.map(([name, , after]) => [name, after]));
    // What a claim is about is shown to people.
    return entries.map(([, , after]) => (key === "about" ? shown(after as string) : after));
  }
}

/** An unknown number or flag is that of its expression: symbols are for texts. */
function expressionOf(text: string): string {
  const [only] = symbolsIn(text);
  return only !== undefined && text === symbol(only) ? only : shown(text);
}

/** True for a text that is one symbol. */
export const isOneSymbol = (text: string): boolean => /^\s*\u0081\d+\u008D\s*$/.test(text);
