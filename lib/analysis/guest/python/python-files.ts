import { callArguments, type Expression, literalIn } from "./python-calls";
import { isAssigned } from "./python-constants";
import { callsTo, functionAround } from "./python-functions";
import type { PythonToken } from "./python-tokens";

/** Functions of `os` that change files, with how many of their first arguments are paths. */
const CHANGES: Readonly<Record<string, number | undefined>> = {
  ...{ remove: 1, unlink: 1, rmdir: 1, mkdir: 1, makedirs: 1, removedirs: 1, truncate: 1, mkfifo: 1 },
  ...{ rename: 2, replace: 2, renames: 2, link: 2, symlink: 2 },
};

/** Folders of states and logs, in which only files of known services decide anything. */
const STATE_FOLDERS = /^\/(run|tmp|var\/(lib|log|cache|tmp))\//;
const SERVICES =
  /^\/(run|var\/lib|var\/cache)\/(apt|cloud|cloud-init|containers|dbus|dhcp|docker|dpkg|frr|iptables|netns|network|NetworkManager|nftables|quagga|snapd|sysctl\.d|systemd|ubuntu\S*|udev|waagent)\b/;

/** True for a file that only programs of the guest's own can read. */
const isState = (path: string): boolean =>
  STATE_FOLDERS.test(path) && !SERVICES.test(path) && !/(^|\/)\.\.?(\/|$)/.test(path);

/** The files that a program may write, remove or rename; undefined where its text does not say them, or one decides. */
export function changedFiles(
  tokens: readonly PythonToken[],
  constants: ReadonlyMap<string, string>,
): readonly string[] | undefined {
  const found: (string | undefined)[] = [];
  for (let i = 0; i < tokens.length; i += 1) {
    const count = changesAt(tokens, i);
    if (count === 0) continue;
    const paths = callArguments(tokens, i + 1).slice(0, count);
    found.push(...paths.flatMap((path) => pathsOf(path, tokens, i, constants)));
    if (paths.length < count) found.push(undefined);
  }
  return found.every((path) => path !== undefined && isState(path)) ? [...new Set(found as string[])] : undefined;
}

/** The paths that an expression has; of a function's parameter those of all its calls. */
function pathsOf(
  path: Expression,
  tokens: readonly PythonToken[],
  at: number,
  constants: ReadonlyMap<string, string>,
): readonly (string | undefined)[] {
  const literal = literalIn(path, constants);
  const around = functionAround(tokens, at);
  const calls = around?.global && around.parameters.length > 0 ? callsTo(tokens, around) : undefined;
  if (literal !== undefined || !around || !calls) return [literal];
  const kept = around.parameters.filter((name) => !isAssigned(tokens, name));
  return calls.map((args) => {
    const values = kept.map(
      (name) => [name, literalIn(args[around.parameters.indexOf(name)] ?? [], constants)] as const,
    );
    return literalIn(path, new Map([...constants, ...values.filter(isKnown)]));
  });
}

const isKnown = (entry: readonly [string, string | undefined]): entry is readonly [string, string] =>
  entry[1] !== undefined;

/** How many paths a call changes. */
function changesAt(tokens: readonly PythonToken[], at: number): number {
  const token = tokens[at]!;
  if (token.kind !== "name" || tokens[at + 1]?.text !== "(") return 0;
  const dotted = tokens[at - 1]?.text === ".";
  if (dotted && tokens[at - 2]?.text === "os") return CHANGES[token.text] ?? 0;
  return token.text === "open" && !dotted && mayWrite(tokens, at + 1) ? 1 : 0;
}

/** Whether `open(…)` may write. Without a mode a file is read. */
function mayWrite(tokens: readonly PythonToken[], open: number): boolean {
  const [, ...more] = callArguments(tokens, open);
  const mode = more.find((one) => one[0]?.text === "mode" && one[1]?.text === "=")?.slice(2) ?? more[0] ?? [];
  if (mode.length === 0 || mode[1]?.text === "=") return false;
  return !/^[rbt]+$/.test(literalIn(mode, new Map()) ?? "w");
}

/** Whether `path.open(…)`, with the mode in front, may write. */
export function mayWriteAsMethod(tokens: readonly PythonToken[], open: number): boolean {
  const [mode] = callArguments(tokens, open);
  return mayWrite(tokens, open) || /^[rbtU]*[wax+]/.test(mode ? (literalIn(mode, new Map()) ?? "") : "");
}
