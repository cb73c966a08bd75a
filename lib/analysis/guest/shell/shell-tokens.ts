import { documentFrom } from "./here-document";
import { endOfQuote, endOfSubstitution, literal, quotedText } from "./quotes";

/** A word of a script, or an operator between words. */
export interface ShellToken {
  readonly kind: "word" | "operator";
  /** Without quotes; a `$` or a backquote that the shell leaves as it is has a sign of its own (see `literal`). */
  readonly text: string;
  /** True where a part of it is quoted: then it is not a keyword, and is not split into words. */
  readonly quoted: boolean;
  /** The line, as written. */
  readonly line: string;
  /** With `<<` and `<<-`: the here-document's text. */
  readonly document?: string;
}

const OPERATORS = [
  ...["&&", "||", ";;", "|&", "<<<", "<<-", "<<", "&>>", "&>", ">>", ">&", "2>&1", "2>>", "2>", "1>>", "1>"],
  ...[">", "<", "|", ";", "&", "(", ")"],
];

/** Beyond so many lines an open quote is a mistake, not a text. */
const MAX_QUOTED_LINES = 400;

/** The tokens of a script; each line ends with a ";". */
export function shellTokens(script: string): ShellToken[] {
  const tokens: ShellToken[] = [];
  const lines = script.replace(/\\\r?\n/g, " ").split("\n");
  for (let i = 0; i < lines.length; i += 1) {
    const { text, last } = withOpenQuotes(lines, i);
    i = last;
    const found = lineTokens(text);
    for (const [n, token] of found.entries()) {
      if (token.text !== "<<" && token.text !== "<<-") tokens.push(token);
      else {
        const delimiter = found[n + 1];
        const { body, next } = documentFrom(lines, i + 1, delimiter?.text ?? "", token.text === "<<-");
        tokens.push({ ...token, document: delimiter?.quoted ? literal(body) : body });
        i = next - 1;
      }
    }
    tokens.push({ kind: "operator", text: ";", quoted: false, line: text });
  }
  return tokens;
}

/** A line with those after it, up to the end of a quote or of a substitution that is open at its end. */
function withOpenQuotes(lines: readonly string[], first: number): { readonly text: string; readonly last: number } {
  let [text, last] = [lines[first]!, first];
  let open = endsInside(text);
  while (open && last + 1 < lines.length && last - first < MAX_QUOTED_LINES) {
    text += `\n${lines[(last += 1)]!}`;
    open = endsInside(text);
  }
  return open ? { text: lines[first]!, last: first } : { text, last };
}

/** True where a quote or a `$(` is not closed. */
function endsInside(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]!;
    if (character === "\\") i += 1;
    else if (character === "#" && (i === 0 || /\s/.test(text[i - 1]!))) return false;
    else if (character === "'" || character === '"') i = endOfQuote(text, i);
    else if (character === "$" && text[i + 1] === "(") i = endOfSubstitution(text, i + 1);
    if (i < 0 || i === Infinity) return true;
  }
  return false;
}

/** What has been read of a word, and where the reading is. */
interface Reading {
  readonly line: string;
  readonly tokens: ShellToken[];
  at: number;
  word: string | undefined;
  quoted: boolean;
}

function lineTokens(line: string): ShellToken[] {
  const reading: Reading = { line, tokens: [], at: 0, word: undefined, quoted: false };
  while (reading.at < line.length && readNext(reading));
  endWord(reading);
  return reading.tokens;
}

/** Reads a character or a group of them; false where a comment begins. */
function readNext(reading: Reading): boolean {
  const { line, at } = reading;
  const character = line[at]!;
  if (character === "\\" && at + 1 < line.length) append(reading, literal(line[at + 1]!), at + 2);
  else if (character === "'" || character === '"') {
    const [text, next] = quotedText(line, at);
    append(reading, text, next);
    reading.quoted = true;
  } else if (character === "$" && line[at + 1] === "(") {
    const next = Math.min(endOfSubstitution(line, at + 1) + 1, line.length);
    append(reading, line.slice(at, next), next);
  } else if (character === "`" && line.indexOf("`", at + 1) > 0) {
    const next = line.indexOf("`", at + 1) + 1;
    append(reading, line.slice(at, next), next);
  } else if (/\s/.test(character)) {
    endWord(reading);
    reading.at += 1;
  } else if (character === "#" && reading.word === undefined) return false;
  else readOperator(reading, character);
  return true;
}

function readOperator(reading: Reading, character: string): void {
  const operator = OPERATORS.find(
    (one) => reading.line.startsWith(one, reading.at) && (reading.word === undefined || !/^\d/.test(one)),
  );
  if (operator === undefined) {
    append(reading, character, reading.at + 1);
    return;
  }
  // The number of a file descriptor: `exec 3>&1`.
  if (/^[<>]/.test(operator) && !reading.quoted && /^\d+$/.test(reading.word ?? "")) reading.word = undefined;
  endWord(reading);
  reading.tokens.push({ kind: "operator", text: operator, quoted: false, line: reading.line });
  reading.at += operator.length;
}

function append(reading: Reading, text: string, next: number): void {
  reading.word = `${reading.word ?? ""}${text}`;
  reading.at = next;
}

function endWord(reading: Reading): void {
  if (reading.word !== undefined)
    reading.tokens.push({ kind: "word", text: reading.word, quoted: reading.quoted, line: reading.line });
  reading.word = undefined;
  reading.quoted = false;
}
