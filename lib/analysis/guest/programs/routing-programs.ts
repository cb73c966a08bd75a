import type { GuestPart } from "../../model/guest";
import { leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import { inputOf } from "./output";
import { at, operands, type Place, type Programs } from "./program";
import { startUnit } from "./services";

/** Metric and protocol of the default route that networkd has from Azure's DHCP. */
const DHCP_METRIC = "100";
const DHCP_PROTOCOLS = new Set(["dhcp", "16"]);

/** The programs that change routes: the kernel's, and FRR's configuration. */
export const ROUTING_PROGRAMS: Programs = {
  ip: { affects: (_, args) => detour(args), run: ip, runConditionally: ip },
  vtysh: {
    affects: (_, args, command) => (/^\s*(sh|do|ping|wr)/.test(linesFor(args, command)) ? [] : ["bgp"]),
    run: vtysh,
  },
  "frrinit.sh": {
    affects: () => [],
    run: (place, args) => {
      startUnit(place, "frr", args[0] ?? "");
      return undefined;
    },
  },
};

/**
 * Routes to the machine's own NIC change nothing: Azure's tables decide. Others lead packets elsewhere, or nowhere.
 */
function detour(args: readonly string[]): readonly GuestPart[] {
  const [object = "", verb = "show"] = operands(args);
  if (/^(show|list|ls|get|save|monitor)$/.test(verb)) return [];
  if (isRoute(object)) return leadsElsewhere(args, verb) ? ["forward"] : [];
  if (/^l(ink)?$/.test(object)) return verb === "set" && !args.includes("down") ? [] : ["forward"];
  return /^(ru(le)?|x(frm)?|t(unnel)?|netns|vrf)$/.test(object) ? ["forward"] : [];
}

const isRoute = (object: string): boolean => /^ro?u?t?e?$/.test(object);

function leadsElsewhere(args: readonly string[], verb: string): boolean {
  const device = args[args.indexOf("dev") + 1] ?? "";
  if (args.includes("dev") && !/^(eth0|en\w+|\$.*)$/.test(device)) return true;
  if (args.some((word) => /^(blackhole|unreachable|prohibit|throw|table)$/.test(word))) return true;
  return /^(del|delete|flush)$/.test(verb) && !sparesDhcp(args);
}

/** True where the selectors of a deletion exclude the default route by DHCP: it deletes only what commands added. */
function sparesDhcp(args: readonly string[]): boolean {
  const value = (...keys: string[]) => args[args.findIndex((word) => keys.includes(word)) + 1];
  const has = (...keys: string[]) => args.some((word) => keys.includes(word));
  const [metric, protocol] = [value("metric", "priority") ?? "", value("proto", "protocol") ?? ""];
  return (
    (has("metric", "priority") && /^\d+$/.test(metric) && metric !== DHCP_METRIC) ||
    (has("proto", "protocol") && /^\d+$/.test(protocol) && !DHCP_PROTOCOLS.has(protocol))
  );
}

function ip(place: Place, args: readonly string[], command: ShellCommand): undefined {
  leaveUnread(place.boot, at(place, command), detour(args));
  if (!isRoute(operands(args)[0] ?? "")) return;
  const { conditional, repeated } = command;
  place.boot.routes.push({ ...at(place, command), words: args, conditional, repeated });
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
  else if (path !== undefined || /^\s*conf/m.test(text)) boot.vtysh.push({ file, text });
}
