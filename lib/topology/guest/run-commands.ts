import { EVERYTHING, leaveUnread, type Boot } from "./boot";
import { PROGRAMS, isOrdinary } from "./programs";
import { shellCommands, type ShellCommand } from "./shell";

/** Scripts that start each other for ever end here. */
const MAX_DEPTH = 8;

/** What a command stands in. */
export interface Place {
  readonly boot: Boot;
  /** "runcmd", or a script's path. */
  readonly file: string;
  readonly depth: number;
}

/** Goes through a script's commands, and notes in the boot what they leave behind. */
export function runScript(boot: Boot, file: string, text: string, depth = 0): void {
  const interpreter = /^#!\s*(\S+(?:\s+\S+)?)/.exec(text)?.[1];
  if (interpreter !== undefined && !/\b(ba|da|z|k)?sh\b/.test(interpreter)) {
    leaveUnread(boot, { file, line: text.split("\n", 1)[0]! }, EVERYTHING);
    return;
  }
  if (depth > MAX_DEPTH) return;
  const variables = new Map<string, string>();
  for (const command of shellCommands(text)) runCommand({ boot, file, depth }, withVariables(command, variables));
}

/** Takes assignments out, and puts in what earlier ones set; what the script does not set itself stays as written. */
function withVariables(command: ShellCommand, variables: Map<string, string>): ShellCommand {
  const fill = (text: string) => text.replace(/\$(?:\{(\w+)\}|(\w+))/g, (all, braced?: string, plain?: string) => variables.get(braced ?? plain ?? "") ?? all);
  const words = command.words.map(fill);
  let first = words.findIndex((word) => !/^(export|local|readonly|declare)$|^\w+=/.test(word));
  if (first < 0) first = words.length;
  for (const word of words.slice(0, first)) {
    const [, name, value] = /^(\w+)=([^]*)$/.exec(word) ?? [];
    // What a command prints is known on the machine only: the variable's name stands for it.
    if (name !== undefined && value !== undefined && !/\$\(|`/.test(value)) variables.set(name, value);
  }
  return {
    ...command,
    words: words.slice(first),
    redirects: command.redirects.map(({ append, target }) => ({ append, target: fill(target) })),
    ...(command.input === undefined ? {} : { input: fill(command.input) }),
  };
}

function runCommand(place: Place, written: ShellCommand): void {
  const command = { ...written, words: unwrapped(written.words) };
  const [name = "", ...args] = command.words;
  const program = PROGRAMS[name.replace(/^.*\//, "")];
  const script = program === undefined ? place.boot.files.get(name) : undefined;
  if (program && command.conditional) {
    leaveUnread(place.boot, { file: place.file, line: command.line }, program.bearsOn(place, args, command));
  } else if (program) {
    program.run(place, args, command);
  } else if (script !== undefined) {
    runScript(place.boot, name, script, place.depth + 1);
  } else if (!isOrdinary(name)) {
    leaveUnread(place.boot, { file: place.file, line: command.line }, EVERYTHING);
  }
}

/** The command that sudo and its like run. */
function unwrapped(words: readonly string[]): readonly string[] {
  const [first = "", ...rest] = words;
  if (/^(sudo|nohup|exec|command|eval|builtin)$/.test(first)) return unwrapped(afterOptions(rest));
  if (first === "env") return unwrapped(rest.slice(rest.findIndex((word) => !word.startsWith("-") && !word.includes("="))));
  if (first === "timeout") return unwrapped(afterOptions(rest).slice(1));
  return words;
}

function afterOptions(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !word.startsWith("-"));
  return first < 0 ? [] : words.slice(first);
}
