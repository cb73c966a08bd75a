import {
  type AndOr,
  type ArithmeticExpression,
  type Case as ParsedCase,
  type CaseItem,
  type CommandNode,
  type CompoundList,
  type If,
  parse,
  type ParsedScript,
  type PipelineNode,
  type Statement,
  type TestExpression,
} from "unbash";
import { commandOf, redirectionsOf, type Source, writtenLines } from "./shell-commands";
import type { Branch, Case, ShellNode, Word } from "./shell-syntax";
import { wordOf, wordsOf } from "./shell-words";

/** The parts of a script. Never throws: what is not a shell script ends with a part that is broken. */
export function parseShell(script: string): ShellNode {
  const text = script.replaceAll("\r\n", "\n");
  try {
    return scriptNode(parse(text), text);
  } catch (error) {
    return { kind: "broken", line: error instanceof Error ? error.message : String(error) };
  }
}

/** The words of one command, which may be anything that looks like one: a line of `iptables-save`. */
export function shellWords(line: string): readonly Word[] {
  const node = parseShell(line);
  const [first] = node.kind === "list" ? node.nodes : [];
  return first?.kind === "command" ? first.words : [];
}

/** The shell runs nothing of a line with a mistake, and nothing after it. */
function scriptNode({ commands, errors = [] }: ParsedScript, text: string): ShellNode {
  const reader = new Reader(text);
  const [error] = [...errors].sort((a, b) => a.pos - b.pos);
  if (!error) return reader.list(commands);
  const start = text.lastIndexOf("\n", error.pos - 1) + 1;
  const broken = commands.findIndex(({ pos, end }) => end <= pos || end > start);
  const whole = broken < 0 ? commands : commands.slice(0, broken);
  return { kind: "list", nodes: [reader.list(whole), { kind: "broken", line: error.message }] };
}

class Reader {
  private readonly source: Source;

  public constructor(private readonly text: string) {
    this.source = { text, nodeOf: (script) => this.list(script.commands) };
  }

  public list(statements: readonly Statement[]): ShellNode {
    return { kind: "list", nodes: statements.map(({ command }) => this.node(command)) };
  }

  private body({ commands }: CompoundList): ShellNode {
    return this.list(commands);
  }

  private node(node: PipelineNode | AndOr | CompoundList): ShellNode {
    switch (node.type) {
      case "AndOr":
        return this.joined(node);
      case "Pipeline":
        return this.pipe(node);
      case "CompoundList":
        return this.body(node);
      default:
        return this.command(node);
    }
  }

  private joined({ commands, operators }: AndOr): ShellNode {
    const [first, ...rest] = commands.map((one) => this.node(one));
    return rest.reduce<ShellNode>(
      (left, right, at) => ({ kind: operators[at] === "&&" ? "and" : "or", left, right }),
      first!,
    );
  }

  private pipe({ commands, prefixes }: Extract<PipelineNode, { type: "Pipeline" }>): ShellNode {
    const parts = commands.map((one) => this.node(one));
    const body: ShellNode = parts.length === 1 ? parts[0]! : { kind: "pipe", parts };
    const negations = prefixes.filter(({ type }) => type === "Negation").length;
    return negations % 2 === 1 ? { kind: "not", body } : body;
  }

  private command(node: CommandNode): ShellNode {
    switch (node.type) {
      case "Command":
        return commandOf(node, this.source);
      case "Redirected": {
        const body = this.command(node.command);
        return { kind: "redirected", body, command: redirectionsOf(node.redirects, this.source) };
      }
      case "Subshell":
        return { kind: "subshell", body: this.body(node.body) };
      case "Coproc":
        return { kind: "subshell", body: this.node(node.body) };
      case "BraceGroup":
        return this.body(node.body);
      case "Function":
        return { kind: "function", name: node.name.value, body: this.node(node.body) };
      case "If":
        return this.conditional(node);
      case "While":
        return {
          kind: "while",
          until: node.kind === "until",
          condition: this.body(node.clause),
          body: this.body(node.body),
        };
      case "For":
        return {
          kind: "for",
          name: node.name.value,
          words: node.wordlist?.flatMap(wordsOf) ?? [ARGUMENTS],
          body: this.body(node.body),
        };
      case "Select":
        return { kind: "for", name: node.name.value, words: [UNKNOWN_WORDS], body: this.body(node.body) };
      case "ArithmeticFor":
        return { kind: "for", name: "", words: [UNKNOWN_WORDS], body: this.body(node.body) };
      case "Case":
        return this.choice(node);
      case "TestCommand":
        return this.test(node.expression, writtenLines(this.text, node.pos, node.end));
      case "ArithmeticCommand":
        return { kind: "arithmetic", assigned: node.expression ? assignedIn(node.expression) : [] };
    }
  }

  private conditional(node: If): ShellNode {
    const branches = [node, ...node.elif].map(({ clause, then }): Branch => ({
      condition: this.body(clause),
      body: this.body(then),
    }));
    return { kind: "if", branches, ...(node.else && { otherwise: this.body(node.else) }) };
  }

  private choice({ word, items }: ParsedCase): ShellNode {
    return { kind: "case", word: wordOf(word), cases: items.map((_, at) => this.caseAt(wordOf(word), items, at)) };
  }

  /** With `;&`, what is done for the next pattern is done too; with `;;&`, the next patterns are tried as well. */
  private caseAt(word: Word, items: readonly CaseItem[], at: number): Case {
    const { pattern, body, terminator } = items[at]!;
    const own = this.body(body);
    const rest = items.slice(at + 1).map((_, next) => this.caseAt(word, items, at + 1 + next));
    const after: ShellNode | undefined =
      terminator === ";&" ? rest[0]?.body : terminator === ";;&" ? { kind: "case", word, cases: rest } : undefined;
    return { patterns: pattern.map(wordOf), body: after ? { kind: "list", nodes: [own, after] } : own };
  }

  /** `[[ … ]]`: each comparison is a command of its own. */
  private test(expression: TestExpression, line: string): ShellNode {
    const comparison = (...words: readonly Word[]): ShellNode => ({
      kind: "command",
      words: [plainWord("[["), ...words, plainWord("]]")],
      line,
      redirects: [],
      inner: [],
    });
    switch (expression.type) {
      case "TestUnary":
        return comparison(plainWord(expression.operator), wordOf(expression.operand));
      case "TestBinary":
        return comparison(wordOf(expression.left), plainWord(expression.operator), wordOf(expression.right));
      case "TestGroup":
        return this.test(expression.expression, line);
      case "TestNot": {
        const body = this.test(expression.operand, line);
        return expression.negations.length % 2 === 1 ? { kind: "not", body } : body;
      }
      case "TestLogical": {
        const [first, ...rest] = expression.operands.map((one) => this.test(one, line));
        const kind = expression.operator === "&&" ? "and" : "or";
        return rest.reduce<ShellNode>((left, right) => ({ kind, left, right }), first!);
      }
    }
  }
}

const ARGUMENTS: Word = { text: "$@", quoted: true };
/** How often a loop runs, and with what, is not computed. */
const UNKNOWN_WORDS: Word = { text: "${count}", quoted: true };

const plainWord = (text: string): Word => ({ text, quoted: false });

/** The variables that arithmetic changes. */
function assignedIn(expression: ArithmeticExpression): string[] {
  switch (expression.type) {
    case "ArithmeticBinary": {
      const { operator, left, right } = expression;
      const target = ASSIGNS.test(operator) ? namesIn(left) : assignedIn(left);
      return [...target, ...assignedIn(right)];
    }
    case "ArithmeticUnary":
      return ["++", "--"].includes(expression.operator) ? namesIn(expression.operand) : assignedIn(expression.operand);
    case "ArithmeticTernary":
      return [expression.test, expression.consequent, expression.alternate].flatMap(assignedIn);
    case "ArithmeticGroup":
      return assignedIn(expression.expression);
    default:
      return [];
  }
}

/** `=` and `+=`, and not `==` or `<=`. */
const ASSIGNS = /^([-+*/%&|^]|<<|>>)?=$/;

const namesIn = (expression: ArithmeticExpression): string[] =>
  expression.type === "ArithmeticWord" ? [expression.value.replace(/\[.*$/s, "")] : [];
