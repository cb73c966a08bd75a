import type { GuestPart } from "../../model/guest";
import { affectedParts, type Boot, EVERYTHING, filesLike, leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import { concatenated, echoed, inputOf, printed } from "./output";
import { at, named, operands, type Place, type Program, type Programs } from "./program";
import { editFiles } from "./sed";
import { affectedByWriting, forget, savesRules, write, writeUnknown } from "./written-files";

const writesOperands = (_: Place, args: readonly string[], { redirects }: ShellCommand): readonly GuestPart[] => [
  ...operands(args).flatMap(affectedByWriting),
  ...redirects.flatMap(({ target }) => affectedByWriting(target)),
];

/** The last operand; the others are read only. */
const writesTarget = (place: Place, args: readonly string[], command: ShellCommand): readonly GuestPart[] =>
  writesOperands(place, args.some((word) => /^(-\w*t|--target)/.test(word)) ? args : operands(args).slice(-1), command);

const fileProgram = (
  run: (place: Place, args: readonly string[], command: ShellCommand) => void,
  affects: Program["affects"] = writesOperands,
): Program => ({
  affects,
  run: (place, args, command) => {
    run(place, args, command);
    return undefined;
  },
});

/** The programs that write files, by name. */
export const FILE_PROGRAMS: Programs = {
  echo: printer(({ words }) => echoed(words.slice(1))),
  printf: printer(({ words }) => printed(words.slice(1))),
  ...named(
    [":", "true"],
    printer(() => ""),
  ),
  cat: printer((command, place) => concatenated(place, command)),
  tee: fileProgram(tee),
  sed: fileProgram(editFiles),
  cp: fileProgram(copy, writesTarget),
  ln: fileProgram(copy, writesTarget),
  install: fileProgram(copy, writesTarget),
  mv: fileProgram(move),
  rm: fileProgram(remove),
  touch: { affects: () => [], run: touch, runConditionally: touchConditionally },
};

function printer(output: (command: ShellCommand, place: Place) => string | undefined): Program {
  return {
    affects: (_, __, { redirects }) => redirects.flatMap(({ target }) => affectedByWriting(target)),
    run: (place, _, command) => {
      const text = command.redirects.length > 0 ? output(command, place) : undefined;
      if (text === undefined) writeUnknown(place, command);
      else command.redirects.forEach(({ append, target }) => write(place.boot, target, text, append));
      return undefined;
    },
  };
}

function tee(place: Place, args: readonly string[], command: ShellCommand): void {
  const text = inputOf(place, command);
  if (text === undefined && savesRules(place, command.pipedFrom.at(-1), operands(args))) return;
  for (const target of operands(args)) {
    if (text === undefined) leaveUnread(place.boot, at(place, command), affectedByWriting(target));
    else write(place.boot, target, text, args.includes("-a") || args.includes("--append"));
  }
}

/** Folders that are there before the first boot, as far as files in them decide. */
const FOLDERS = new Set([
  ...["/etc", "/etc/frr", "/etc/sysctl.d", "/etc/iptables", "/etc/nftables.d", "/etc/systemd/system"],
  ...["/tmp", "/opt", "/root", "/usr/local/bin", "/usr/local/sbin"],
]);

/** Each source with the path that it gets. */
function copies({ boot }: Place, args: readonly string[]): { readonly from: string; readonly target: string }[] {
  const names = operands(args);
  const [to = "", sources] = [names.at(-1), names.slice(0, -1)];
  if (!isFolder(boot, to)) return sources.slice(-1).map((from) => ({ from, target: to }));
  const paths = sources.flatMap((from) => (from.includes("*") ? filesLike(boot, from) : [from]));
  return paths.map((from) => ({ from, target: `${to.replace(/\/$/, "")}/${from.replace(/^.*\//, "")}` }));
}

const isFolder = ({ files }: Boot, path: string): boolean =>
  path.endsWith("/") || FOLDERS.has(path) || [...files.keys()].some((one) => one.startsWith(`${path}/`));

function copy(place: Place, args: readonly string[], command: ShellCommand): void {
  for (const { from, target } of copies(place, args)) {
    const text = place.boot.files.get(from);
    if (text === undefined) forget(place, target, command.line);
    else place.boot.files.set(target, text);
  }
}

function move(place: Place, args: readonly string[], command: ShellCommand): void {
  const moved = copies(place, args);
  copy(place, args, command);
  for (const { from, target } of moved) if (from !== target) place.boot.files.delete(from);
}

function remove({ boot }: Place, args: readonly string[]): void {
  for (const path of operands(args)) {
    for (const one of [...filesLike(boot, path), ...filesLike(boot, `${path.replace(/\/$/, "")}/*`)])
      boot.files.delete(one);
  }
}

/** An empty file, where there is none. What a package may have brought keeps its text. */
function touch({ boot }: Place, args: readonly string[]): undefined {
  for (const path of operands(args))
    if (!boot.files.has(path) && affectedByWriting(path).length === 0) boot.files.set(path, "");
}

function touchConditionally({ boot }: Place, args: readonly string[]): void {
  for (const path of operands(args)) boot.possible.add(path);
}

/** What a program may change that writes the files, or into the folders, which its arguments name. */
export const affectedByNames = (args: readonly string[]): readonly GuestPart[] =>
  args.some((word) => /^(-C)?\/(etc\/?)?$/.test(word))
    ? EVERYTHING
    : args.flatMap((word) => affectedParts(word.replace(/^(of=|--?\w+=)/, "")));
