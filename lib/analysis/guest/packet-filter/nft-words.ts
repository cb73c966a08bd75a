import type { PartialRule } from "./draft-rule";
import { UNKNOWN_CHANGE } from "./marks";

/** The sets of a table, by name. */
export type NftSets = ReadonlyMap<string, readonly string[]>;

/** What a match compares with. */
export interface NftValue {
  readonly negated: boolean;
  readonly values: readonly string[];
}

const STATEMENT =
  /^(accept|drop|return|reject|masquerade|snat|jump|goto|dnat|redirect|tproxy|queue|counter|log|comment|add|update)$/;

/** A place in the words of a rule. */
export class NftWords {
  private place = 0;

  public constructor(
    private readonly words: readonly string[],
    private readonly sets: NftSets,
  ) {}

  public get done(): boolean {
    return this.place >= this.words.length;
  }

  public next(): string {
    return this.words[this.place++] ?? "";
  }

  public peek(): string {
    return this.words[this.place] ?? "";
  }

  public skip(count: number): void {
    this.place += count;
  }

  /** Skips words as long as they match. */
  public skipWhile(pattern: RegExp, count = 1): void {
    while (pattern.test(this.peek())) this.place += count;
  }

  /** Reads all words that are left. */
  public rest(): readonly string[] {
    const words = this.words.slice(this.place);
    this.skipAll();
    return words;
  }

  public skipAll(): void {
    this.place = this.words.length;
  }

  /** Reads `!= 10.0.0.0/8`, `{ 22, 443 }`, `@clients` or `established,related`. */
  public value(): NftValue {
    const negated = /^[!=]=$/.test(this.peek()) && this.next() === "!=";
    return { negated, values: this.peek() === "{" ? this.inBraces() : this.list() };
  }

  private inBraces(): string[] {
    const values: string[] = [];
    this.next();
    while (!this.done && this.peek() !== "}") {
      const word = this.next();
      if (word !== "," && word !== "{" && word !== ";") values.push(word);
    }
    this.next();
    return values;
  }

  private list(): string[] {
    const values = [this.next()];
    while (this.peek() === ",") {
      this.next();
      values.push(this.next());
    }
    return values.flatMap((word) => (word.startsWith("@") ? (this.sets.get(word.slice(1)) ?? [word]) : [word]));
  }

  /** Leaves a match unread: the words up to a statement become a condition that is not known. */
  public leave(rule: PartialRule, first: readonly string[]): void {
    const words = [...first, ...this.upToStatement()];
    rule.condition = words.join(" ");
    if (words.some((word, i) => word === "mark" && words[i + 1] === "set" && words[i - 1] !== "ct"))
      rule.mark = UNKNOWN_CHANGE;
  }

  /** Reads the words before the next statement. */
  public upToStatement(): string[] {
    const words: string[] = [];
    while (!this.done && !STATEMENT.test(this.peek())) words.push(this.next());
    return words;
  }
}
