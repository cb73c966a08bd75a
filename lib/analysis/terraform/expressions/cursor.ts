import { NotUnderstood, type Node } from "./syntax";

// Terraform's names may hold dashes.
const NAME = /[\p{L}_][\p{L}\p{N}_-]*/uy;
const BLANK = /(?:[ \t\r\n]+|\/\/[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/)*/y;

/** A place in a text. */
export class Cursor {
  public at = 0;
  private nesting = 0;

  public constructor(public readonly text: string) {}

  public get done(): boolean {
    return this.at >= this.text.length;
  }

  /** Reads what the sticky pattern matches here. */
  public match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const [match] = pattern.exec(this.text) ?? [];
    if (match !== undefined) this.at += match.length;
    return match;
  }

  public blanks(): void {
    this.match(BLANK);
  }

  /** Reads a name after blanks; undefined where none is next. */
  public name(): string | undefined {
    this.blanks();
    return this.match(NAME);
  }

  /** Reads the word if it is next, after blanks. */
  public accept(word: string): boolean {
    this.blanks();
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  public expect(word: string): void {
    if (!this.accept(word)) throw new NotUnderstood(`${word} is missing at ${this.at}`);
  }

  /** Reads one level deeper; texts that nest without end are given up. */
  public nested<T>(read: () => T): T {
    this.nesting += 1;
    if (this.nesting > 100) throw new NotUnderstood("too deep");
    const value = read();
    this.nesting -= 1;
    return value;
  }
}

/** Reads an expression: given to what reads a part of one, and meets whole expressions in it. */
export type ParseExpression = (cursor: Cursor) => Node;
