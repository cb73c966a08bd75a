import { commandAt } from "./command-parser";
import type { Branch, Case, ShellNode, Word } from "./shell-syntax";
import { shellTokens } from "./shell-tokens";
import { TokenReader } from "./token-reader";

/** Blocks nested beyond this depth are read as words: no script is written so. */
const MAX_NESTING = 60;

/** The parts of a script. Never throws: what is not a shell script becomes unknown commands. */
export function parseShell(script: string): ShellNode {
  return new Parser(new TokenReader(shellTokens(script))).script();
}

/** Words that end a block; where none is open, they are left out. */
const STRAY = ["then", "elif", "else", "fi", "do", "done", "esac", "}"];

class Parser {
  private depth = 0;
  /** Words that end a part around this one. */
  private readonly ends: (readonly string[])[] = [];

  public constructor(private readonly tokens: TokenReader) {}

  public script(): ShellNode {
    const nodes: ShellNode[] = [];
    while (!this.tokens.done) {
      nodes.push(this.list());
      // A word that ends nothing.
      if (!this.tokens.done) this.tokens.next();
    }
    return { kind: "list", nodes };
  }

  /** Commands up to a word that ends this part or one around it. */
  private list(...ends: readonly string[]): ShellNode {
    this.ends.push(ends);
    const nodes: ShellNode[] = [];
    while (!this.tokens.done && !this.atEnd()) {
      const start = this.tokens.at;
      if (this.tokens.accept(";", "&", ...STRAY)) continue;
      nodes.push(this.andOr());
      if (this.tokens.at === start) this.tokens.next();
    }
    this.ends.pop();
    return { kind: "list", nodes };
  }

  private readonly atEnd = (): boolean => this.ends.some((ends) => ends.some((end) => this.tokens.is(end)));

  private andOr(): ShellNode {
    let node = this.pipe();
    for (let operator = this.tokens.accept("&&", "||"); operator; operator = this.tokens.accept("&&", "||")) {
      this.tokens.skip(";");
      node = { kind: operator === "&&" ? "and" : "or", left: node, right: this.pipe() };
    }
    return node;
  }

  private pipe(): ShellNode {
    let negated = false;
    while (this.tokens.accept("!")) negated = !negated;
    const parts = [this.part()];
    while (this.tokens.accept("|", "|&")) {
      this.tokens.skip(";");
      parts.push(this.part());
    }
    const body: ShellNode = parts.length === 1 ? parts[0]! : { kind: "pipe", parts };
    return negated ? { kind: "not", body } : body;
  }

  private part(): ShellNode {
    if (this.depth >= MAX_NESTING) return this.command();
    this.depth += 1;
    const node = this.compound() ?? this.command();
    this.depth -= 1;
    return node;
  }

  private readonly command = (): ShellNode => commandAt(this.tokens, () => this.subshell());

  private compound(): ShellNode | undefined {
    const keyword = this.tokens.accept("if", "while", "until", "for", "select", "case", "{", "function", "time");
    if (keyword === "time") return this.part();
    if (keyword === "function") return this.functionNamed(this.tokens.next()?.text ?? "");
    if (keyword !== undefined) return this.redirected(this.block(keyword));
    const name = this.tokens.functionName();
    if (name !== undefined) return this.functionNamed(name);
    if (!this.tokens.is("(") || this.tokens.is("(", 1)) return undefined;
    return this.redirected(this.subshell());
  }

  private block(keyword: string): ShellNode {
    if (keyword === "if") return this.conditional();
    if (keyword === "case") return this.choice();
    if (keyword === "while" || keyword === "until") return this.loop(keyword === "until");
    if (keyword === "{") return this.closed("}");
    return this.forLoop();
  }

  /** Commands up to a word, and the word. */
  private closed(end: string): ShellNode {
    return this.withEnd(this.list(end), end);
  }

  /** Reads the word that ends a block. */
  private withEnd(block: ShellNode, end: string): ShellNode {
    return this.tokens.accept(end) ? block : { kind: "broken", line: `${end} is missing` };
  }

  private subshell(): ShellNode {
    this.tokens.accept("(");
    return { kind: "subshell", body: this.closed(")") };
  }

  /** With the redirections of a block: `done < file`. */
  private redirected(body: ShellNode): ShellNode {
    const command = commandAt(this.tokens, () => this.subshell(), true);
    const given = command.redirects.length > 0 || command.inputFile !== undefined || command.input !== undefined;
    return given ? { kind: "redirected", body, command } : body;
  }

  private conditional(): ShellNode {
    const branches: Branch[] = [];
    let keyword: string | undefined = "elif";
    while (keyword === "elif") {
      const condition = this.closed("then");
      branches.push({ condition, body: this.list("elif", "else", "fi") });
      keyword = this.tokens.accept("elif", "else");
    }
    const otherwise = keyword === "else" ? this.list("fi") : undefined;
    return this.withEnd({ kind: "if", branches, ...(otherwise && { otherwise }) }, "fi");
  }

  private loop(until: boolean): ShellNode {
    const condition = this.closed("do");
    return { kind: "while", until, condition, body: this.closed("done") };
  }

  private forLoop(): ShellNode {
    if (this.tokens.is("(")) return this.countingLoop();
    const name = this.tokens.next()?.text ?? "";
    const words: Word[] = [];
    if (this.tokens.accept("in")) while (this.tokens.isWord()) words.push(this.tokens.next()!);
    else words.push({ text: "$@", quoted: true });
    this.tokens.skip(";");
    this.tokens.accept("do");
    return { kind: "for", name, words, body: this.closed("done") };
  }

  /** `for ((…))`: how often it runs is not computed. */
  private countingLoop(): ShellNode {
    while (!this.tokens.done && !this.tokens.is("do")) this.tokens.next();
    this.tokens.accept("do");
    return { kind: "for", name: "", words: [{ text: "${count}", quoted: true }], body: this.closed("done") };
  }

  private choice(): ShellNode {
    const word = this.tokens.next() ?? { text: "", quoted: false };
    this.tokens.skip(";");
    this.tokens.accept("in");
    const cases: Case[] = [];
    this.tokens.skip(";");
    while (!this.tokens.done && !this.tokens.is("esac")) {
      cases.push({ patterns: this.patterns(), body: this.list(";;", "esac") });
      this.tokens.skip(";", ";;");
    }
    return this.withEnd({ kind: "case", word, cases }, "esac");
  }

  private patterns(): Word[] {
    const patterns: Word[] = [];
    this.tokens.accept("(");
    while (!this.tokens.done && !this.tokens.accept(")")) {
      const token = this.tokens.next()!;
      if (token.kind === "word") patterns.push(token);
    }
    return patterns;
  }

  private functionNamed(name: string): ShellNode {
    this.tokens.accept("(");
    this.tokens.accept(")");
    this.tokens.skip(";");
    const body = this.part();
    return body.kind === "broken" ? body : { kind: "function", name, body };
  }
}
