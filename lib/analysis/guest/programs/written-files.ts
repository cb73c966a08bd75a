import type { GuestPart } from "../../model/guest";
import { affectedParts, type Boot, leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import type { Place } from "./program";

/** What a file decides, and the kernel's own files of settings. */
export const affectedByWriting = (target: string): readonly GuestPart[] =>
  /^\/proc\/sys\/net\/ipv4\/(ip_forward|conf\/[^/]+\/forwarding)$/.test(target) ? ["forwards"] : affectedParts(target);

/** Among a boot's units once iptables' rules are saved for the next boot. */
export const SAVED_RULES = "saved iptables";

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
  if (redirects.length > 0 && savesRules(place, command)) return;
  for (const { target, append } of redirects) {
    leaveUnread(boot, { file, line }, affectedByWriting(target));
    if (!append && !conditional && affectedByWriting(target).length === 0) boot.files.delete(target);
  }
}

/** True of the rules that are there: written to a file they change nothing, and are loaded at each boot. */
export function savesRules({ boot }: Place, command: ShellCommand | undefined): boolean {
  const found = command?.words.some((word) => /(^|\/)iptables(-legacy|-nft)?-save$/.test(word)) === true;
  if (found) boot.units.add(SAVED_RULES);
  return found;
}

/** A file's text is not known any more. */
export function forget({ boot, file }: Place, path: string, line: string): void {
  leaveUnread(boot, { file, line }, affectedParts(path));
  if (affectedParts(path).length === 0) boot.files.delete(path);
}
