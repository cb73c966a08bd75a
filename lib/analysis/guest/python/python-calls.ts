import type { PythonToken } from "./python-tokens";

/** The tokens of an expression. */
export type Expression = readonly PythonToken[];

const isOpen = ({ kind, text }: PythonToken): boolean => kind === "sign" && /^[([{]$/.test(text);
const isClose = ({ kind, text }: PythonToken): boolean => kind === "sign" && /^[)\]}]$/.test(text);

/** The place of the bracket that closes the one at `open`; the end where none does. */
export function closingAt(tokens: readonly PythonToken[], open: number): number {
  let depth = 0;
  for (let i = open; i < tokens.length; i += 1) {
    if (isOpen(tokens[i]!)) depth += 1;
    if (isClose(tokens[i]!) && (depth -= 1) === 0) return i;
  }
  return tokens.length;
}

/** The elements between the bracket at `open` and the one that closes it. */
export function callArguments(tokens: readonly PythonToken[], open: number): Expression[] {
  const found: PythonToken[][] = [[]];
  const end = closingAt(tokens, open);
  for (let i = open + 1; i < end; i += 1) {
    const token = tokens[i]!;
    if (isOpen(token)) {
      const close = closingAt(tokens, i);
      found.at(-1)!.push(...tokens.slice(i, Math.min(close + 1, end)));
      i = close;
    } else if (token.kind === "sign" && token.text === ",") found.push([]);
    else if (token.kind !== "end") found.at(-1)!.push(token);
  }
  return found.filter((one) => one.length > 0);
}

/** The text that an expression has: a literal, a constant, or `str(…)` of one; undefined for others. */
export function literalIn(expression: Expression, constants: ReadonlyMap<string, string>): string | undefined {
  const [first, open, inner, close] = expression;
  if (first?.text === "str" && open?.text === "(" && close?.text === ")" && expression.length === 4)
    return literalIn([inner!], constants);
  if (expression.length !== 1 || !first) return undefined;
  if (first.kind === "string") return textOf(first, constants);
  if (first.kind === "number") return first.text;
  return first.kind === "name" ? constants.get(first.text) : undefined;
}

/** The text of a string; one with expressions has a text where all of them are constants. */
function textOf({ text, formatted }: PythonToken, constants: ReadonlyMap<string, string>): string | undefined {
  if (text.includes("\\")) return undefined;
  if (formatted !== true) return text;
  const filled = text.replace(/\{([A-Za-z_]\w*)\}/g, (all, name: string) => constants.get(name) ?? all);
  return /[{}]/.test(filled) ? undefined : filled;
}
