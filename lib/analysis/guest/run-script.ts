import { type Boot, EVERYTHING, leaveUnread } from "./cloud-init/boot";
import { affectedByNames, FILE_PROGRAMS } from "./programs/file-programs";
import { NETWORK_PROGRAMS, PROGRAMS } from "./programs/known-programs";
import { pathExists } from "./programs/path-exists";
import { at, type Place, type Program, type Script } from "./programs/program";
import { QUESTIONS, type WithoutEffect, withoutEffect } from "./programs/without-effect";
import { unwrapped } from "./programs/wrapped";
import { writeUnknown } from "./programs/written-files";
import { readPython } from "./python/python-program";
import { Interpreter } from "./shell/interpreter";
import type { ShellCommand, Status } from "./shell/shell-command";
import type { GuestPart } from "../model/guest";

/** Scripts that start each other without an end are not followed further. */
const MAX_DEPTH = 8;

/** Folders in which the shell looks for a program, in this order. */
const SEARCH_PATH = ["/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"];

/** Follows a script, and records in the boot what it leaves behind. */
export function runScript(boot: Boot, script: Script, depth = 0): void {
  const [firstLine = ""] = script.text.split("\n", 1);
  const interpreter = /^#!\s*(\S+(?:\s+\S+)?)/.exec(firstLine)?.[1];
  const { elsewhere = false } = script;
  const place: Place = {
    boot,
    file: script.file,
    elsewhere,
    runScript: (inner) => {
      runScript(boot, { elsewhere, ...inner }, depth + 1);
    },
    affectedBy: (words, command) => affectedBy(place, words, command),
  };
  if (depth > MAX_DEPTH) leaveUnread(boot, { file: script.file, line: firstLine }, EVERYTHING);
  else if (interpreter === undefined || /\b(ba|da|z|k)?sh\b/.test(interpreter)) runShell(place, script);
  else if (/\bpython3?\b/.test(interpreter)) runPython(place, script);
  else leaveUnread(boot, { file: script.file, line: firstLine }, EVERYTHING);
}

function runShell(place: Place, script: Script): void {
  const { text, args = [], conditional, repeated } = script;
  const machine = {
    run: (command: ShellCommand) => runCommand(place, command),
    exists: (path: string) => pathExists(place.boot, path, text),
    leave: (line: string) => {
      leaveUnread(place.boot, { file: place.file, line }, EVERYTHING);
    },
  };
  new Interpreter(machine, { named: new Map(), args }).run(text, conditional, repeated);
}

/** Any of a Python program's commands may run, in any order. */
function runPython(place: Place, { file, text, repeated = false }: Script): void {
  const program = readPython(text);
  if (typeof program === "string") {
    leaveUnread(place.boot, { file, line: program }, EVERYTHING);
    return;
  }
  for (const path of program.files) {
    if (place.boot.files.has(path)) leaveUnread(place.boot, { file, line: path }, EVERYTHING);
    place.boot.possible.add(path);
  }
  for (const words of program.commands)
    runCommand(place, {
      words,
      line: words.join(" "),
      redirects: [],
      pipedFrom: [],
      conditional: true,
      repeated: repeated || program.repeats,
    });
}

function runCommand(place: Place, written: ShellCommand): Status {
  const unwrappedCommand = { ...written, words: unwrapped(written.words) };
  const command = place.elsewhere ? withoutKernelFiles(unwrappedCommand) : unwrappedCommand;
  const [name = "", ...args] = command.words;
  const script = scriptOf(place.boot, name);
  const program = script ? undefined : programOf(name);
  if (script) {
    writeUnknown(place, command);
    place.runScript({ ...script, args, conditional: command.conditional, repeated: command.repeated });
  } else if (place.elsewhere && NETWORK_PROGRAMS.has(systemName(name) ?? "")) {
    writeUnknown(place, command);
  } else if (program) {
    const status = runProgram(place, program, args, command);
    if (status !== undefined) return status;
  } else {
    writeUnknown(place, command);
    const parts = name === "" ? [] : affectedBy(place, command.words, command);
    leaveUnread(place.boot, at(place, command), parts ?? EVERYTHING);
  }
  return QUESTIONS.has(systemName(name) ?? "") ? "unknown" : "assumed";
}

/** The kernel has the settings in /proc/sys/net once a network namespace. */
function withoutKernelFiles(command: ShellCommand): ShellCommand {
  const isSetting = (path: string): boolean => path.startsWith("/proc/sys/net/");
  return {
    ...command,
    words: command.words.filter((word) => !isSetting(word)),
    redirects: command.redirects.filter(({ target }) => !isSetting(target)),
  };
}

function runProgram(
  place: Place,
  program: Program,
  args: readonly string[],
  command: ShellCommand,
): Status | undefined {
  if (!command.conditional) {
    const status = program.run(place, args, command);
    if (!WRITERS.has(program)) writeUnknown(place, command);
    return status;
  }
  for (const { target } of command.redirects) place.boot.possible.add(target);
  if (program.runConditionally) program.runConditionally(place, args, command);
  else leaveUnread(place.boot, at(place, command), program.affects(place, args, command));
  if (!WRITERS.has(program)) writeUnknown(place, command);
  return "unknown";
}

/** The programs whose output is followed into the files that it is written to. */
const WRITERS = new Set(Object.values(FILE_PROGRAMS));

/** What a program may change; undefined for an unknown program. */
function affectedBy(
  place: Place,
  [name = "", ...args]: readonly string[],
  command: ShellCommand,
): readonly GuestPart[] | undefined {
  if (scriptOf(place.boot, name)) return EVERYTHING;
  const program = programOf(name);
  if (program) return program.affects(place, args, command);
  const harmless = harmlessProgram(name);
  return harmless && (harmless.writesNamedFiles ? affectedByNames(args) : []);
}

/** A program's name, where it is called by that alone or in a folder of the system's: /opt/x/install is another one. */
const systemName = (name: string): string | undefined =>
  /^(?:\/(?:usr\/)?(?:local\/)?s?bin\/|\/usr\/lib\/(?:frr|systemd)\/)?([^/]+)$/.exec(name)?.[1];

const programOf = (name: string): Program | undefined => PROGRAMS[systemName(name) ?? ""];

const harmlessProgram = (name: string): WithoutEffect | undefined => withoutEffect(systemName(name) ?? "");

/** A script of the user data's own. */
function scriptOf({ files }: Boot, name: string): { readonly file: string; readonly text: string } | undefined {
  const paths = name.includes("/") ? [name] : SEARCH_PATH.map((folder) => `${folder}/${name}`);
  const file = paths.find((one) => files.has(one));
  return file === undefined ? undefined : { file, text: files.get(file)! };
}
