import { type Completion, type Context, isConditional, type Machine, type ScriptState } from "./execution";
import { asGiven, assignmentIn, expanded, filledIn } from "./expansion";
import { exitCode } from "./failure";
import { substitutions } from "./quotes";
import type { ShellCommand, Status } from "./shell-command";
import { parseShell } from "./shell-parser";
import type { ShellNode, SimpleCommand } from "./shell-syntax";
import { testStatus } from "./test-command";

/** Commands beyond so many are not followed: loops in loops end. */
const MAX_COMMANDS = 20_000;
/** Functions that call each other without an end are not followed further. */
const MAX_CALLS = 30;

/** What a command runs by the script's own control flow: functions, substitutions, texts for `eval` and `trap`. */
interface ControlFlow {
  follow(node: ShellNode, context: Context): Completion;
  /** Runs a part of which only the machine knows whether it runs. */
  maybe(node: ShellNode, context: Context): Status;
  subshell(body: ShellNode, context: Context): Completion;
}

/** Counts a command or a round of a loop; true once there were too many. */
export function isExhausted(state: ScriptState, machine: Machine, line: string): boolean {
  state.count += 1;
  if (state.count === MAX_COMMANDS) machine.leave(line);
  return state.count >= MAX_COMMANDS;
}

/** Runs the commands of a script: the shell's own, its functions, and programs. */
export class CommandRunner {
  public constructor(
    private readonly machine: Machine,
    private readonly state: ScriptState,
    private readonly control: ControlFlow,
  ) {}

  public run(command: SimpleCommand, context: Context): Completion {
    if (isExhausted(this.state, this.machine, command.line)) return { status: "unknown" };
    for (const inner of command.inner) this.control.subshell(inner, context);
    for (const text of [...command.words.map((word) => word.text), command.input ?? ""].flatMap(substitutions))
      this.control.subshell(parseShell(text), { ...context, pipedFrom: [] });
    const words = this.words(command);
    const declares = /^(export|local|readonly|declare|typeset|unset)$/.test(words[0] ?? "");
    const names = declares ? -1 : words.findIndex((word) => !assignmentIn(word));
    this.assign(words.slice(0, names < 0 ? words.length : names));
    const rest = names < 0 ? [] : words.slice(names);
    if (rest.length === 0 && command.redirects.length === 0)
      return { status: command.words.some(({ text }) => substitutions(text).length > 0) ? "assumed" : true };
    // What does nothing makes an empty file, where its output goes to one: `: > file`.
    if (command.redirects.length > 0 && /^(:|true)?$/.test(rest[0] ?? "")) return this.program(command, [":"], context);
    return this.builtin(rest, context) ?? this.call(command, rest, context) ?? this.program(command, rest, context);
  }

  /** The words, expanded as far as the script says it. */
  public words(command: SimpleCommand): string[] {
    return command.words.flatMap((word) => expanded(word, this.state.variables));
  }

  private assign(words: readonly string[]): void {
    for (const word of words) {
      const assignment = assignmentIn(word);
      if (assignment) this.state.variables.named.set(assignment.name, assignment.value);
      else if (words[0] === "unset") this.state.variables.named.set(word, undefined);
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
    if (name === "eval") return this.control.follow(parseShell(args.map(asGiven).join(" ")), context);
    if (name === "trap") {
      this.control.maybe(parseShell(asGiven(args[0] ?? "")), context);
      return { status: true };
    }
    return this.changeArguments(name, args);
  }

  private changeArguments(name: string | undefined, args: readonly string[]): Completion | undefined {
    if (name === "shift") {
      const count = Number(args[0] ?? 1) || 1;
      this.state.variables.args = this.state.variables.args?.slice(count);
      return { status: true };
    }
    if (name !== "set") return undefined;
    const after = args.indexOf("--");
    if (after >= 0) this.state.variables.args = args.slice(after + 1);
    return { status: true };
  }

  /** A function of the script's; undefined where it has none of this name. */
  private call(
    command: SimpleCommand,
    [name = "", ...args]: readonly string[],
    context: Context,
  ): Completion | undefined {
    const body = this.state.functions.get(name);
    if (!body) return undefined;
    if (context.calls >= MAX_CALLS) {
      this.machine.leave(name);
      return { status: "unknown" };
    }
    const outer = this.state.variables.args;
    this.state.variables.args = args;
    const conditional = isConditional(context, this.state);
    const inside = { ...context, conditional, frame: { doubtful: false }, calls: context.calls + 1 };
    const { status, leaves } = this.control.follow(body, inside);
    this.state.variables.args = outer;
    if (command.redirects.length > 0) this.machine.run(this.prepared(command, [], context));
    return leaves === "script" ? { status, leaves } : { status: status === true ? "assumed" : status };
  }

  private program(command: SimpleCommand, words: readonly string[], context: Context): Completion {
    const replaced = words[0] === "exec" && words.length > 1;
    const status = this.machine.run(this.prepared(command, replaced ? words.slice(1) : words, context));
    return { status, ...(replaced && { leaves: "script" }) };
  }

  /** As the program gets it. */
  public prepared(command: SimpleCommand, words: readonly string[], context: Context): ShellCommand {
    const { inputFile, input } = command;
    const filled = (text: string): string => asGiven(filledIn(text, this.state.variables));
    return {
      words: words.map(asGiven),
      line: command.line || words.map(asGiven).join(" "),
      redirects: command.redirects.map(({ append, target }) => ({ append, target: filled(target) })),
      ...(inputFile !== undefined && { inputFile: filled(inputFile) }),
      ...(input !== undefined && { input: filled(input) }),
      pipedFrom: context.pipedFrom,
      conditional: isConditional(context, this.state),
      repeated: context.repeated,
    };
  }
}
