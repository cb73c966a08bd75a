import type { GuestPart } from "../../model/guest";
import { affectedParts, type Boot, leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import type { Place } from "./program";

/** What a file decides, and the kernel's own files of settings. */
export const affectedByWriting = (target: string): readonly GuestPart[] =>
  /^\/proc\/sys\/net\/ipv4\/(ip_forward|conf\/[^/]+\/forwarding)$/.test(target) ? ["forwards"] : affectedParts(target);

/** The file that iptables-persistent loads at each boot. */
export const RULES_FILE = "/etc/iptables/rules.v4";

/** Writes or extends a file, or a setting of the kernel's. */
export function write(boot: Boot, target: string, text: string, append: boolean): void {
  if (target.startsWith("/proc/sys/")) {
    const key = target.slice("/proc/sys/".length).replaceAll("/", ".");
    boot.kernel.push({ key, value: text.trim(), because: `echo ${text.trim()} > ${target}` });
  } else {
    boot.files.set(target, `${append ? (boot.files.get(target) ?? "") : ""}${text}`);
  }
}

/** Redirects of a program whose output only the machine knows. */
export function writeUnknown(place: Place, command: ShellCommand): void {
  const { boot, file } = place;
  const { line, redirects, conditional } = command;
  if (redirects.length > 0 && savesRules(place, command, targetsOf(command))) return;
  for (const { target, append } of redirects) {
    leaveUnread(boot, { file, line }, affectedByWriting(target));
    if (!append && !conditional && affectedByWriting(target).length === 0) boot.files.delete(target);
  }
}

const targetsOf = ({ redirects }: ShellCommand): string[] => redirects.map(({ target }) => target);

/** Whether a command prints the rules that are there: in a file they change nothing, but may be loaded from it later. */
export function savesRules({ boot }: Place, command: ShellCommand | undefined, targets: readonly string[]): boolean {
  const words = command?.words.join(" ") ?? "";
  const kind = /(^|[ /])iptables(-legacy|-nft)?-save( |$)/.test(words)
    ? "iptables"
    : /(^|[ /])nft( -\w+)* list ruleset$/.test(words)
      ? "nft"
      : undefined;
  if (kind) for (const target of targets) saveRules(boot, target, kind);
  return kind !== undefined;
}

/** Keeps the rules that are there in a file. */
export function saveRules({ filter, files, savedRules }: Boot, path: string, kind: "iptables" | "nft"): void {
  savedRules.set(
    path,
    filter.filter((input) => (input.kind === "nft") === (kind === "nft")),
  );
  files.delete(path);
}

/** A file's text is not known any more. */
export function forget({ boot, file }: Place, path: string, line: string): void {
  leaveUnread(boot, { file, line }, affectedParts(path));
  if (affectedParts(path).length === 0) boot.files.delete(path);
}
