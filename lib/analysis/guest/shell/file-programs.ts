import { affectedParts, filesLike, leaveUnread, type Boot } from "../cloud-init/boot";
import type { GuestPart } from "../../model/guest";
import type { Place, Program } from "./programs";
import { sedded } from "./sed";
import type { ShellCommand } from "./shell";

const operands = (args: readonly string[]) => args.filter((word) => !word.startsWith("-"));

/** What a file decides, and the kernel's own files of settings. */
const targetBears = (target: string): readonly GuestPart[] =>
  /^\/proc\/sys\/net\/ipv4\/(ip_forward|conf\/[^/]+\/forwarding)$/.test(target) ? ["forwards"] : affectedParts(target);

const mayWrite = (_: Place, args: readonly string[], { redirects }: ShellCommand): readonly GuestPart[] => [
  ...operands(args).flatMap(targetBears),
  ...redirects.flatMap(({ target }) => targetBears(target)),
];

/** The programs that write files, by name. */
export const FILE_PROGRAMS: Readonly<Record<string, Program>> = {
  echo: writer(({ words }) => echoed(words.slice(1))),
  printf: writer(({ words }) => printed(words.slice(1))),
  cat: writer((command, place) => catted(place, command)),
  tee: { affects: mayWrite, run: tee },
  sed: { affects: mayWrite, run: sed },
  cp: { affects: mayWrite, run: copy },
  ln: { affects: mayWrite, run: copy },
  install: { affects: mayWrite, run: copy },
  mv: { affects: mayWrite, run: move },
  rm: { affects: mayWrite, run: remove },
};

/** What the command before in the pipe prints; undefined where only the machine knows. */
export function piped(place: Place, { pipedFrom }: ShellCommand): string | undefined {
  const before = pipedFrom.at(-1);
  if (!before) return undefined;
  const words = before.words[0] === "sudo" ? before.words.slice(1) : before.words;
  if (words[0] === "echo") return echoed(words.slice(1));
  if (words[0] === "printf") return printed(words.slice(1));
  return words[0] === "cat" ? catted(place, { ...before, words }) : undefined;
}

/** Stands among the units once iptables' rules are saved for the next boot. */
export const SAVED = "saved iptables";

/** True of the rules that are there: written to a file they change nothing, and hold from boot to boot. */
function saves({ boot }: Place, command: ShellCommand | undefined): boolean {
  const found = command?.words.some((word) => /(^|\/)iptables(-legacy|-nft)?-save$/.test(word)) === true;
  if (found) boot.units.add(SAVED);
  return found;
}

/** Redirects of a program whose output only the machine knows. */
export function writesUnknown(place: Place, command: ShellCommand): void {
  const { boot, file } = place;
  const { line, redirects } = command;
  if (redirects.length > 0 && saves(place, command)) return;
  for (const { target, append } of redirects) {
    leaveUnread(boot, { file, line }, targetBears(target));
    if (!append && targetBears(target).length === 0) boot.files.delete(target);
  }
}

function writer(output: (command: ShellCommand, place: Place) => string | undefined): Program {
  return {
    affects: (_, __, { redirects }) => redirects.flatMap(({ target }) => targetBears(target)),
    run: (place, _, command) => {
      const text = command.redirects.length > 0 ? output(command, place) : undefined;
      if (text === undefined) writesUnknown(place, command);
      else command.redirects.forEach(({ append, target }) => write(place.boot, target, text, append));
    },
  };
}

function write(boot: Boot, target: string, text: string, append: boolean): void {
  if (target.startsWith("/proc/sys/")) {
    boot.kernel.push({
      key: target.slice("/proc/sys/".length).replaceAll("/", "."),
      value: text.trim(),
      because: `echo ${text.trim()} > ${target}`,
    });
  } else {
    boot.files.set(target, `${append ? (boot.files.get(target) ?? "") : ""}${text}`);
  }
}

function echoed(words: readonly string[]): string {
  const first = words.findIndex((word) => !/^-[neE]+$/.test(word));
  const options = words.slice(0, first < 0 ? words.length : first).join("");
  const text = first < 0 ? "" : words.slice(first).join(" ");
  return `${options.includes("e") ? escapes(text) : text}${options.includes("n") ? "" : "\n"}`;
}

function printed([format = "", ...values]: readonly string[]): string {
  const slots = format.match(/%s/g)?.length ?? 0;
  if (slots === 0) return escapes(format);
  let text = "";
  for (let i = 0; i < Math.max(values.length, 1); i += slots) {
    let next = i;
    text += escapes(format).replace(/%s/g, () => values[next++] ?? "");
  }
  return text;
}

const escapes = (text: string): string => text.replaceAll("\\n", "\n").replaceAll("\\t", "\t");

function catted(place: Place, command: ShellCommand): string | undefined {
  const paths = operands(command.words.slice(1));
  const from = paths.length === 0 && command.inputFile !== undefined ? [command.inputFile] : paths;
  if (from.length === 0) return command.input ?? piped(place, command);
  const texts = from.map((path) => place.boot.files.get(path));
  return texts.every((text) => text !== undefined) ? texts.join("") : undefined;
}

function tee(place: Place, args: readonly string[], command: ShellCommand): void {
  const text =
    command.input ??
    (command.inputFile === undefined ? piped(place, command) : place.boot.files.get(command.inputFile));
  if (text === undefined && saves(place, command.pipedFrom.at(-1))) return;
  for (const target of operands(args)) {
    if (text === undefined) leaveUnread(place.boot, { file: place.file, line: command.line }, targetBears(target));
    else write(place.boot, target, text, args.includes("-a") || args.includes("--append"));
  }
}

function sed(place: Place, args: readonly string[], command: ShellCommand): void {
  const inPlace = args.some((word) => /^(-[nErs]*i|--in-place)/.test(word));
  const given = args.flatMap((word, i) =>
    /^(-[a-zA-Z]*e|--expression)$/.test(args[i - 1] ?? "")
      ? [word]
      : word.startsWith("--expression=")
        ? [word.slice("--expression=".length)]
        : [],
  );
  const rest = operands(args).filter((word) => !given.includes(word));
  const expressions = given.length > 0 ? given : rest.slice(0, 1);
  const paths = (given.length > 0 ? rest : rest.slice(1)).flatMap((path) =>
    path.includes("*") ? filesLike(place.boot, path) : [path],
  );
  const edited = (path: string): string | undefined => {
    const text = place.boot.files.get(path);
    return text === undefined
      ? undefined
      : sedded(
          text,
          expressions,
          args.some((word) => /^-\w*[Er]/.test(word)),
        );
  };
  const at = { file: place.file, line: command.line };
  if (paths.length === 0 || !inPlace) {
    const texts = paths.map(edited);
    if (paths.length === 0) leaveUnread(place.boot, at, operands(args).flatMap(affectedParts));
    if (texts.length === 0 || texts.includes(undefined)) writesUnknown(place, command);
    else for (const { target, append } of command.redirects) write(place.boot, target, texts.join(""), append);
    return;
  }
  for (const path of paths) {
    const text = edited(path);
    if (text !== undefined) place.boot.files.set(path, text);
    else lose(place, path, at.line);
  }
}

/** A file's text is not known any more. */
function lose({ boot, file }: Place, path: string, line: string): void {
  leaveUnread(boot, { file, line }, affectedParts(path));
  if (affectedParts(path).length === 0) boot.files.delete(path);
}

/** Folders that are there before the first boot, as far as files in them decide. */
const FOLDERS = new Set([
  "/etc",
  "/etc/frr",
  "/etc/sysctl.d",
  "/etc/iptables",
  "/etc/nftables.d",
  "/etc/systemd/system",
  "/tmp",
  "/opt",
  "/root",
  "/usr/local/bin",
  "/usr/local/sbin",
]);

/** Each source with the path that it gets. */
function copies({ boot }: Place, args: readonly string[]): { readonly from: string; readonly target: string }[] {
  const names = operands(args);
  const [to = "", sources] = [names.at(-1), names.slice(0, -1)];
  const folder =
    to.endsWith("/") || FOLDERS.has(to) || [...boot.files.keys()].some((path) => path.startsWith(`${to}/`));
  if (!folder) return sources.slice(-1).map((from) => ({ from, target: to }));
  const paths = sources.flatMap((from) => (from.includes("*") ? filesLike(boot, from) : [from]));
  return paths.map((from) => ({ from, target: `${to.replace(/\/$/, "")}/${from.replace(/^.*\//, "")}` }));
}

function copy(place: Place, args: readonly string[], command: ShellCommand): void {
  for (const { from, target } of copies(place, args)) {
    const text = place.boot.files.get(from);
    if (text === undefined) lose(place, target, command.line);
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
