import type { ShellToken } from "./shell-tokens";

/** A bound, so that loops in loops end. */
const MOST_TOKENS = 20_000;

/** The tokens with every `for NAME in WORDS` over plain words written out. */
export function unrolled(tokens: readonly ShellToken[]): ShellToken[] {
  const found: ShellToken[] = [];
  for (let i = 0; i < tokens.length;) {
    const loop = starts(tokens, i) ? loopAt(tokens, i) : undefined;
    if (!loop || found.length > MOST_TOKENS) {
      found.push(tokens[i]!);
      i += 1;
      continue;
    }
    for (const value of loop.values) {
      if (found.length < MOST_TOKENS)
        found.push(...unrolled(loop.body.map((token) => filled(token, loop.name, value))));
    }
    i = loop.next;
  }
  return found;
}

const starts = (tokens: readonly ShellToken[], i: number): boolean =>
  isWord(tokens[i], "for") &&
  (i === 0 || tokens[i - 1]!.kind === "operator" || /^(do|then|else)$/.test(tokens[i - 1]!.text));
const isWord = (token: ShellToken | undefined, text: string): boolean =>
  token?.kind === "word" && token.text === text && !token.quoted;

interface Loop {
  readonly name: string;
  readonly values: readonly string[];
  readonly body: readonly ShellToken[];
  readonly next: number;
}

function loopAt(tokens: readonly ShellToken[], at: number): Loop | undefined {
  if (!isWord(tokens[at + 2], "in")) return undefined;
  const start = tokens.findIndex((token, i) => i > at && isWord(token, "do"));
  const end = start < 0 ? -1 : doneOf(tokens, start);
  if (end < 0) return undefined;
  const values = tokens
    .slice(at + 3, start)
    .filter(({ kind }) => kind === "word")
    .map(({ text }) => text);
  if (values.some((value) => /[$*?`]/.test(value))) return undefined;
  return {
    name: tokens[at + 1]!.text,
    values,
    body: [...tokens.slice(start + 1, end), { kind: "operator", text: ";", quoted: false, line: "" }],
    next: end + 1,
  };
}

function doneOf(tokens: readonly ShellToken[], start: number): number {
  let depth = 0;
  for (let i = start; i < tokens.length; i += 1) {
    if (isWord(tokens[i], "do")) depth += 1;
    if (isWord(tokens[i], "done") && (depth -= 1) === 0) return i;
  }
  return -1;
}

function filled(token: ShellToken, name: string, value: string): ShellToken {
  const put = (text: string) =>
    text.replaceAll(`\${${name}}`, value).replace(new RegExp(`\\$${name}(?!\\w)`, "g"), () => value);
  if (!/^\w+$/.test(name)) return token;
  return {
    ...token,
    text: put(token.text),
    line: put(token.line),
    ...(token.document === undefined ? {} : { document: put(token.document) }),
  };
}
