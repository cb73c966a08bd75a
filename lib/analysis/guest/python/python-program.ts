import { callArguments, closingAt, type Expression, literalIn } from "./python-calls";
import { constantsIn } from "./python-constants";
import { changedFiles } from "./python-files";
import { callsTo, functionAround, type PythonFunction } from "./python-functions";
import { hazardIn } from "./python-hazards";
import { type PythonToken, pythonTokens } from "./python-tokens";

/** What a Python program does to the machine, as far as its text says it. */
export interface PythonProgram {
  /** The commands that it may start, as words; what only the running program knows is a word that begins with "$". */
  readonly commands: readonly (readonly string[])[];
  /** True where it has a loop that may go on while the machine runs. */
  readonly repeats: boolean;
  /** The files that it may write, remove or rename. None of them decides anything by its place alone. */
  readonly files: readonly string[];
}

const STARTS = new Set(["run", "call", "check_call", "check_output", "Popen"]);

/** A function of the program's own that starts a command with its arguments. */
interface Wrapper {
  readonly around: PythonFunction;
  /** The words of the command; `undefined` where the function's arguments are. */
  readonly words: readonly (string | undefined)[];
}

/**
 * Reads a Python program by the commands that it starts. This is possible where everything else in it is known to
 * change nothing.
 *
 * @returns a reason, where it is not possible
 */
export function readPython(text: string): PythonProgram | string {
  const tokens = pythonTokens(text);
  const hazard = hazardIn(tokens);
  if (hazard !== undefined) return hazard;
  const constants = constantsIn(tokens);
  const files = changedFiles(tokens, constants);
  if (files === undefined) return "open";
  const commands: (readonly string[])[] = [];
  const wrappers: Wrapper[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    if (tokens[i]!.text !== "subprocess" || tokens[i + 1]?.text !== "." || tokens[i + 3]?.text !== "(") continue;
    if (!STARTS.has(tokens[i + 2]!.text)) continue;
    const words = wordsOf(callArguments(tokens, i + 3)[0] ?? [], constants, functionAround(tokens, i));
    if (words === undefined) return `subprocess.${tokens[i + 2]!.text} of a command that is not written out`;
    if ("words" in words) wrappers.push(words);
    else commands.push(words);
  }
  for (const wrapper of wrappers) {
    const called = callsOf(wrapper, tokens, constants);
    if (called === undefined) return `${wrapper.around.name} with a command that is not written out`;
    commands.push(...called);
  }
  return { commands, files, repeats: tokens.some(({ kind, text: word }) => kind === "name" && word === "while") };
}

/** The words of `["ip", "-4", *arguments]`; undefined where it is not a list that is written out. */
function wordsOf(
  list: Expression,
  constants: ReadonlyMap<string, string>,
  around: PythonFunction | undefined,
): readonly string[] | Wrapper | undefined {
  if (list[0]?.text !== "[" || closingAt(list, 0) !== list.length - 1) return undefined;
  const elements = callArguments(list, 0);
  const spread = elements.map((one) => one[0]?.text === "*" && one[0].kind === "sign");
  if (!spread.includes(true)) return elements.map((one) => wordOf(one, constants));
  const own = elements.every((one, i) => !spread[i] || (one.length === 2 && one[1]!.text === around?.rest));
  if (!own || !around) return undefined;
  return { around, words: elements.map((one, i) => (spread[i] ? undefined : wordOf(one, constants))) };
}

const wordOf = (expression: Expression, constants: ReadonlyMap<string, string>): string =>
  literalIn(expression, constants) ?? `$${expression.map(({ text }) => text).join("")}`;

/** The commands of each call; undefined where the function is used in another way. */
function callsOf(
  { around, words }: Wrapper,
  tokens: readonly PythonToken[],
  constants: ReadonlyMap<string, string>,
): (readonly string[])[] | undefined {
  const calls = callsTo(tokens, around);
  return calls?.map((args) => words.flatMap((word) => word ?? args.map((one) => wordOf(one, constants))));
}
