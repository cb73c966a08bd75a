import type { GuestPart } from "../../model/guest";
import type { ShellCommand } from "../shell/shell-command";
import type { Place, Program, Programs } from "./program";
import { unknownStart } from "./starters";

/** Stands for the process of a unit that has a network of its own, as an argument of its commands. */
export const PRIVATE_PROCESS = "process-in-a-private-network";

/** A command in a network namespace. */
interface Entered {
  readonly words: readonly string[];
  /** True in another namespace than the machine's. */
  readonly elsewhere: boolean;
}

/** The programs that run a command in another namespace, by name. */
export const NAMESPACE_PROGRAMS: Programs = {
  nsenter: runner((args, place) => entered(args, place)),
  unshare: runner((args, place) => {
    const { options, words } = apart(args, /^-[RwSG]$/);
    return { words, elsewhere: options.some((option) => /^(-[a-zA-Z]*n|--net)/.test(option)) || place.elsewhere };
  }),
};

/** Runs a command with its arguments in another network namespace. */
export function runElsewhere(place: Place, words: readonly string[], command: ShellCommand, elsewhere = true): void {
  const { conditional, repeated } = command;
  place.runScript({ file: place.file, text: '"$@"', args: words, conditional, repeated, elsewhere });
}

function runner(read: (args: readonly string[], place: Place) => Entered | undefined): Program {
  const unknown = unknownStart();
  const run = (place: Place, args: readonly string[], command: ShellCommand): undefined => {
    const found = read(args, place);
    if (found) runElsewhere(place, found.words, command, found.elsewhere);
    else unknown.run(place, args, command);
  };
  const affects = (place: Place, args: readonly string[], command: ShellCommand): readonly GuestPart[] =>
    unknown.affects(place, args, command);
  return { affects, run, runConditionally: run };
}

/** The options in front of a command, each with its value, and the command. */
function apart(args: readonly string[], valued: RegExp): { readonly options: string[]; readonly words: string[] } {
  const options: string[] = [];
  let next = 0;
  while (args[next]?.startsWith("-") === true && args[next] !== "--") {
    const option = args[next]!;
    options.push(valued.test(option) ? `${option} ${args[(next += 1)] ?? ""}` : option);
    next += 1;
  }
  return { options, words: args.slice(args[next] === "--" ? next + 1 : next) };
}

/** The namespace that `nsenter` enters; undefined where only the machine knows whose it is. */
function entered(args: readonly string[], { elsewhere, boot }: Place): Entered | undefined {
  const { options, words } = apart(args, /^(-[tSG]|--target)$/);
  const network = options.find((option) => /^(-[a-su-zA-Z]*[na]$|-n.|--net\b|--all$)/.test(option));
  if (network === undefined) return { words, elsewhere };
  const target = options
    .map((option) => /^(?:-t ?|--target[ =])(.+)$/.exec(option)?.[1])
    .find((one) => one !== undefined);
  const file = /^(?:-n|--net=)(\/.+)$/.exec(network)?.[1];
  if (file === undefined ? target === "1" : file === "/proc/1/ns/net") return { words, elsewhere: false };
  const name = /^(?:\/var)?\/run\/netns\/(.+)$/.exec(file ?? "")?.[1];
  const isOther = file === undefined ? target === PRIVATE_PROCESS : name !== undefined && boot.namespaces.has(name);
  return isOther ? { words, elsewhere: true } : undefined;
}
