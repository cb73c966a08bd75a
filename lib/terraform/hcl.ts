import { type IResolvable, type IResolveContext, Token } from "cdktf";

/** How cdktf writes a value known only at apply into a text. */
const TOKEN = /(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;

/** What may stand in an {@link hcl} template. */
export type HclValue = string | number | readonly string[] | Expression;

/**
 * An expression of the Terraform language. The template's own text is code; what is put into it becomes a value: a text is quoted, with
 * everything escaped that Terraform would interpret in it, a list is a list, and tokens are references.
 *
 * cdktf's own functions leave `%{` and backslashes alone and take what stands between `${` and `}` for their own.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function hcl(code: readonly string[], ...values: readonly HclValue[]): Expression {
  return new Expression(code, values);
}

/** See {@link hcl}. */
export class Expression implements IResolvable {
  public readonly creationStack: string[] = [];

  /** @internal */
  public constructor(
    private readonly code: readonly string[],
    private readonly values: readonly HclValue[],
  ) {}

  /** Called by cdktf at synthesis. */
  public resolve(context: IResolveContext): string {
    const braces = context.suppressBraces !== true;
    // From here on a token is an expression inside this one, and what cdktf would take for its own escapes is text.
    context.suppressBraces = true;
    context.ignoreEscapes = true;
    const code = this.render((token) => String(context.resolve(token)));
    return braces ? `\${${code}}` : code;
  }

  /** As a token, to be put into a prop or a text. */
  public toString(): string {
    return Token.asString(this);
  }

  /** Called by JSON.stringify. */
  public toJSON(): string {
    return "<unresolved expression>";
  }

  private render(resolve: (token: string) => string): string {
    return this.code.map((part, i) => part + (i < this.values.length ? render(this.values[i]!, resolve) : "")).join("");
  }
}

function render(value: HclValue, resolve: (token: string) => string): string {
  if (value instanceof Expression) return resolve(value.toString());
  if (typeof value === "number") return Token.isUnresolved(value) ? resolve(Token.asString(value)) : String(value);
  if (typeof value === "string") return quote(value, resolve);
  if (Token.isUnresolved(value)) return resolve(Token.asString(value));
  return `[${value.map((item) => quote(item, resolve)).join(", ")}]`;
}

function quote(text: string, resolve: (token: string) => string): string {
  const parts = text.split(TOKEN).filter((part) => part !== "");
  if (parts.length === 1 && TOKEN.test(text)) return resolve(text);
  return `"${parts.map((part) => (TOKEN.test(part) ? `\${${resolve(part)}}` : escapeLiteral(part))).join("")}"`;
}

function escapeLiteral(literal: string): string {
  return literal
    .replace(/\\/g, "\\\\")
    .replace(/"/g, '\\"')
    .replace(/\n/g, "\\n")
    .replace(/\r/g, "\\r")
    .replace(/\t/g, "\\t")
    .replace(/\$\{/g, () => "$${")
    .replace(/%\{/g, "%%{");
}

/** The text with every token replaced, for measuring what is known before apply. */
export function replaceTokens(text: string, replacement: string): string {
  return text.split(TOKEN).map((part) => (TOKEN.test(part) ? replacement : part)).join("");
}

/** The tokens of a text, each once. */
export function tokensOf(text: string): string[] {
  return [...new Set(text.split(TOKEN).filter((part) => TOKEN.test(part)))];
}
