/** A word of a script, or what stands between words. */
export interface ShellToken {
  readonly kind: "word" | "operator";
  readonly text: string;
  /** True where a part of it stood in quotes: then it is no word of the shell's own. */
  readonly quoted: boolean;
  /** The line, as written. */
  readonly line: string;
  /** With `<<` and `<<-`: the here-document's text. */
  readonly document?: string;
}

const OPERATORS = [
  "&&",
  "||",
  ";;",
  "|&",
  "<<<",
  "<<-",
  "<<",
  "&>>",
  "&>",
  ">>",
  ">&",
  "2>&1",
  "2>>",
  "2>",
  "1>",
  ">",
  "<",
  "|",
  ";",
  "&",
  "(",
  ")",
];

/** The tokens of a script; each line ends with a ";". */
export function shellTokens(script: string): ShellToken[] {
  const tokens: ShellToken[] = [];
  const lines = script.replace(/\\\r?\n/g, " ").split("\n");
  for (let i = 0; i < lines.length; i += 1) {
    let text = lines[i]!;
    // A quote that is not closed on its line goes on.
    if (openQuote(text)) {
      let end = i;
      let joined = text;
      while (openQuote(joined) && end + 1 < lines.length && end - i < LONGEST_QUOTE)
        joined += `\n${lines[(end += 1)]!}`;
      if (!openQuote(joined)) [text, i] = [joined, end];
    }
    const found = lineTokens(text);
    for (const [n, token] of found.entries()) {
      if (token.text !== "<<" && token.text !== "<<-") tokens.push(token);
      else {
        const { body, next } = document(lines, i + 1, found[n + 1]?.text ?? "", token.text === "<<-");
        tokens.push({ ...token, document: body });
        i = next - 1;
      }
    }
    tokens.push({ kind: "operator", text: ";", quoted: false, line: text });
  }
  return tokens;
}

/** Beyond so many lines an open quote is a slip, not a text. */
const LONGEST_QUOTE = 400;

function document(
  lines: readonly string[],
  first: number,
  delimiter: string,
  tabs: boolean,
): { body: string; next: number } {
  const body: string[] = [];
  let i = first;
  for (; i < lines.length; i += 1) {
    const line = tabs ? lines[i]!.replace(/^\t+/, "") : lines[i]!;
    if (line.trimEnd() === delimiter) return { body: `${body.join("\n")}\n`, next: i + 1 };
    body.push(line);
  }
  return { body: `${body.join("\n")}\n`, next: i };
}

function openQuote(text: string): boolean {
  let quote = "";
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]!;
    if (character === "\\" && quote !== "'") i += 1;
    else if (quote !== "") {
      if (character === quote) quote = "";
    } else if (character === "#" && (i === 0 || /\s/.test(text[i - 1]!))) return false;
    else if (character === "'" || character === '"') quote = character;
  }
  return quote !== "";
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
  while (reading.at < line.length && step(reading));
  endWord(reading);
  return reading.tokens;
}

/** Reads a character or a group of them; false where a comment begins. */
function step(reading: Reading): boolean {
  const { line, at } = reading;
  const character = line[at]!;
  if (character === "\\" && at + 1 < line.length) {
    take(reading, line[at + 1]!, at + 2);
  } else if (character === "'" || character === '"') {
    const [text, next] = quotedText(line, at);
    take(reading, text, next);
    reading.quoted = true;
  } else if (character === "$" && line[at + 1] === "(") {
    const next = closing(line, at + 1) + 1;
    take(reading, line.slice(at, next), next);
  } else if (character === "`" && line.indexOf("`", at + 1) > 0) {
    const next = line.indexOf("`", at + 1) + 1;
    take(reading, line.slice(at, next), next);
  } else if (/\s/.test(character)) {
    endWord(reading);
    reading.at += 1;
  } else if (character === "#" && reading.word === undefined) {
    return false;
  } else {
    operatorOrCharacter(reading, character);
  }
  return true;
}

function operatorOrCharacter(reading: Reading, character: string): void {
  const operator = OPERATORS.find(
    (one) => reading.line.startsWith(one, reading.at) && (reading.word === undefined || !/^\d/.test(one)),
  );
  if (operator === undefined) {
    take(reading, character, reading.at + 1);
    return;
  }
  endWord(reading);
  reading.tokens.push({ kind: "operator", text: operator, quoted: false, line: reading.line });
  reading.at += operator.length;
}

function take(reading: Reading, text: string, next: number): void {
  reading.word = `${reading.word ?? ""}${text}`;
  reading.at = next;
}

function endWord(reading: Reading): void {
  if (reading.word !== undefined)
    reading.tokens.push({ kind: "word", text: reading.word, quoted: reading.quoted, line: reading.line });
  reading.word = undefined;
  reading.quoted = false;
}

function quotedText(line: string, start: number): [text: string, next: number] {
  const quote = line[start]!;
  let text = "";
  let i = start + 1;
  for (; i < line.length && line[i] !== quote; i += 1) {
    if (quote === '"' && line[i] === "\\" && /["\\$`]/.test(line[i + 1] ?? "")) i += 1;
    text += line[i]!;
  }
  return [text, i + 1];
}

function closing(line: string, open: number): number {
  let depth = 0;
  for (let i = open; i < line.length; i += 1) {
    if (line[i] === "(") depth += 1;
    if (line[i] === ")" && (depth -= 1) === 0) return i;
  }
  return line.length - 1;
}
