import { EVERYTHING, affectedParts, filesLike, leaveUnread, type Boot, type FilterInput } from "../cloud-init/boot";
import type { GuestPart } from "../../model/guest";
import { FILE_PROGRAMS, SAVED, piped } from "./file-programs";
import { runScript, type Place } from "../cloud-init/run-commands";
import type { ShellCommand } from "./shell";
import { sysctlLines, systemSettings } from "./sysctl";

export type { Place };

/** What a program does to the machine, as far as it plays a part here. */
export interface Program {
  /** What it may change, where it cannot be said whether it runs. */
  affects(place: Place, args: readonly string[], command: ShellCommand): readonly GuestPart[];
  run(place: Place, args: readonly string[], command: ShellCommand): void;
}

const named = (names: readonly string[], program: Program) => Object.fromEntries(names.map((name) => [name, program]));
const FILTER: readonly GuestPart[] = ["forward", "postrouting"];
const operands = (args: readonly string[]) => args.filter((word) => !word.startsWith("-"));
const at = (place: Place, command: ShellCommand) => ({ file: place.file, line: command.line });

/** The programs that play a part, by name. */
export const PROGRAMS: Readonly<Record<string, Program | undefined>> = {
  sysctl: {
    affects: (_, args) => (/ip_forward|all.forwarding|-p|--system/.test(args.join(" ")) ? ["forwards"] : []),
    run: sysctl,
  },
  ...FILE_PROGRAMS,
  ...named(["iptables", "iptables-legacy", "iptables-nft"], {
    affects: (_, args) => iptablesBearing(args),
    run: (place, args, command) => place.boot.filter.push({ kind: "iptables", ...at(place, command), words: args }),
  }),
  ...named(["iptables-restore", "iptables-legacy-restore", "iptables-nft-restore"], {
    affects: () => FILTER,
    run: restore,
  }),
  "netfilter-persistent": { affects: () => [], run: persistent },
  "iptables-save": { affects: () => [], run: () => undefined },
  nft: { affects: () => FILTER, run: nft },
  vtysh: {
    affects: (_, args, command) => (/^\s*(sh|do|ping|wr)/.test(spoken(args, command)) ? [] : ["bgp"]),
    run: vtysh,
  },
  systemctl: {
    affects: (_, args) =>
      operands(args)
        .slice(1)
        .flatMap((unit) => unitBears(unit, operands(args)[0] ?? "")),
    run: systemctl,
  },
  service: {
    affects: (_, args) => unitBears(args[0] ?? "", args[1] ?? ""),
    run: (place, args) => startUnit(place, args[0] ?? "", args[1] ?? ""),
  },
  "frrinit.sh": { affects: () => [], run: (place, args) => startUnit(place, "frr", args[0] ?? "") },
  ip: { affects: (_, args) => detour(args), run: ip },
  ufw: unreadable(FILTER, (args) => /enable/.test(args.join(" "))),
  "firewall-cmd": unreadable(FILTER),
  bird: unreadable(["bgp"]),
  birdc: unreadable(["bgp"]),
  gobgpd: unreadable(["bgp"]),
  ...named(
    ["docker", "podman", "nerdctl"],
    unreadable(EVERYTHING, (args) => /^(run|compose|start|stack|exec)$/.test(args[0] ?? "")),
  ),
  ...named(
    ["docker-compose", "snap", "kubectl", "helm"],
    unreadable(EVERYTHING, (args) => /^(up|start|run|install|apply|upgrade)$/.test(operands(args)[0] ?? "")),
  ),
  ...named(["shorewall", "ferm", "csf", "ipset", "ufw-init"], unreadable(FILTER)),
  ...named(["exabgp", "gobgp", "birdc6", "bgpd", "openbgpd"], unreadable(["bgp"])),
  su: { affects: () => EVERYTHING, run: su },
  ...named(
    [
      "xargs",
      "flock",
      "systemd-run",
      "chroot",
      "nsenter",
      "parallel",
      "runuser",
      "unshare",
      "at",
      "batch",
      "screen",
      "tmux",
    ],
    {
      affects: innerBears,
      run: (place, args, command) => leaveUnread(place.boot, at(place, command), innerBears(place, args, command)),
    },
  ),
  curl: {
    affects: (_, args, command) => downloadBears(args, command),
    run: (place, args, command) => leaveUnread(place.boot, at(place, command), downloadBears(args, command)),
  },
  wget: {
    affects: (_, args, command) => downloadBears(args, command),
    run: (place, args, command) => leaveUnread(place.boot, at(place, command), downloadBears(args, command)),
  },
  ...named(["sh", "bash", "dash", "source", "."], { affects: () => EVERYTHING, run: shell }),
  ...named(
    [
      "python",
      "python3",
      "perl",
      "ruby",
      "node",
      "ansible-playbook",
      "ansible-pull",
      "ansible",
      "puppet",
      "chef-client",
      "chef-solo",
      "salt-call",
    ],
    unreadable(EVERYTHING, (args) => !/^(-V|--version)$/.test(args[0] ?? "")),
  ),
  ...named(
    ["wg", "wg-quick", "ipsec", "swanctl", "openvpn", "tailscale", "zerotier-cli", "ifdown", "ifconfig", "route", "tc"],
    unreadable(["forward"]),
  ),
  ...named(
    ["poweroff", "halt", "shutdown"],
    unreadable(EVERYTHING, (args) => !args.includes("-r")),
  ),
  reboot: { affects: () => [], run: ({ boot }) => reboot(boot) },
  apt: { affects: () => [], run: packages },
  "apt-get": { affects: () => [], run: packages },
  "forced-tunnel-first-boot": { affects: () => EVERYTHING, run: ownFirstBoot },
  "forced-tunnel-nat": {
    affects: () => FILTER,
    run: ({ boot }, args) => args.includes("--check") || loadNft(boot, "/etc/forced-tunnel/nat.nft"),
  },
};

/**
 * True for programs that play no part: they come from packages, and what they are given says nothing about packets or
 * routes.
 */
export function isOrdinary(name: string): boolean {
  return !name.includes("/") || /^(\/usr)?\/s?bin\//.test(name);
}

/** Packages whose services change the packet filter as soon as they are installed. */
const FILTERING_PACKAGES = ["docker.io", "docker-ce", "podman-docker", "firewalld", "shorewall", "ferm"];

/** What the first boot does once files and packages are there. */
export function startServices(boot: Boot): void {
  for (const name of boot.packages) installed(boot, name);
}

function installed(boot: Boot, name: string): void {
  if (FILTERING_PACKAGES.includes(name)) leaveUnread(boot, { file: "packages", line: name }, ["forward"]);
  if (name === "iptables-persistent" || name === "netfilter-persistent") loadRules(boot);
}

/** The machine comes up again: kernel settings are those of the files, and rules that nothing saved are gone. */
export function reboot(boot: Boot): void {
  boot.kernel.splice(0, boot.kernel.length, ...systemSettings(boot.files));
  const kept = boot.filter.filter((input) => isKept(boot, input));
  boot.filter.splice(0, boot.filter.length, ...kept);
}

/** False for rules that commands put in and nothing puts in again at the next boot. */
export function isKept(boot: Boot, input: FilterInput): boolean {
  if (input.kind === "iptables" && boot.units.has(SAVED)) return true;
  return !/^(runcmd|user data|part )/.test(input.file);
}

/** Stands among the units while FRR is stopped. */
export const STOPPED = "stopped frr";

function unreadable(bears: readonly GuestPart[], when: (args: readonly string[]) => boolean = () => true): Program {
  const affects = (_: Place, args: readonly string[]) => (when(args) ? bears : []);
  return { affects, run: (place, args, command) => leaveUnread(place.boot, at(place, command), affects(place, args)) };
}

function sysctl(place: Place, args: readonly string[], { line }: ShellCommand): void {
  const { boot } = place;
  if (args.includes("--system")) boot.kernel.push(...systemSettings(boot.files));
  const loads = args.findIndex((word) => /^(-[a-zA-Z]*[pf]|--load)/.test(word));
  if (loads >= 0) {
    const joined = args[loads]!.replace(/^(-[a-zA-Z]*?[pf]|--load=?)/, "");
    const files = [joined, ...operands(args.slice(loads))]
      .filter((path) => path !== "")
      .flatMap((path) => (path.includes("*") ? filesLike(boot, path) : [path]));
    for (const path of files.length > 0 ? files : ["/etc/sysctl.conf"]) load(place, path, line);
    return;
  }
  boot.kernel.push(
    ...operands(args).flatMap((word) =>
      sysctlLines(place.file, word).map((setting) => ({ ...setting, because: `${place.file}: ${line}` })),
    ),
  );
}

function load({ boot, file }: Place, path: string, line: string): void {
  const text = boot.files.get(path);
  if (text === undefined) leaveUnread(boot, { file, line }, ["forwards"]);
  else boot.kernel.push(...sysctlLines(path, text));
}

function iptablesBearing(args: readonly string[]): readonly GuestPart[] {
  if (args.some((word) => /^(INPUT|OUTPUT|-[nvx]*L[nvx]*|-S|-C|-V|--list|--list-rules|--check|--version)$/.test(word)))
    return [];
  return args.includes("POSTROUTING") ? ["postrouting"] : args.includes("FORWARD") ? ["forward"] : FILTER;
}

function restore(place: Place, args: readonly string[], command: ShellCommand): void {
  if (args.some((word) => /^(-t|--test)$/.test(word))) return;
  const path = command.inputFile ?? operands(args)[0];
  const text = command.input ?? (path === undefined ? piped(place, command) : place.boot.files.get(path));
  if (text === undefined) leaveUnread(place.boot, at(place, command), FILTER);
  else
    place.boot.filter.push({
      kind: "iptables-save",
      file: path ?? place.file,
      text,
      keep: args.some((word) => /^(-n|--noflush)$/.test(word)),
    });
}

function persistent({ boot }: Place, args: readonly string[]): void {
  if (args.some((word) => /^(start|reload|restart)$/.test(word))) loadRules(boot);
  if (args.includes("save")) boot.units.add(SAVED);
}

function loadRules(boot: Boot): void {
  const text = boot.files.get("/etc/iptables/rules.v4");
  if (text !== undefined) boot.filter.push({ kind: "iptables-save", file: "/etc/iptables/rules.v4", text });
}

function nft(place: Place, args: readonly string[], command: ShellCommand): void {
  if (args.some((word) => /^(-c|--check)$/.test(word))) return;
  const option = args.findIndex((word) => /^(-\w*f|--file)$/.test(word));
  const path = option < 0 ? undefined : args[option + 1];
  if (path === undefined) {
    place.boot.filter.push({ kind: "nft", file: place.file, text: args.join(" ") });
    return;
  }
  const text = path === "-" ? (command.input ?? piped(place, command)) : place.boot.files.get(path);
  if (text === undefined) leaveUnread(place.boot, at(place, command), FILTER);
  else place.boot.filter.push({ kind: "nft", file: path === "-" ? place.file : path, text });
}

function loadNft(boot: Boot, path: string): void {
  const text = boot.files.get(path);
  if (text !== undefined) boot.filter.push({ kind: "nft", file: path, text });
}

function spoken(args: readonly string[], command: ShellCommand): string {
  const lines = args.flatMap((word, i) => (/^(-c|--command)$/.test(args[i - 1] ?? "") ? [word] : []));
  return lines.length > 0 ? lines.join("\n") : (command.input ?? "");
}

/** A file's lines are configuration; others are after "configure terminal". */
function vtysh(place: Place, args: readonly string[], command: ShellCommand): void {
  const { boot, file } = place;
  const option = args.findIndex((word) => /^(-f|--inputfile)$/.test(word));
  const path = option < 0 ? undefined : (args[option + 1] ?? "");
  const given = spoken(args, command);
  const text =
    path !== undefined
      ? boot.files.get(path)
      : given !== ""
        ? given
        : command.inputFile !== undefined
          ? boot.files.get(command.inputFile)
          : piped(place, command);
  if (args.some((word) => /^(-C|--dryrun|-b|--boot|-w|--writeconfig)$/.test(word))) return;
  if (text === undefined) leaveUnread(boot, at(place, command), ["bgp"]);
  else if (path !== undefined || /^\s*conf/m.test(text)) boot.vtysh.push({ file, text });
}

/** Routes to the machine's own NIC change nothing: Azure's tables decide. Others lead packets elsewhere, or nowhere. */
function detour(args: readonly string[]): readonly GuestPart[] {
  const [object = "", verb = "show"] = operands(args);
  if (/^(show|list|ls|get|save|monitor)$/.test(verb)) return [];
  if (/^ro?u?t?e?$/.test(object)) {
    const device = args[args.indexOf("dev") + 1] ?? "";
    const elsewhere = args.includes("dev") && !/^(eth0|en\w+|\$.*)$/.test(device);
    return elsewhere ||
      /^(del|delete|flush)$/.test(verb) ||
      args.some((word) => /^(blackhole|unreachable|prohibit|throw|table)$/.test(word))
      ? ["forward"]
      : [];
  }
  if (/^l(ink)?$/.test(object)) return verb === "set" && !args.includes("down") ? [] : ["forward"];
  return /^(ru(le)?|x(frm)?|t(unnel)?|netns|vrf)$/.test(object) ? ["forward"] : [];
}

function ip(place: Place, args: readonly string[], command: ShellCommand): void {
  leaveUnread(place.boot, at(place, command), detour(args));
  if (/^ro?u?t?e?$/.test(operands(args)[0] ?? "")) place.boot.routes.push({ ...at(place, command), words: args });
}

function systemctl(place: Place, args: readonly string[]): void {
  const [verb = "", ...units] = operands(args);
  for (const unit of units) startUnit(place, unit, verb);
}

function unitBears(unit: string, verb: string): readonly GuestPart[] {
  if (/^(status|is-active|is-enabled|show|cat|list-units|daemon-reload)$/.test(verb)) return [];
  const name = unit.replace(/\.service$/, "");
  if (/^(wg-quick@|openvpn|strongswan|ipsec|tailscaled)/.test(name)) return ["forward"];
  if (/^(firewalld|ufw|docker|nftables|netfilter-persistent|iptables|shorewall|ferm)$/.test(name)) return FILTER;
  if (/^(frr|bgpd|bird|bird2|gobgpd|exabgp|quagga)$/.test(name)) return ["bgp"];
  return /^(procps|systemd-sysctl)$/.test(name) ? ["forwards"] : [];
}

function startUnit({ boot, depth }: Place, unit: string, verb: string): void {
  const name = unit.replace(/\.service$/, "");
  const noted = () => leaveUnread(boot, { file: "systemctl", line: `${verb} ${unit}` }, unitBears(unit, verb));
  if (/^(stop|disable|mask)$/.test(verb)) {
    boot.units.delete(name);
    if (name === "frr") boot.units.add(STOPPED);
    if (name === "nftables" && verb === "stop") noted();
  }
  if (/^(wg-quick@|openvpn|strongswan|ipsec|tailscaled)/.test(name)) noted();
  if (!/^(enable|start|restart|reload|reload-or-restart|try-restart|force-reload)$/.test(verb)) return;
  if (/^(firewalld|ufw|docker|shorewall|ferm)$/.test(name)) noted();
  if (name === "frr" && verb !== "enable") boot.units.delete(STOPPED);
  if (name === "systemd-sysctl" || name === "procps") boot.kernel.push(...systemSettings(boot.files));
  if (boot.units.has(name) && verb === "enable") return;
  boot.units.add(name);
  const text = boot.files.get(`/etc/systemd/system/${name}.service`);
  if (text !== undefined) runScript(boot, `/etc/systemd/system/${name}.service`, executed(text), depth + 1);
  if (name === "nftables" && text === undefined) loadNft(boot, "/etc/nftables.conf");
  if (/^(netfilter-persistent|iptables)$/.test(name)) loadRules(boot);
}

/** The commands of a unit, without the marks that systemd reads (-, +, !, @, :). */
const executed = (unit: string): string =>
  [...unit.matchAll(/^\s*ExecStart(?:Pre|Post)?\s*=\s*[-+!@:]*(.+)$/gm)].map(([, line]) => line).join("\n");

function shell(place: Place, args: readonly string[], command: ShellCommand): void {
  const option = args.findIndex((word) => /^-\w*c$/.test(word));
  const [path] = operands(args);
  if (option >= 0) {
    runScript(place.boot, place.file, args[option + 1] ?? "", place.depth + 1);
    return;
  }
  const text =
    path === undefined || path === "-s" ? (command.input ?? piped(place, command)) : place.boot.files.get(path);
  if (text === undefined) leaveUnread(place.boot, at(place, command), path === "/etc/os-release" ? [] : EVERYTHING);
  else runScript(place.boot, path ?? place.file, text, place.depth + 1);
}

/** `su -c`: as another user, but a shell's text all the same. */
function su(place: Place, args: readonly string[], command: ShellCommand): void {
  const option = args.findIndex((word) => /^(-\w*c|--command)$/.test(word));
  if (option < 0) leaveUnread(place.boot, at(place, command), EVERYTHING);
  else runScript(place.boot, place.file, args[option + 1] ?? "", place.depth + 1);
}

/** What the program that another one starts bears on. */
function innerBears(place: Place, args: readonly string[], command: ShellCommand): readonly GuestPart[] {
  const first = args.findIndex(
    (word) => PROGRAMS[word.replace(/^.*\//, "")] !== undefined || place.boot.files.has(word),
  );
  if (first < 0) return [];
  return PROGRAMS[args[first]!.replace(/^.*\//, "")]?.affects(place, args.slice(first + 1), command) ?? EVERYTHING;
}

/** A download is of interest where it becomes a file that decides; what it is piped into says the rest. */
function downloadBears(args: readonly string[], { redirects }: ShellCommand): readonly GuestPart[] {
  const option = args.findIndex((word) => /^(-\w*[oO]|--output(-document)?)$/.test(word));
  return [...redirects.map(({ target }) => target), ...(option < 0 ? [] : [args[option + 1] ?? ""])].flatMap(
    affectedParts,
  );
}

function packages({ boot }: Place, args: readonly string[]): void {
  const [verb, ...names] = operands(args);
  if (verb !== "install") return;
  for (const name of names.map((one) => one.replace(/[=/].*/, "")).filter((one) => !boot.packages.has(one))) {
    boot.packages.add(name);
    installed(boot, name);
  }
}

function ownFirstBoot({ boot }: Place, _: readonly string[], { line }: ShellCommand): void {
  if (!boot.files.has("/usr/local/sbin/forced-tunnel-first-boot")) {
    leaveUnread(boot, { file: "runcmd", line }, EVERYTHING);
    return;
  }
  const path = "/etc/sysctl.d/90-forced-tunnel.conf";
  boot.kernel.push(...sysctlLines(path, boot.files.get(path) ?? ""));
  loadNft(boot, "/etc/forced-tunnel/nat.nft");
  for (const unit of ["frr", "forced-tunnel-nat"]) boot.units.add(unit);
  if (boot.files.has("/etc/systemd/system/forced-tunnel-egress.service")) boot.units.add("forced-tunnel-egress");
}
