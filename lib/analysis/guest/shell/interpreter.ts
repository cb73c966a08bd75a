import { asGiven, assignmentIn, expanded, filledIn, isKnown, type Variables } from "./expansion";
import { alwaysFails, exitCode } from "./failure";
import { substitutions } from "./quotes";
import type { ShellCommand, Status } from "./shell-command";
import { parseShell } from "./shell-parser";
import type { Branch, Case, ShellNode, SimpleCommand } from "./shell-syntax";
import { type PathExists, testStatus } from "./test-command";

/** Commands beyond so many are not followed: loops in loops end. */
const MAX_COMMANDS = 20_000;
/** Functions that call each other for ever end here. */
const MAX_CALLS = 30;

/** What a script runs on. */
export interface Machine {
  /** Runs a program. */
  run(command: ShellCommand): Status;
  readonly exists: PathExists;
  /** Says that a part of the script cannot be followed. */
  leave(line: string): void;
}

/** How certain it is that a part runs, and what it is in. */
interface Context {
  readonly conditional: boolean;
  readonly repeated: boolean;
  /** What `return` ends; each is `doubtful` once it may have ended. */
  readonly frame: { doubtful: boolean };
  readonly calls: number;
  readonly pipedFrom: readonly ShellCommand[];
}

/** What a part of a script leaves: how it ended, and what it leaves with it. */
interface Completion {
  readonly status: Status;
  readonly leaves?: "script" | "function" | "loop";
}

const ASSUMED: Completion = { status: "assumed" };

/**
 * Follows a script as it runs on a first boot that succeeds: commands are taken to succeed, and branches that end with
 * an error are not followed. What only the machine decides is run as `conditional`.
 */
export class Interpreter {
  private readonly functions = new Map<string, ShellNode>();
  private readonly script = { doubtful: false };
  private count = 0;

  public constructor(
    private readonly machine: Machine,
    private variables: Variables,
  ) {}

  public run(text: string, conditional = false, repeated = false): Status {
    const context = { conditional, repeated, frame: { doubtful: false }, calls: 0, pipedFrom: [] };
    return this.node(parseShell(text), context).status;
  }

  private node(node: ShellNode, context: Context): Completion {
    switch (node.kind) {
      case "command":
        return this.command(node, context);
      case "list":
        return this.list(node.nodes, context);
      case "subshell":
        return this.subshell(node.body, context);
      case "redirected":
        return this.redirected(node.body, node.command, context);
      case "pipe":
        return this.pipe(node.parts, context);
      case "and":
      case "or":
        return this.joined(node.kind, node.left, node.right, context);
      case "not":
        return this.negated(node.body, context);
      case "if":
        return this.conditional(node.branches, node.otherwise, context);
      case "while":
        return this.loop(node.until, node.condition, node.body, context);
      case "for":
        return this.forEach(node, context);
      case "case":
        return this.choice(node.word.text, node.cases, context);
      case "broken":
        this.machine.leave(node.line);
        return { status: false, leaves: "script" };
      case "function":
        this.functions.set(node.name, node.body);
        return { status: true };
    }
  }

  private list(nodes: readonly ShellNode[], context: Context): Completion {
    let last: Completion = { status: true };
    for (const node of nodes) {
      last = this.node(node, context);
      if (last.leaves) return last;
    }
    return last;
  }

  /** Runs a part of which only the machine knows whether it runs. */
  private maybe(node: ShellNode, context: Context): Status {
    const before = { named: new Map(this.variables.named), args: this.variables.args };
    const { leaves } = this.node(node, { ...context, conditional: true });
    this.forgetChanges(before);
    if (leaves === "script") this.script.doubtful = true;
    if (leaves === "function") context.frame.doubtful = true;
    return "unknown";
  }

  /** What a part changed that may not have run is not known any more. */
  private forgetChanges(before: Variables): void {
    const { named, args } = this.variables;
    for (const [name, value] of named) if (before.named.get(name) !== value) named.set(name, undefined);
    if (args !== before.args) this.variables.args = undefined;
  }

  private subshell(body: ShellNode, context: Context): Completion {
    const outer = this.variables;
    this.variables = { named: new Map(outer.named), args: outer.args };
    const { status } = this.node(body, context);
    this.variables = outer;
    return { status };
  }

  private redirected(body: ShellNode, command: SimpleCommand, context: Context): Completion {
    const completion = this.node(body, context);
    if (command.redirects.length > 0) this.machine.run(this.prepared(command, [], context));
    return completion;
  }

  private pipe(parts: readonly ShellNode[], context: Context): Completion {
    let pipedFrom: readonly ShellCommand[] = [];
    let completion = ASSUMED;
    for (const part of parts) {
      const inPipe = { ...context, pipedFrom };
      const { status } = this.subshell(part, inPipe);
      completion = { status };
      const words = part.kind === "command" ? this.words(part) : [];
      pipedFrom = [...pipedFrom, this.prepared(part.kind === "command" ? part : NOTHING, words, inPipe)];
    }
    return completion;
  }

  private joined(kind: "and" | "or", left: ShellNode, right: ShellNode, context: Context): Completion {
    const first = this.node(left, context);
    if (first.leaves) return first;
    const goesOn = kind === "and" ? first.status : first.status === "assumed" ? "unknown" : opposite(first.status);
    if (goesOn === true) return this.node(right, context);
    if (goesOn === false) return { status: kind === "or" };
    if (alwaysFails(right, this.functions)) return ASSUMED;
    if (goesOn === "assumed") return this.node(right, context);
    this.maybe(right, context);
    return { status: kind === "or" ? "assumed" : "unknown" };
  }

  private negated(body: ShellNode, context: Context): Completion {
    const { status, leaves } = this.node(body, context);
    return { status: status === "assumed" ? "unknown" : opposite(status), ...(leaves && { leaves }) };
  }

  private conditional(branches: readonly Branch[], otherwise: ShellNode | undefined, context: Context): Completion {
    const possible: ShellNode[] = [];
    for (const { condition, body } of branches) {
      const asked = possible.length > 0 ? { ...context, conditional: true } : context;
      const { status, leaves } = this.node(condition, asked);
      if (leaves) return { status, leaves };
      if (status !== false) possible.push(body);
      if (status === true) return this.oneOf(possible, context);
    }
    return this.oneOf([...possible, otherwise ?? EMPTY], context);
  }

  /** Runs branches of which one is run. Those that end with an error are not followed. */
  private oneOf(branches: readonly ShellNode[], context: Context): Completion {
    const followed = branches.length === 1 ? branches : branches.filter((one) => !alwaysFails(one, this.functions));
    if (followed.length === 1) return this.node(followed[0]!, context);
    for (const branch of followed) this.maybe(branch, context);
    return { status: "unknown" };
  }

  private loop(until: boolean, condition: ShellNode, body: ShellNode, context: Context): Completion {
    const inLoop = { ...context, repeated: true };
    const { status } = this.node(condition, inLoop);
    const runs = until ? opposite(status) : status;
    if (runs === true) {
      const { leaves } = this.node(body, inLoop);
      if (leaves === "script" || leaves === "function") return { status: true, leaves };
    } else if (runs !== false) this.maybe(body, inLoop);
    return { status: "assumed" };
  }

  private forEach({ name, words, body }: Extract<ShellNode, { kind: "for" }>, context: Context): Completion {
    const values = words.flatMap((word) => expanded(word, this.variables));
    if (!values.every((value) => isKnown(value) && !/[*?]/.test(value))) {
      this.variables.named.set(name, undefined);
      this.maybe(body, context);
      return { status: "assumed" };
    }
    for (const value of values) {
      if (this.isExhausted(`for ${name}`)) break;
      this.variables.named.set(name, value);
      const { status, leaves } = this.node(body, context);
      if (leaves === "loop") break;
      if (leaves) return { status, leaves };
    }
    return { status: "assumed" };
  }

  private choice(written: string, cases: readonly Case[], context: Context): Completion {
    const word = filledIn(written, this.variables);
    const patterns = cases.flatMap((one) => one.patterns);
    if (isKnown(word) && patterns.every(({ text }) => isKnown(text))) {
      const chosen = cases.find((one) => one.patterns.some(({ text }) => globMatches(text, word)));
      return chosen ? this.node(chosen.body, context) : { status: true };
    }
    const complete = patterns.some(({ text }) => text === "*");
    return this.oneOf([...cases.map(({ body }) => body), ...(complete ? [] : [EMPTY])], context);
  }

  private command(command: SimpleCommand, context: Context): Completion {
    if (this.isExhausted(command.line)) return { status: "unknown" };
    for (const inner of command.inner) this.subshell(inner, context);
    for (const text of [...command.words.map((word) => word.text), command.input ?? ""].flatMap(substitutions))
      this.subshell(parseShell(text), { ...context, pipedFrom: [] });
    const words = this.words(command);
    const declares = /^(export|local|readonly|declare|typeset|unset)$/.test(words[0] ?? "");
    const names = declares ? -1 : words.findIndex((word) => !assignmentIn(word));
    this.assign(words.slice(0, names < 0 ? words.length : names));
    const rest = names < 0 ? [] : words.slice(names);
    if (rest.length === 0 && command.redirects.length === 0)
      return { status: command.words.some(({ text }) => substitutions(text).length > 0) ? "assumed" : true };
    return this.builtin(rest, context) ?? this.call(rest, context) ?? this.program(command, rest, context);
  }

  /** Counts a command or a round of a loop; true once there were too many. */
  private isExhausted(line: string): boolean {
    this.count += 1;
    if (this.count === MAX_COMMANDS) this.machine.leave(line);
    return this.count >= MAX_COMMANDS;
  }

  private words(command: SimpleCommand): string[] {
    return command.words.flatMap((word) => expanded(word, this.variables));
  }

  private assign(words: readonly string[]): void {
    for (const assignment of words.map(assignmentIn)) {
      if (!assignment) continue;
      this.variables.named.set(assignment.name, assignment.value);
    }
  }

  /** What the shell does itself; undefined for other commands. */
  private builtin([name, ...args]: readonly string[], context: Context): Completion | undefined {
    if (name === "exit" || name === "return") {
      const status = exitCode(args);
      return { status, leaves: name === "exit" ? "script" : "function" };
    }
    if (name === "break" || name === "continue") return { status: true, leaves: "loop" };
    if (name === "true" || name === ":") return { status: true };
    if (name === "false") return { status: false };
    if (name === "test" || name === "[" || name === "[[")
      return { status: testStatus([name, ...args].map(asGiven), this.machine.exists) };
    if (name === "eval") return this.node(parseShell(args.map(asGiven).join(" ")), context);
    if (name === "trap") {
      this.maybe(parseShell(asGiven(args[0] ?? "")), context);
      return { status: true };
    }
    return this.changeArguments(name, args);
  }

  private changeArguments(name: string | undefined, args: readonly string[]): Completion | undefined {
    if (name === "shift") {
      const count = Number(args[0] ?? 1) || 1;
      this.variables.args = this.variables.args?.slice(count);
      return { status: true };
    }
    if (name !== "set") return undefined;
    const after = args.indexOf("--");
    if (after >= 0) this.variables.args = args.slice(after + 1);
    return { status: true };
  }

  /** A function of the script's; undefined where it has none of this name. */
  private call([name = "", ...args]: readonly string[], context: Context): Completion | undefined {
    const body = this.functions.get(name);
    if (!body) return undefined;
    if (context.calls >= MAX_CALLS) {
      this.machine.leave(name);
      return { status: "unknown" };
    }
    const outer = this.variables.args;
    this.variables.args = args;
    const conditional = this.isConditional(context);
    const inside = { ...context, conditional, frame: { doubtful: false }, calls: context.calls + 1 };
    const { status, leaves } = this.node(body, inside);
    this.variables.args = outer;
    return leaves === "script" ? { status, leaves } : { status: status === true ? "assumed" : status };
  }

  private program(command: SimpleCommand, words: readonly string[], context: Context): Completion {
    const replaced = words[0] === "exec" && words.length > 1;
    const status = this.machine.run(this.prepared(command, replaced ? words.slice(1) : words, context));
    return { status, ...(replaced && { leaves: "script" }) };
  }

  private prepared(command: SimpleCommand, words: readonly string[], context: Context): ShellCommand {
    const { inputFile, input } = command;
    const filled = (text: string): string => asGiven(filledIn(text, this.variables));
    return {
      words: words.map(asGiven),
      line: command.line || words.map(asGiven).join(" "),
      redirects: command.redirects.map(({ append, target }) => ({ append, target: filled(target) })),
      ...(inputFile !== undefined && { inputFile: filled(inputFile) }),
      ...(input !== undefined && { input: filled(input) }),
      pipedFrom: context.pipedFrom,
      conditional: this.isConditional(context),
      repeated: context.repeated,
    };
  }

  private isConditional({ conditional, frame }: Context): boolean {
    return conditional || frame.doubtful || this.script.doubtful;
  }
}

const EMPTY: ShellNode = { kind: "list", nodes: [] };
const NOTHING: SimpleCommand = { kind: "command", words: [], line: "", redirects: [], inner: [] };

const opposite = (status: Status): Status => (typeof status === "boolean" ? !status : status);

function globMatches(pattern: string, word: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("?", "."));
  return new RegExp(`^${parts.join("[^]*")}$`).test(word);
}
