import { EVERYTHING, affectedParts, leaveUnread, type Boot } from "./boot";
import { FILE_PROGRAMS, writesUnknown } from "../shell/file-programs";
import { PROGRAMS, isOrdinary, type Program } from "../shell/programs";
import { shellCommands, type ShellCommand } from "../shell/shell";

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
  if (depth > MAX_DEPTH) {
    leaveUnread(boot, { file, line: text.split("\n", 1)[0]! }, EVERYTHING);
    return;
  }
  const variables = new Map<string, string>();
  for (const command of shellCommands(text)) {
    for (const inner of command.words.flatMap(substituted)) runScript(boot, file, inner, depth + 1);
    runCommand({ boot, file, depth }, withVariables(command, variables));
  }
}

/** Takes assignments out, and puts in what earlier ones set; what the script does not set itself stays as written. */
function withVariables(command: ShellCommand, variables: Map<string, string>): ShellCommand {
  const fill = (text: string) =>
    text.replace(
      /\$(?:\{(\w+)\}|(\w+))/g,
      (all, braced?: string, plain?: string) => variables.get(braced ?? plain ?? "") ?? all,
    );
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
  const { boot, file, depth } = place;
  const { line } = written;
  const command = { ...written, words: unwrapped(written.words) };
  const [name = "", ...args] = command.words;
  const script = scriptOf(boot, name);
  const program = script !== undefined && !OWN.test(name) ? undefined : programOf(name);
  if (program && command.conditional) {
    leaveUnread(boot, { file, line }, program.affects(place, args, command));
  } else if (program) {
    program.run(place, args, command);
    if (FILE_PROGRAMS[name] === undefined) writesUnknown(place, command);
  } else if (script !== undefined && command.conditional) {
    leaveUnread(boot, { file, line }, EVERYTHING);
  } else if (script !== undefined) {
    runScript(boot, script.path, script.text, depth + 1);
  } else if (!isOrdinary(name)) {
    leaveUnread(boot, { file, line }, EVERYTHING);
  } else {
    ordinary(place, command);
  }
}

/** Programs of the library's own, which are read as what they are made for. */
const OWN = /^(\/usr\/local\/sbin\/)?forced-tunnel-(first-boot|nat)$/;

/** By its name alone, or in a folder of the system's: /opt/x/install is none of them. */
function programOf(name: string): Program | undefined {
  const [, own] = /^(?:\/(?:usr\/)?(?:local\/)?s?bin\/|\/usr\/lib\/frr\/)?([^/]+)$/.exec(name) ?? [];
  return own === undefined ? undefined : PROGRAMS[own];
}

function scriptOf({ files }: Boot, name: string): { path: string; text: string } | undefined {
  const paths = name.includes("/")
    ? [name]
    : ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"].map(
        (folder) => `${folder}/${name}`,
      );
  const path = paths.find((one) => files.has(one));
  return path === undefined ? undefined : { path, text: files.get(path)! };
}

/** Programs that only look, or change who may read a file. */
const LOOKS =
  /^(chown|chmod|chgrp|ls|e?grep|stat|mkdir|touch|test|\[\[?|diff|cmp|head|tail|wc|less|more|file|\w+sum|usermod|useradd|logger|dpkg|for|\.)$/;

/** A program that is not known, where it writes or gets a file that decides. */
function ordinary(place: Place, command: ShellCommand): void {
  const [name = "", ...args] = command.words;
  writesUnknown(place, command);
  if (!LOOKS.test(name))
    leaveUnread(
      place.boot,
      { file: place.file, line: command.line },
      args.flatMap((word) => affectedParts(word.replace(/^(of=|--?\w+=)/, ""))),
    );
}

/** The commands in `$(…)` and in backquotes. */
function substituted(word: string): string[] {
  return [...word.matchAll(/\$\(([^()]*(?:\([^()]*\)[^()]*)*)\)|`([^`]*)`/g)].map(
    ([, modern, old]) => modern ?? old ?? "",
  );
}

/** The command that sudo and its like run. */
function unwrapped(words: readonly string[]): readonly string[] {
  const [first = "", ...rest] = words;
  if (/^(sudo|doas|nohup|exec|command|eval|builtin|setsid|time)$/.test(first)) return unwrapped(afterOptions(rest));
  if (first === "env")
    return unwrapped(rest.slice(rest.findIndex((word) => !word.startsWith("-") && !word.includes("="))));
  if (first === "timeout") return unwrapped(afterOptions(rest).slice(1));
  if (/^(nice|ionice|stdbuf|chrt)$/.test(first))
    return unwrapped(afterOptions(rest).slice(/^\d+$/.test(afterOptions(rest)[0] ?? "") ? 1 : 0));
  return words;
}

function afterOptions(words: readonly string[]): readonly string[] {
  const first = words.findIndex((word) => !word.startsWith("-"));
  return first < 0 ? [] : words.slice(first);
}
