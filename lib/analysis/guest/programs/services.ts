import type { GuestPart } from "../../model/guest";
import { type Boot, EVERYTHING, leaveUnread } from "../cloud-init/boot";
import type { ShellCommand } from "../shell/shell-command";
import { loadIptablesRules, loadNftables } from "./packet-filter-programs";
import { at, FILTER, operands, type Place, type Programs } from "./program";
import { systemSettings } from "./sysctl-files";
import { saveRules } from "./written-files";
import {
  conditions,
  hasOwnNetwork,
  listOf,
  nameOf,
  neededBy,
  pathOf,
  unitCommands,
  type UnitSetting,
  unitSettings,
} from "./unit-file";
import { UNITS_WITHOUT_EFFECT } from "./without-effect";

/** The programs that start and stop services, by name. */
export const SERVICE_PROGRAMS: Programs = {
  systemctl: {
    affects: ({ boot }, args) => {
      const [verb = "", ...units] = operands(args);
      return units.flatMap((unit) => affectedByUnit(boot, unit, verb));
    },
    run: (place, args) => {
      const [verb = "", ...units] = operands(args);
      for (const unit of units) startUnit(place, unit, verb, { later: !args.includes("--now") });
      return /^(is-active|is-enabled|is-failed|status)$/.test(verb) ? "unknown" : undefined;
    },
    runConditionally: systemctlConditionally,
  },
  service: {
    affects: ({ boot }, args) => affectedByUnit(boot, args[0] ?? "", args[1] ?? ""),
    run: (place, args) => {
      if (args.join(" ") === "iptables save") saveRules(place.boot, RHEL_RULES_FILE, "iptables");
      else startUnit(place, args[0] ?? "", args[1] ?? "");
      return undefined;
    },
  },
};

const STARTS = /^(enable|start|restart|reload|reload-or-restart|force-reload|reenable)$/;
/** Of units that run already. */
const STARTS_AGAIN = /^(try-restart|try-reload-or-restart|condrestart)$/;

/** The file that the service of iptables-services loads. */
const RHEL_RULES_FILE = "/etc/sysconfig/iptables";

/** What services may change whose configuration is not read here. */
const UNREAD_UNITS: readonly (readonly [names: RegExp, parts: readonly GuestPart[]])[] = [
  [/^(wg-quick@|openvpn|strongswan|ipsec|tailscaled)/, ["forward"]],
  [/^(firewalld|ufw|docker|shorewall|ferm)$/, FILTER],
  [/^(bird|bird2|gobgpd|exabgp|openbgpd)$/, ["bgp"]],
];

/** Services whose configuration is read, with what it decides. */
const READ_UNITS: readonly (readonly [names: RegExp, parts: readonly GuestPart[]])[] = [
  [/^(nftables|netfilter-persistent|iptables)$/, FILTER],
  [/^(frr|quagga|zebra|bgpd)$/, ["bgp"]],
  [/^(procps|systemd-sysctl)$/, ["forwards"]],
];

const partsIn = (units: typeof UNREAD_UNITS, name: string): readonly GuestPart[] | undefined =>
  units.find(([names]) => names.test(name))?.[1];

function affectedByUnit(boot: Boot, unit: string, verb: string): readonly GuestPart[] {
  if (/^(status|is-active|is-enabled|is-failed|show|cat|list-units|daemon-reload|reset-failed)$/.test(verb)) return [];
  const name = nameOf(unit);
  return partsIn(UNREAD_UNITS, name) ?? partsIn(READ_UNITS, name) ?? affectedByOther(boot, name);
}

/** Units of the user data's own are read, also where only the machine knows whether they are started. */
function systemctlConditionally(place: Place, args: readonly string[], command: ShellCommand): void {
  const [verb = "", ...units] = operands(args);
  for (const unit of units) {
    const starts = STARTS.test(verb) || STARTS_AGAIN.test(verb);
    if (starts && restartsAlike(place.boot, nameOf(unit))) continue;
    if (starts && place.boot.files.has(pathOf(nameOf(unit)))) startUnit(place, unit, verb, { conditional: true });
    else leaveUnread(place.boot, at(place, command), affectedByUnit(place.boot, unit, verb));
  }
}

/** FRR that runs reads the same files again; only what `vtysh` has added to them would be lost. */
const restartsAlike = ({ units, vtysh, frrStopped }: Boot, name: string): boolean =>
  name === "frr" && units.has(name) && vtysh.length === 0 && frrStopped === undefined;

/** An unknown service may change everything. */
function affectedByOther({ files }: Boot, name: string): readonly GuestPart[] {
  const known = UNITS_WITHOUT_EFFECT.some(({ names }) => names.includes(name.replace(/@.*$/, "@")));
  return known && !files.has(pathOf(name)) ? [] : EVERYTHING;
}

/** How sure it is that a unit starts, and whether it does so again and again. */
interface Manner {
  readonly conditional?: boolean;
  readonly repeated?: boolean;
  /** Enabling it does not start it. */
  readonly later?: boolean;
  /** The units that are being started, of which this is one that they need. */
  readonly needs?: readonly string[];
}

/** Runs one verb of systemctl on a unit. */
export function startUnit(place: Place, unit: string, verb: string, manner: Manner = {}): void {
  const { boot } = place;
  const name = nameOf(unit);
  if (/^(stop|disable|mask)$/.test(verb)) stop(place, name, verb);
  if (/^(re)?enable$/.test(verb)) {
    boot.enabled.add(name);
    if (manner.later === true) {
      // Nothing of a unit that is not read is known, not even whether it runs already.
      if (!boot.files.has(pathOf(name))) leaveUnreadUnit(place, name, verb);
      return;
    }
  }
  if (!STARTS.test(verb) && !(STARTS_AGAIN.test(verb) && boot.units.has(name))) return;
  if (boot.units.has(name) && verb === "enable") return;
  if (manner.conditional !== true) boot.units.add(name);
  const settings = unitSettings(boot, name);
  startNeeded(place, settings, { ...manner, needs: [...(manner.needs ?? []), name] });
  const { hold, setting } = conditions(boot, settings);
  if (name === "frr" && verb !== "enable") startFrr(boot, hold, setting);
  if (hold === false) return;
  const how = { repeated: manner.repeated ?? false, conditional: manner.conditional === true || hold === undefined };
  if (boot.files.has(pathOf(name)) && name.endsWith(".timer")) startTimer(place, name, settings);
  else {
    if (!boot.files.has(pathOf(name))) startPackaged(place, name, verb);
    runCommands(place, settings, ["ExecStartPre", "ExecStart", "ExecStartPost"], how);
  }
}

function stop(place: Place, name: string, verb: string): void {
  const { boot, file } = place;
  if (verb !== "stop") boot.enabled.delete(name);
  const ran = boot.units.delete(name);
  if (name === "frr") boot.frrStopped = "frr is stopped, and nothing starts it again";
  if (verb !== "stop") return;
  if (name === "nftables") leaveUnread(boot, { file, line: `systemctl stop ${name}` }, FILTER);
  if (ran && boot.files.has(pathOf(name))) runCommands(place, unitSettings(boot, name), ["ExecStop", "ExecStopPost"]);
}

/** Starts the units of the user data's own that a unit needs. systemd does so before it looks at the unit's conditions. */
function startNeeded(place: Place, settings: readonly UnitSetting[], manner: Manner): void {
  for (const needed of neededBy(settings).map(nameOf))
    if (
      place.boot.files.has(pathOf(needed)) &&
      !place.boot.units.has(needed) &&
      manner.needs?.includes(needed) !== true
    )
      startUnit(place, needed, "start", manner);
}

/** FRR runs if the conditions of its drop-ins held when it was started last. */
function startFrr(boot: Boot, hold: boolean | undefined, setting: UnitSetting | undefined): void {
  delete boot.frrStopped;
  if (!setting || hold === true) return;
  const line = `${setting.key}=${setting.value}`;
  if (hold === undefined) leaveUnread(boot, { file: setting.file, line }, ["bgp"]);
  else boot.frrStopped = `frr does not start: ${setting.file} says ${line}`;
}

function startTimer(place: Place, name: string, settings: readonly UnitSetting[]): void {
  const service = nameOf(listOf(settings, "Unit").at(-1)?.value ?? name.replace(/\.timer$/, ""));
  if (place.boot.files.has(pathOf(service))) startUnit(place, service, "start", { repeated: true });
  else leaveUnread(place.boot, { file: pathOf(name), line: `Unit=${service}` }, EVERYTHING);
}

/** A unit that comes with a package. */
function startPackaged(place: Place, name: string, verb: string): void {
  const { boot } = place;
  if (name === "systemd-sysctl" || name === "procps") boot.kernel.push(...systemSettings(boot.files));
  if (name === "nftables") loadNftables(boot, "/etc/nftables.conf");
  if (name === "netfilter-persistent" || name === "iptables") loadIptablesRules(boot);
  if (name === "iptables") loadIptablesRules(boot, RHEL_RULES_FILE);
  leaveUnreadUnit(place, name, verb);
}

function leaveUnreadUnit({ boot, file }: Place, name: string, verb: string): void {
  const unread = partsIn(UNREAD_UNITS, name) ?? (partsIn(READ_UNITS, name) ? [] : affectedByOther(boot, name));
  leaveUnread(boot, { file, line: `systemctl ${verb} ${name}` }, unread);
}

/** systemd runs a unit's commands in the machine's network, or in one of the unit's own. */
function runCommands(
  place: Place,
  settings: readonly UnitSetting[],
  keys: readonly string[],
  manner: Manner = {},
): void {
  const { conditional = false, repeated = false } = manner;
  const elsewhere = hasOwnNetwork(settings);
  for (const script of unitCommands(settings, keys)) place.runScript({ ...script, conditional, repeated, elsewhere });
}
