import type { GuestPart } from "../../model/guest";
import { type Boot, EVERYTHING, filesLike, leaveUnread } from "../cloud-init/boot";
import { loadIptablesRules, loadNftables } from "./packet-filter-programs";
import { FILTER, operands, type Place, type Programs } from "./program";
import { systemSettings } from "./sysctl-files";
import { UNITS_WITHOUT_EFFECT } from "./without-effect";

/** Among a boot's units while FRR is stopped. */
export const STOPPED_FRR = "stopped frr";

/** The programs that start and stop services, by name. */
export const SERVICE_PROGRAMS: Programs = {
  systemctl: {
    affects: ({ boot }, args) => {
      const [verb = "", ...units] = operands(args);
      return units.flatMap((unit) => affectedByUnit(boot, unit, verb));
    },
    run: (place, args) => {
      const [verb = "", ...units] = operands(args);
      for (const unit of units) startUnit(place, unit, verb);
      return /^(is-active|is-enabled|is-failed|status)$/.test(verb) ? "unknown" : undefined;
    },
  },
  service: {
    affects: ({ boot }, args) => affectedByUnit(boot, args[0] ?? "", args[1] ?? ""),
    run: (place, args) => {
      startUnit(place, args[0] ?? "", args[1] ?? "");
      return undefined;
    },
  },
};

const STARTS = /^(enable|start|restart|reload|reload-or-restart|force-reload|reenable)$/;
/** Of units that run already. */
const STARTS_AGAIN = /^(try-restart|try-reload-or-restart|condrestart)$/;

/** What services may change whose configuration is not read here. */
const UNREAD_UNITS: readonly (readonly [names: RegExp, parts: readonly GuestPart[]])[] = [
  [/^(wg-quick@|openvpn|strongswan|ipsec|tailscaled)/, ["forward"]],
  [/^(firewalld|ufw|docker|shorewall|ferm)$/, FILTER],
  [/^(bgpd|bird|bird2|gobgpd|exabgp|quagga)$/, ["bgp"]],
];

/** Services whose configuration is read, with what it decides. */
const READ_UNITS: readonly (readonly [names: RegExp, parts: readonly GuestPart[]])[] = [
  [/^(nftables|netfilter-persistent|iptables)$/, FILTER],
  [/^frr$/, ["bgp"]],
  [/^(procps|systemd-sysctl)$/, ["forwards"]],
];

const partsIn = (units: typeof UNREAD_UNITS, name: string): readonly GuestPart[] | undefined =>
  units.find(([names]) => names.test(name))?.[1];

function affectedByUnit(boot: Boot, unit: string, verb: string): readonly GuestPart[] {
  if (/^(status|is-active|is-enabled|is-failed|show|cat|list-units|daemon-reload|reset-failed)$/.test(verb)) return [];
  const name = nameOf(unit);
  return partsIn(UNREAD_UNITS, name) ?? partsIn(READ_UNITS, name) ?? affectedByOther(boot, name);
}

/** An unknown service may change everything. */
function affectedByOther({ files }: Boot, name: string): readonly GuestPart[] {
  const known = UNITS_WITHOUT_EFFECT.some(({ names }) => names.includes(name.replace(/@.*$/, "@")));
  return known && !files.has(pathOf(name)) ? [] : EVERYTHING;
}

const nameOf = (unit: string): string => unit.replace(/\.service$/, "");
const pathOf = (name: string): string => `/etc/systemd/system/${name}${/\.\w+$/.test(name) ? "" : ".service"}`;

/** Runs one verb of systemctl on a unit. */
export function startUnit(place: Place, unit: string, verb: string): void {
  const { boot } = place;
  const name = nameOf(unit);
  if (/^(stop|disable|mask)$/.test(verb)) stop(place, name, verb);
  if (!STARTS.test(verb) && !(STARTS_AGAIN.test(verb) && boot.units.has(name))) return;
  if (name === "frr" && verb !== "enable") boot.units.delete(STOPPED_FRR);
  if (boot.units.has(name) && verb === "enable") return;
  boot.units.add(name);
  const text = boot.files.get(pathOf(name));
  if (text !== undefined && name.endsWith(".timer")) startTimer(place, name, text);
  else if (text !== undefined) startOwn(place, name, text);
  else startPackaged(place, name, verb);
}

function stop(place: Place, name: string, verb: string): void {
  const { boot, file } = place;
  const ran = boot.units.delete(name);
  if (name === "frr") boot.units.add(STOPPED_FRR);
  if (verb !== "stop") return;
  if (name === "nftables") leaveUnread(boot, { file, line: `systemctl stop ${name}` }, FILTER);
  const unit = boot.files.get(pathOf(name));
  if (ran && unit !== undefined) runCommands(place, pathOf(name), unit, "ExecStop(?:Post)?");
}

/** A unit of the user data's own: its commands run, and those of the units that it needs. */
function startOwn(place: Place, name: string, unit: string, repeated = false): void {
  const { boot } = place;
  for (const needed of settingsIn(unit, "Requires|Wants|BindsTo").flatMap((line) => line.split(/\s+/)))
    if (boot.files.has(pathOf(nameOf(needed))) && !boot.units.has(nameOf(needed))) startUnit(place, needed, "start");
  runCommands(place, pathOf(name), unit, "ExecStart(?:Pre|Post)?", repeated);
  startDropIns(place, name);
}

function startTimer(place: Place, name: string, text: string): void {
  const service = nameOf(settingsIn(text, "Unit")[0] ?? name.replace(/\.timer$/, ""));
  const unit = place.boot.files.get(pathOf(service));
  if (unit !== undefined) startOwn(place, service, unit, true);
  else leaveUnread(place.boot, { file: pathOf(name), line: `Unit=${service}` }, EVERYTHING);
}

/** A unit that comes with a package. */
function startPackaged(place: Place, name: string, verb: string): void {
  const { boot, file } = place;
  if (name === "systemd-sysctl" || name === "procps") boot.kernel.push(...systemSettings(boot.files));
  if (name === "nftables") loadNftables(boot, "/etc/nftables.conf");
  if (/^(netfilter-persistent|iptables)$/.test(name)) loadIptablesRules(boot);
  const unread = partsIn(UNREAD_UNITS, name) ?? (partsIn(READ_UNITS, name) ? [] : affectedByOther(boot, name));
  leaveUnread(boot, { file, line: `systemctl ${verb} ${name}` }, unread);
  startDropIns(place, name);
}

function startDropIns(place: Place, name: string): void {
  for (const path of filesLike(place.boot, `/etc/systemd/system/${name}.service.d/*.conf`))
    runCommands(place, path, place.boot.files.get(path)!, "ExecStart(?:Pre|Post)?");
}

/** The commands of a unit, without the marks that systemd reads (-, +, !, @, :). */
function runCommands(place: Place, file: string, unit: string, keys: string, repeated = false): void {
  const commands = settingsIn(unit, keys).map((line) => line.replace(/^[-+!@:]*/, ""));
  if (commands.length > 0) place.runScript({ file, text: commands.join("\n"), repeated });
}

function settingsIn(unit: string, keys: string): string[] {
  const lines = unit.replace(/\\\n/g, " ");
  return [...lines.matchAll(new RegExp(`^\\s*(?:${keys})\\s*=\\s*(.+)$`, "gm"))].map(([, value = ""]) => value.trim());
}
