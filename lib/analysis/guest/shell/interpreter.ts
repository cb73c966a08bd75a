import { CommandRunner, isExhausted } from "./command-runner";
import { ASSUMED, type Completion, type Context, type Machine, type ScriptState } from "./execution";
import { expanded, filledIn, isKnown, type Variables } from "./expansion";
import { alwaysFails } from "./failure";
import { globMatches } from "./glob";
import type { ShellCommand, Status } from "./shell-command";
import { parseShell } from "./shell-parser";
import type { Branch, Case, ShellNode, SimpleCommand } from "./shell-syntax";

/**
 * Follows a script as it runs on a first boot that succeeds: commands are assumed to succeed, and branches that end with
 * an error are not followed. What only the machine decides is run as `conditional`.
 */
export class Interpreter {
  private readonly state: ScriptState;
  private readonly commands: CommandRunner;

  public constructor(
    private readonly machine: Machine,
    variables: Variables,
  ) {
    this.state = { variables, functions: new Map(), doubtful: false, count: 0 };
    this.commands = new CommandRunner(machine, this.state, {
      follow: (node, context) => this.node(node, context),
      maybe: (node, context) => this.maybe(node, context),
      subshell: (body, context) => this.subshell(body, context),
    });
  }

  public run(text: string, conditional = false, repeated = false): Status {
    const context = { conditional, repeated, frame: { doubtful: false }, calls: 0, pipedFrom: [] };
    return this.node(parseShell(text), context).status;
  }

  private node(node: ShellNode, context: Context): Completion {
    switch (node.kind) {
      case "command":
        return this.commands.run(node, context);
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
      case "arithmetic":
        for (const name of node.assigned) this.state.variables.named.set(name, undefined);
        return { status: "unknown" };
      case "broken":
        this.machine.leave(node.line);
        return { status: false, leaves: "script" };
      case "function":
        this.state.functions.set(node.name, node.body);
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
    const before = { named: new Map(this.state.variables.named), args: this.state.variables.args };
    const { leaves } = this.node(node, { ...context, conditional: true });
    this.forgetChanges(before);
    if (leaves === "script") this.state.doubtful = true;
    if (leaves === "function") context.frame.doubtful = true;
    return "unknown";
  }

  /** What a part changed that may not have run is not known any more. */
  private forgetChanges(before: Variables): void {
    const { named, args } = this.state.variables;
    for (const [name, value] of named) if (before.named.get(name) !== value) named.set(name, undefined);
    if (args !== before.args) this.state.variables.args = undefined;
  }

  private subshell(body: ShellNode, context: Context): Completion {
    const outer = this.state.variables;
    this.state.variables = { named: new Map(outer.named), args: outer.args };
    const { status } = this.node(body, context);
    this.state.variables = outer;
    return { status };
  }

  private redirected(body: ShellNode, command: SimpleCommand, context: Context): Completion {
    const completion = this.node(body, context);
    if (command.redirects.length > 0) this.machine.run(this.commands.prepared(command, [], context));
    return completion;
  }

  private pipe(parts: readonly ShellNode[], context: Context): Completion {
    let pipedFrom: readonly ShellCommand[] = [];
    let completion = ASSUMED;
    for (const part of parts) {
      const inPipe = { ...context, pipedFrom };
      const { status } = this.subshell(part, inPipe);
      completion = { status };
      const words = part.kind === "command" ? this.commands.words(part) : [];
      pipedFrom = [...pipedFrom, this.commands.prepared(part.kind === "command" ? part : NOTHING, words, inPipe)];
    }
    return completion;
  }

  private joined(kind: "and" | "or", left: ShellNode, right: ShellNode, context: Context): Completion {
    const first = this.node(left, context);
    if (first.leaves) return first;
    const goesOn = kind === "and" ? first.status : first.status === "assumed" ? "unknown" : opposite(first.status);
    if (goesOn === true) return this.node(right, context);
    if (goesOn === false) return { status: kind === "or" };
    if (alwaysFails(right, this.state.functions)) return ASSUMED;
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
    const followed =
      branches.length === 1 ? branches : branches.filter((one) => !alwaysFails(one, this.state.functions));
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
    const values = words.flatMap((word) => expanded(word, this.state.variables));
    if (!values.every((value) => isKnown(value) && !/[*?]/.test(value))) {
      this.state.variables.named.set(name, undefined);
      this.maybe(body, context);
      return { status: "assumed" };
    }
    for (const value of values) {
      if (isExhausted(this.state, this.machine, `for ${name}`)) break;
      this.state.variables.named.set(name, value);
      const { status, leaves } = this.node(body, context);
      if (leaves === "loop") break;
      if (leaves) return { status, leaves };
    }
    return { status: "assumed" };
  }

  private choice(written: string, cases: readonly Case[], context: Context): Completion {
    const word = filledIn(written, this.state.variables);
    const patterns = cases.flatMap((one) => one.patterns);
    if (isKnown(word) && patterns.every(({ text }) => isKnown(text))) {
      const chosen = cases.find((one) => one.patterns.some(({ text }) => globMatches(text, word)));
      return chosen ? this.node(chosen.body, context) : { status: true };
    }
    const complete = patterns.some(({ text }) => text === "*");
    return this.oneOf([...cases.map(({ body }) => body), ...(complete ? [] : [EMPTY])], context);
  }
}

const EMPTY: ShellNode = { kind: "list", nodes: [] };
const NOTHING: SimpleCommand = { kind: "command", words: [], line: "", redirects: [], inner: [] };

const opposite = (status: Status): Status => (typeof status === "boolean" ? !status : status);
