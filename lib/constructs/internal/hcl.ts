import { type IResolvable, type IResolveContext, Token } from "cdktf";

/** How cdktf writes a value known only at apply into a text. */
const TOKEN = /(\$\{TfToken\[[a-zA-Z0-9:._-]+\]\})/;

/** What may stand in an {@link hcl} template. */
export type HclValue = string | number | readonly string[] | Expression;

/**
 * An expression of the Terraform language. The template's own text is code; what is put into it becomes a value: a text
 * is quoted, with everything escaped that Terraform would interpret in it, a list is a list, and tokens are references.
 *
 * cdktf's own functions leave `%{` and backslashes alone and take what stands between `${` and `}` for their own.
 * @see https://developer.hashicorp.com/terraform/language/expressions/strings
 */
export function hcl(code: readonly string[], ...values: readonly HclValue[]): Expression {
  return new Expression(code, values);
}

/** Code as it stands, or a token: in a text between braces. */
type Piece = string | { readonly token: string; readonly inText: boolean };

/** See {@link hcl}. */
export class Expression implements IResolvable {
  public readonly creationStack: string[] = [];
  /** @internal Parsed once, since cdktf resolves a stack several times. */
  public readonly pieces: readonly Piece[];

  /** @internal */
  public constructor(code: readonly string[], values: readonly HclValue[]) {
    this.pieces = code.flatMap((part, i) => [part, ...(i < values.length ? piecesOf(values[i]!) : [])]);
  }

  /** Called by cdktf at synthesis. */
  public resolve(context: IResolveContext): string {
    const braces = context.suppressBraces !== true;
    // From here on a token is an expression inside this one, and what cdktf would take for its own escapes is text.
    context.suppressBraces = true;
    context.ignoreEscapes = true;
    const code = this.pieces
      .map((piece) =>
        typeof piece === "string" ? piece : reference(String(context.resolve(piece.token)), piece.inText),
      )
      .join("");
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

/** The text with every token replaced, for measuring what is known before apply. */
export function replaceTokens(text: string, replacement: string): string {
  return text
    .split(TOKEN)
    .map((part) => (TOKEN.test(part) ? replacement : part))
    .join("");
}

/** The tokens of a text, each once. */
export function tokensOf(text: string): string[] {
  return [...new Set(text.split(TOKEN).filter((part) => TOKEN.test(part)))];
}
