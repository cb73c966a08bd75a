/** One command of a shell script. */
export interface ShellCommand {
  /** Words after quotes are taken away; variables that the script does not set stay as written. */
  readonly words: readonly string[];
  /** As written, for people. */
  readonly line: string;
  readonly redirects: readonly { readonly append: boolean; readonly target: string }[];
  /** File behind `<`. */
  readonly inputFile?: string;
  /** Text of a here-document or here-string. */
  readonly input?: string;
  /** What stands before it in the same pipe, nearest last. */
  readonly pipedFrom: readonly ShellCommand[];
  /** Runs only in a case that the script decides while it runs. */
  readonly conditional: boolean;
}

type Token = { readonly kind: "word" | "operator"; readonly text: string; readonly quoted?: boolean; readonly line: string };
type HereDoc = { readonly text: string };

const OPERATORS = ["&&", "||", ";;", "|&", "<<<", "<<-", "<<", "&>>", "&>", ">>", ">&", "2>>", "2>&1", "2>", "1>", ">", "<", "|", ";", "&", "(", ")"];
/** Words that begin a block whose commands may or may not run, and those that end it. */
const OPENS = new Set(["if", "while", "until", "case", "select"]);
const CLOSES = new Set(["fi", "done", "esac"]);
const SKIPPED = new Set(["then", "else", "elif", "do", "!", "time", "{", "}"]);

/** The commands of a script in the order in which they stand. Never throws: what is no shell comes out as odd words. */
export function shellCommands(script: string): ShellCommand[] {
  const tokens = tokensOf(script);
  return new Reader(tokens.tokens, tokens.documents).read();
}

function tokensOf(script: string): { tokens: Token[]; documents: HereDoc[] } {
  const tokens: Token[] = [];
  const documents: HereDoc[] = [];
  let waiting: { delimiter: string; tabs: boolean }[] = [];
  const lines = script.replace(/\\\r?\n/g, " ").split("\n");
  for (let i = 0; i < lines.length; i += 1) {
    let text = lines[i]!;
    // A quote that is not closed on its line goes on.
    while (openQuote(text) && i + 1 < lines.length) text += `\n${lines[(i += 1)]!}`;
    const found = lineTokens(text);
    tokens.push(...found, { kind: "operator", text: ";", line: text });
    waiting = found.flatMap((token, n) =>
      token.kind === "operator" && (token.text === "<<" || token.text === "<<-") ? [{ delimiter: found[n + 1]?.text ?? "", tabs: token.text === "<<-" }] : [],
    );
    for (const { delimiter, tabs } of waiting) {
      const body: string[] = [];
      while (i + 1 < lines.length) {
        i += 1;
        const line = tabs ? lines[i]!.replace(/^\t+/, "") : lines[i]!;
        if (line.trimEnd() === delimiter) break;
        body.push(line);
      }
      documents.push({ text: `${body.join("\n")}\n` });
    }
  }
  return { tokens, documents };
}

function openQuote(text: string): boolean {
  let quote = "";
  for (let i = 0; i < text.length; i += 1) {
    const character = text[i]!;
    if (character === "\\" && quote !== "'") i += 1;
    else if (quote === "") {
      if (character === "#" && (i === 0 || /\s/.test(text[i - 1]!))) return false;
      if (character === "'" || character === '"') quote = character;
    } else if (character === quote) quote = "";
  }
  return quote !== "";
}

function lineTokens(line: string): Token[] {
  const tokens: Token[] = [];
  let word = "";
  let inWord = false;
  let quoted = false;
  const end = () => {
    if (inWord) tokens.push({ kind: "word", text: word, quoted, line });
    word = "";
    inWord = false;
    quoted = false;
  };
  for (let i = 0; i < line.length; i += 1) {
    const character = line[i]!;
    if (character === "\\" && i + 1 < line.length) {
      word += line[(i += 1)]!;
      inWord = true;
    } else if (character === "'" || character === '"') {
      const [text, last] = quotedText(line, i);
      word += text;
      i = last;
      inWord = true;
      quoted = true;
    } else if (character === "$" && line[i + 1] === "(") {
      const last = closing(line, i + 1);
      word += line.slice(i, last + 1);
      i = last;
      inWord = true;
    } else if (/\s/.test(character)) {
      end();
    } else if (character === "#" && !inWord) {
      break;
    } else {
      const operator = OPERATORS.find((one) => line.startsWith(one, i) && (!/^[12]/.test(one) || !inWord));
      if (operator === undefined) {
        word += character;
        inWord = true;
        continue;
      }
      end();
      tokens.push({ kind: "operator", text: operator, line });
      i += operator.length - 1;
    }
  }
  end();
  return tokens;
}

function quotedText(line: string, start: number): [string, number] {
  const quote = line[start]!;
  let text = "";
  let i = start + 1;
  for (; i < line.length && line[i] !== quote; i += 1) {
    if (quote === '"' && line[i] === "\\" && /["\\$`]/.test(line[i + 1] ?? "")) i += 1;
    text += line[i]!;
  }
  return [text, i];
}

function closing(line: string, open: number): number {
  let depth = 0;
  for (let i = open; i < line.length; i += 1) {
    if (line[i] === "(") depth += 1;
    if (line[i] === ")" && (depth -= 1) === 0) return i;
  }
  return line.length - 1;
}

/** Groups tokens into commands. */
class Reader {
  private readonly commands: ShellCommand[] = [];
  private depth = 0;
  private documentsRead = 0;
  private pipe: ShellCommand[] = [];
  private words: string[] = [];
  private redirects: { append: boolean; target: string }[] = [];
  private inputFile: string | undefined;
  private input: string | undefined;
  private after = ";";

  constructor(
    private readonly tokens: readonly Token[],
    private readonly documents: readonly HereDoc[],
  ) {}

  read(): ShellCommand[] {
    for (let i = 0; i < this.tokens.length; i += 1) {
      const token = this.tokens[i]!;
      if (token.kind === "word") this.word(token);
      else if (/^(1?>>?|&>>?)$/.test(token.text)) {
        this.redirects.push({ append: token.text.endsWith(">>"), target: this.tokens[i + 1]?.text ?? "" });
        i += 1;
      } else if (/^2>>?$|^>&$/.test(token.text)) i += 1;
      else if (token.text === "<") this.inputFile = this.tokens[(i += 1)]?.text;
      else if (token.text === "<<<") this.input = `${this.tokens[(i += 1)]?.text ?? ""}\n`;
      else if (token.text === "<<" || token.text === "<<-") {
        i += 1;
        this.input = this.documents[this.documentsRead]?.text ?? "";
        this.documentsRead += 1;
      } else if (token.text !== "2>&1") this.end(token);
    }
    this.end({ kind: "operator", text: ";", line: "" });
    return this.commands;
  }

  private word(token: Token): void {
    if (this.words.length === 0 && token.quoted !== true) {
      if (OPENS.has(token.text)) this.depth += 1;
      if (CLOSES.has(token.text)) this.depth -= 1;
      if (OPENS.has(token.text) || CLOSES.has(token.text) || SKIPPED.has(token.text)) return;
    }
    this.words.push(token.text);
  }

  private end(operator: Token): void {
    const piped = operator.text === "|" || operator.text === "|&";
    if (this.words.length > 0 || this.redirects.length > 0) {
      const command: ShellCommand = {
        words: this.words,
        line: operator.line.trim() || this.words.join(" "),
        redirects: this.redirects,
        ...(this.inputFile === undefined ? {} : { inputFile: this.inputFile }),
        ...(this.input === undefined ? {} : { input: this.input }),
        pipedFrom: this.pipe,
        conditional: this.depth > 0 || (this.after === "||" && !/^exit$|^true$/.test(this.words[0] ?? "")),
      };
      this.commands.push(command);
      this.pipe = piped ? [...this.pipe, command] : [];
    }
    if (!piped) this.after = operator.text;
    this.words = [];
    this.redirects = [];
    this.inputFile = undefined;
    this.input = undefined;
  }
}
