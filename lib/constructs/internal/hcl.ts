import { type IResolvable, type IResolveContext, Token } from "cdktf";

/** A value that is known only at apply, as cdktf writes it in a text. */
const TOKEN = /(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;

/** A value in an {@link hcl} template. */
export type HclValue = string | number | readonly string[] | Expression;

/**
 * An expression of the Terraform language. The text of the template is code; interpolated values become literals or
 * references: texts are quoted and escaped, lists become lists, tokens become references.
 *
 * cdktf's own functions do not escape `%{` and backslashes, and they evaluate what is between `${` and `}`.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function hcl(code: readonly string[], ...values: readonly HclValue[]): Expression {
  return new Expression(code, values);
}

/** Code, or a token; a token in a text needs braces. */
type Piece = string | { readonly token: string; readonly inText: boolean };

/** See {@link hcl}. */
export class Expression implements IResolvable {
  /** Required by cdktf; empty, because call stacks are slow. */
  public readonly creationStack: string[] = [];
  /**
   * Parsed once, because cdktf resolves a stack several times.
   * @internal
   */
  public readonly pieces: readonly Piece[];

  /** @internal */
  public constructor(code: readonly string[], values: readonly HclValue[]) {
    this.pieces = code.flatMap((part, i) => [part, ...(i < values.length ? piecesOf(values[i]!) : [])]);
  }

  /** Called by cdktf at synthesis. */
  public resolve(context: IResolveContext): string {
    const braces = context.suppressBraces !== true;
    // Tokens are now expressions inside this one, and cdktf must not interpret escapes in its texts.
    context.suppressBraces = true;
    context.ignoreEscapes = true;
    const code = this.pieces
      .map((piece) =>
        typeof piece === "string" ? piece : reference(String(context.resolve(piece.token)), piece.inText),
      )
      .join("");
    return braces ? `\${${code}}` : code;
  }

  /** A token of the expression, for a prop or a text. */
  public toString(): string {
    return Token.asString(this);
  }

  /** Called by JSON.stringify. */
  public toJSON(): string {
    return "<unresolved expression>";
  }
}

const reference = (code: string, inText: boolean): string => (inText ? `\${${code}}` : code);

function piecesOf(value: HclValue): readonly Piece[] {
  if (value instanceof Expression) return value.pieces;
  if (typeof value === "number")
    return Token.isUnresolved(value) ? [{ token: Token.asString(value), inText: false }] : [String(value)];
  if (typeof value === "string") return quoted(value);
  if (Token.isUnresolved(value)) return [{ token: Token.asString(value), inText: false }];
  return ["[", ...value.flatMap((item, i) => [...(i > 0 ? [", "] : []), ...quoted(item)]), "]"];
}

function quoted(text: string): readonly Piece[] {
  if (!text.includes("${TfToken[")) return ['"', escapeLiteral(text), '"'];
  const parts = text.split(TOKEN).filter((part) => part !== "");
  if (parts.length === 1 && TOKEN.test(text)) return [{ token: text, inText: false }];
  return ['"', ...parts.map((part) => (TOKEN.test(part) ? { token: part, inText: true } : escapeLiteral(part))), '"'];
}

const ESCAPES: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  '"': '\\"',
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
  "${": "$${",
  "%{": "%%{",
};

function escapeLiteral(literal: string): string {
  return literal.replace(/[\\"\n\r\t]|[$%]\{/g, (found) => ESCAPES[found]!);
}

/** The text with every token replaced, to estimate its size before apply. */
export function replaceTokens(text: string, replacement: string): string {
  return text
    .split(TOKEN)
    .map((part) => (TOKEN.test(part) ? replacement : part))
    .join("");
}

/** The distinct tokens of a text. */
export function tokensOf(text: string): string[] {
  return [...new Set(text.split(TOKEN).filter((part) => TOKEN.test(part)))];
}
