import { leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import { affectedByIp, runIp } from "./ip";
import { inputOf } from "./output";
import { at, operands, type Place, type Programs } from "./program";
import { startUnit } from "./services";

/** The programs that change routes: the kernel's, and FRR's configuration. */
export const ROUTING_PROGRAMS: Programs = {
  ip: { affects: (_, args) => affectedByIp(args), run: runIp, runConditionally: runIp },
  vtysh: {
    affects: (_, args, command) => (/^\s*(sh|do|ping|wr|clear )/.test(linesFor(args, command)) ? [] : ["bgp"]),
    run: vtysh,
  },
  "frr-reload.py": {
    affects: (_, args) => (args.includes("--test") ? [] : ["bgp"]),
    run: reload,
    runConditionally: reloadConditionally,
  },
  "frrinit.sh": {
    affects: () => [],
    run: (place, args) => {
      startUnit(place, "frr", args[0] ?? "");
      return undefined;
    },
  },
};

const CONFIGURATION = "/etc/frr/frr.conf";

/** FRR gets the configuration of a file, and loses what `vtysh` added to it. */
function reload(place: Place, args: readonly string[], command: ShellCommand): undefined {
  if (args.includes("--test")) return;
  if (operands(args).at(-1) === CONFIGURATION) place.boot.vtysh.length = 0;
  else leaveUnread(place.boot, at(place, command), ["bgp"]);
}

function reloadConditionally(place: Place, args: readonly string[], command: ShellCommand): void {
  if (args.includes("--test")) return;
  const changesNothing = operands(args).at(-1) === CONFIGURATION && place.boot.vtysh.length === 0;
  if (!changesNothing) leaveUnread(place.boot, at(place, command), ["bgp"]);
}

/** The lines that `vtysh` gets by -c, or on its standard input. */
function linesFor(args: readonly string[], command: ShellCommand): string {
  const lines = args.filter((_, i) => /^(-c|--command)$/.test(args[i - 1] ?? ""));
  return lines.length > 0 ? lines.join("\n") : (command.input ?? "");
}

/** A file's lines are configuration; others are after "configure terminal". */
function vtysh(place: Place, args: readonly string[], command: ShellCommand): undefined {
  const { boot, file } = place;
  if (args.some((word) => /^(-C|--dryrun|-b|--boot|-w|--writeconfig)$/.test(word))) return;
  const option = args.findIndex((word) => /^(-f|--inputfile)$/.test(word));
  const path = option < 0 ? undefined : (args[option + 1] ?? "");
  const given = linesFor(args, command);
  const text = path !== undefined ? boot.files.get(path) : given !== "" ? given : inputOf(place, command);
  if (text === undefined) leaveUnread(boot, at(place, command), ["bgp"]);
  else if (path !== undefined || /^\s*(conf|wr|copy run)/m.test(text)) boot.vtysh.push({ file, text });
}
