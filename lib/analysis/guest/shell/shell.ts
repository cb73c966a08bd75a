import { shellTokens, type ShellToken } from "./shell-tokens";
import { unrolled } from "./shell-loops";

/** One command of a shell script. */
export interface ShellCommand {
  /** Words after quotes are taken away; variables stay as written. */
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
  /** Runs only in a case that is decided while the script runs. */
  readonly conditional: boolean;
}

/** A block that is open: `if`, `while` and the like. */
interface Block {
  /** Between `if` and `then`. */
  asking: boolean;
  /** True where what it asks is answered on a first boot: a rule is not there yet. */
  certain: boolean;
}

const OPENS = new Set(["if", "while", "until", "case", "select", "for"]);
const CLOSES = new Set(["fi", "done", "esac"]);
const SKIPPED = new Set(["time", "{", "}", "function"]);
/** Commands that ask something: what follows them by && is conditional. */
const ASKS = new Set(["[", "[[", "test", "grep", "command", "which", "ping", "nc"]);

/** The commands of a script in the order in which they stand. Never throws: what is no shell comes out as odd words. */
export function shellCommands(script: string): ShellCommand[] {
  return new Reader().read(unrolled(shellTokens(script)));
}

/** Groups tokens into commands. */
class Reader {
  private readonly commands: ShellCommand[] = [];
  private readonly blocks: Block[] = [];
  private pipe: ShellCommand[] = [];
  private words: string[] = [];
  private redirects: { append: boolean; target: string }[] = [];
  private inputFile: string | undefined;
  private input: string | undefined;
  private negated = false;
  private before: { readonly operator: string; readonly words: readonly string[] } = { operator: ";", words: [] };

  read(tokens: readonly ShellToken[]): ShellCommand[] {
    for (let i = 0; i < tokens.length; i += 1) {
      const token = tokens[i]!;
      if (token.kind === "word") this.word(token);
      else if (this.takesNext(token, tokens[i + 1]?.text ?? "")) i += 1;
      else if (token.text !== "2>&1") this.end(token);
    }
    this.end({ kind: "operator", text: ";", quoted: false, line: "" });
    return this.commands;
  }

  /** True where the operator takes the word after it. */
  private takesNext({ text, document }: ShellToken, next: string): boolean {
    if (/^(1?>>?|&>>?)$/.test(text)) this.redirects.push({ append: text.endsWith(">>"), target: next });
    else if (text === "<") this.inputFile = next;
    else if (text === "<<<") this.input = `${next}\n`;
    else if (document !== undefined) this.input = document;
    else return /^2>>?$|^>&$/.test(text);
    return true;
  }

  private word({ text, quoted }: ShellToken): void {
    if (this.words.length > 0 || quoted) {
      this.words.push(text);
      return;
    }
    const block = this.blocks.at(-1);
    if (OPENS.has(text)) this.blocks.push({ asking: text === "if", certain: false });
    else if (CLOSES.has(text)) this.blocks.pop();
    else if (text === "!") this.negated = !this.negated;
    else if (text === "then" || text === "do") {
      if (block) block.asking = false;
    } else if (text === "else" || text === "elif") {
      if (block) Object.assign(block, { certain: false, asking: text === "elif" });
    } else if (!SKIPPED.has(text)) this.words.push(text);
  }

  private end(operator: ShellToken): void {
    const piped = operator.text === "|" || operator.text === "|&";
    if (this.words.length > 0 || this.redirects.length > 0) {
      const command: ShellCommand = {
        words: this.words,
        line: operator.line.trim() || this.words.join(" "),
        redirects: this.redirects,
        ...(this.inputFile === undefined ? {} : { inputFile: this.inputFile }),
        ...(this.input === undefined ? {} : { input: this.input }),
        pipedFrom: this.pipe,
        conditional: this.conditional(),
      };
      this.commands.push(command);
      this.pipe = piped ? [...this.pipe, command] : [];
      const block = this.blocks.at(-1);
      if (block?.asking && this.negated) block.certain = looksForRule(this.words);
    }
    if (!piped) this.before = { operator: operator.text, words: this.words };
    this.words = [];
    this.redirects = [];
    this.inputFile = undefined;
    this.input = undefined;
    this.negated = false;
  }

  private conditional(): boolean {
    if (this.blocks.some(({ asking, certain }) => !asking && !certain)) return true;
    const { operator, words } = this.before;
    if (operator === "||") return !looksForRule(words);
    return operator === "&&" && ASKS.has(words[0] ?? "");
  }
}

/** `iptables -C`: on a machine that boots for the first time the rule is not there. */
const looksForRule = (words: readonly string[]): boolean =>
  words.some((word) => word.endsWith("iptables")) && words.some((word) => word === "-C" || word === "--check");
