import { filesLike, leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import { at, operands, type Place, type Programs } from "./program";
import { sysctlLines, systemSettings } from "./sysctl-files";

/** The programs that change the kernel's settings, by name. */
export const KERNEL_PROGRAMS: Programs = {
  sysctl: {
    affects: (_, args) => (/ip_forward|all.forwarding|-p|--system/.test(args.join(" ")) ? ["forwards"] : []),
    run: sysctl,
    runConditionally: sysctlConditionally,
  },
  "systemd-sysctl": {
    affects: () => ["forwards"],
    run: (place, args, command) => {
      const files = operands(args);
      if (files.length === 0) place.boot.kernel.push(...systemSettings(place.boot.files));
      for (const path of files) loadFile(place, path, command);
      return undefined;
    },
  },
};

function sysctl(place: Place, args: readonly string[], command: ShellCommand): undefined {
  const { boot } = place;
  if (args.includes("--system")) boot.kernel.push(...systemSettings(boot.files));
  const loads = args.findIndex((word) => /^(-[a-zA-Z]*[pf]|--load)/.test(word));
  if (loads >= 0) {
    const joined = args[loads]!.replace(/^(-[a-zA-Z]*?[pf]|--load=?)/, "");
    const files = [joined, ...operands(args.slice(loads))]
      .filter((path) => path !== "")
      .flatMap((path) => (path.includes("*") ? filesLike(boot, path) : [path]));
    for (const path of files.length > 0 ? files : ["/etc/sysctl.conf"]) loadFile(place, path, command);
    return;
  }
  const settings = operands(args).flatMap((word) => sysctlLines(place.file, word));
  boot.kernel.push(...settings.map((setting) => ({ ...setting, because: `${place.file}: ${command.line}` })));
}

/** A value that the kernel has already changes nothing, whether and whenever it is set. */
function sysctlConditionally(place: Place, args: readonly string[], command: ShellCommand): void {
  const affects = KERNEL_PROGRAMS.sysctl!.affects(place, args, command);
  if (affects.length === 0) return;
  if (args.some((word) => /^(-\w*[pf]|--system|--load)/.test(word))) {
    leaveUnread(place.boot, at(place, command), affects);
    return;
  }
  const settings = operands(args).flatMap((word) => sysctlLines(place.file, word));
  place.boot.pending.push({
    ...at(place, command),
    affects,
    changesNothing: ({ kernel }) =>
      settings.every((one) => kernel.filter(({ key }) => key === one.key).at(-1)?.value === one.value),
  });
}

function loadFile(place: Place, path: string, command: ShellCommand): void {
  const text = place.boot.files.get(path);
  if (text === undefined) leaveUnread(place.boot, at(place, command), ["forwards"]);
  else place.boot.kernel.push(...sysctlLines(path, text));
}
