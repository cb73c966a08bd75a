import { isOpen, unknown } from "../../unknown/value";
import type { Setting } from "../../model/guest";
import { leaveUnread, type Boot, type KernelSetting } from "../cloud-init/boot";

const FORWARDING = new Set(["net.ipv4.ip_forward", "net.ipv4.conf.all.forwarding"]);

/** Settings of one sysctl.d file, or of `sysctl key=value` words. */
export function sysctlLines(file: string, text: string): KernelSetting[] {
  return text.split("\n").flatMap((line): KernelSetting[] => {
    const [, key, value] = /^\s*-?([\w./*-]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    return key === undefined || value === undefined
      ? []
      : [{ key: key.replaceAll("/", "."), value, because: `${file}: ${line.trim()}` }];
  });
}

/**
 * Settings of all sysctl files on the disk, in the order of `sysctl --system`: by name over all folders,
 * /etc/sysctl.conf last.
 * @see https://man7.org/linux/man-pages/man5/sysctl.d.5.html
 */
export function systemSettings(files: ReadonlyMap<string, string>): KernelSetting[] {
  const named = new Map<string, string>();
  for (const folder of [
    "/lib/sysctl.d/",
    "/usr/lib/sysctl.d/",
    "/usr/local/lib/sysctl.d/",
    "/run/sysctl.d/",
    "/etc/sysctl.d/",
  ]) {
    for (const path of files.keys()) {
      const name = path.slice(folder.length);
      if (path.startsWith(folder) && /^[^/]+\.conf$/.test(name)) named.set(name, path);
    }
  }
  const paths = [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
  return [...paths, "/etc/sysctl.conf"].flatMap((path) => sysctlLines(path, files.get(path) ?? ""));
}

/** net.ipv4.ip_forward, as the first boot leaves it. */
export function forwardsOf(boot: Boot): Setting {
  // Of one NIC: packets that come in by it.
  for (const { key, because } of boot.kernel) {
    if (/^net\.ipv4\.conf\.(?!all\.|default\.)[^.]+\.forwarding$/.test(key))
      leaveUnread(boot, { file: because.split(": ")[0]!, line: because.replace(/^[^:]*: /, "") }, ["forwards"]);
  }
  const last = boot.kernel.filter(({ key }) => FORWARDING.has(key)).at(-1);
  if (last) return { value: flag(last.value), because: last.because };
  const waiting = systemSettings(boot.files)
    .filter(({ key }) => FORWARDING.has(key))
    .at(-1);
  if (waiting && flag(waiting.value) === true)
    return { value: false, because: `${waiting.because}, but nothing loads it before the next boot (sysctl --system)` };
  return { value: false, because: "the kernel's default: net.ipv4.ip_forward = 0" };
}

function flag(value: string): Setting["value"] {
  return isOpen(value) || /[$`]/.test(value) ? unknown(value) : /^[1-9]/.test(value);
}
