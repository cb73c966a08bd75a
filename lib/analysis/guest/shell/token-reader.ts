import type { ShellToken } from "./shell-tokens";

/** A place in a script's tokens. */
export class TokenReader {
  private place = 0;

  public constructor(private readonly tokens: readonly ShellToken[]) {}

  /** How many tokens have been read. */
  public get at(): number {
    return this.place;
  }

  public get done(): boolean {
    return this.place >= this.tokens.length;
  }

  public peek(offset = 0): ShellToken | undefined {
    return this.tokens[this.place + offset];
  }

  public next(): ShellToken | undefined {
    return this.tokens[this.place++];
  }

  /** True where an operator or an unquoted word of this text is next. */
  public is(text: string, offset = 0): boolean {
    const token = this.peek(offset);
    return token?.text === text && !token.quoted;
  }

  public isWord(): boolean {
    return this.peek()?.kind === "word";
  }

  /** Reads one of these texts, where it is next. */
  public accept(...texts: readonly string[]): string | undefined {
    return texts.find((text) => this.is(text)) === undefined ? undefined : this.next()!.text;
  }

  public skip(...texts: readonly string[]): void {
    while (this.accept(...texts) !== undefined);
  }

  /** Reads the name of `name() …`, where a function is next. */
  public functionName(): string | undefined {
    if (!this.isWord() || !this.is("(", 1) || !this.is(")", 2)) return undefined;
    return this.next()?.text;
  }
}
