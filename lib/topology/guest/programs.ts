import { EVERYTHING, bearingOf, leaveUnread, type BearsOn, type Boot, type FilterInput } from "./boot";
import { runScript, type Place } from "./run-commands";
import { sedded } from "./sed";
import type { ShellCommand } from "./shell";
import { sysctlLines, systemSettings } from "./sysctl";

/** What a program does to the machine, as far as it plays a part here. */
interface Program {
  /** What it may change, where it cannot be said whether it runs. */
  bearsOn(place: Place, args: readonly string[], command: ShellCommand): readonly BearsOn[];
  run(place: Place, args: readonly string[], command: ShellCommand): void;
}

const FILTER: readonly BearsOn[] = ["forward", "postrouting"];
const operands = (args: readonly string[]) => args.filter((word) => !word.startsWith("-"));
const at = (place: Place, command: ShellCommand) => ({ file: place.file, line: command.line });

/** The programs that play a part, by name. */
export const PROGRAMS: Readonly<Record<string, Program | undefined>> = {
  sysctl: { bearsOn: (_, args) => (/ip_forward|all.forwarding|-p|--system/.test(args.join(" ")) ? ["forwards"] : []), run: sysctl },
  echo: writer(({ words }) => echoed(words.slice(1))),
  printf: writer(({ words }) => printed(words.slice(1))),
  cat: writer((command, place) => command.input ?? operands(command.words.slice(1)).map((path) => place.boot.files.get(path) ?? "").join("")),
  tee: { bearsOn: (_, args) => operands(args).flatMap(bearingOf), run: tee },
  sed: { bearsOn: (_, args) => operands(args).flatMap(bearingOf), run: sed },
  cp: { bearsOn: (_, args) => bearingOf(operands(args).at(-1) ?? ""), run: copy },
  mv: { bearsOn: (_, args) => bearingOf(operands(args).at(-1) ?? ""), run: copy },
  install: { bearsOn: (_, args) => bearingOf(operands(args).at(-1) ?? ""), run: copy },
  rm: { bearsOn: (_, args) => operands(args).flatMap(bearingOf), run: (place, args) => operands(args).forEach((path) => place.boot.files.delete(path)) },
  iptables: { bearsOn: (_, args) => iptablesBearing(args), run: (place, args, command) => place.boot.filter.push({ kind: "iptables", ...at(place, command), words: args }) },
  "iptables-restore": { bearsOn: () => FILTER, run: restore },
  "netfilter-persistent": { bearsOn: () => [], run: persistent },
  "iptables-save": { bearsOn: () => [], run: ({ boot }, _, { redirects }) => redirects.length > 0 && boot.units.add(SAVED) },
  nft: { bearsOn: () => FILTER, run: nft },
  vtysh: { bearsOn: (_, args) => (args.includes("-c") ? ["bgp"] : []), run: vtysh },
  systemctl: { bearsOn: () => [], run: systemctl },
  service: { bearsOn: () => [], run: (place, args) => startUnit(place, args[0] ?? "", args[1] ?? "") },
  ip: { bearsOn: (_, args) => detour(args), run: ip },
  ufw: unreadable(FILTER, (args) => /enable/.test(args.join(" "))),
  "firewall-cmd": unreadable(FILTER),
  bird: unreadable(["bgp"]),
  birdc: unreadable(["bgp"]),
  gobgpd: unreadable(["bgp"]),
  docker: unreadable(EVERYTHING, (args) => args[0] === "run" || args[0] === "compose"),
  curl: { bearsOn: (_, args, command) => downloadBears(args, command), run: (place, args, command) => leaveUnread(place.boot, at(place, command), downloadBears(args, command)) },
  wget: { bearsOn: (_, args, command) => downloadBears(args, command), run: (place, args, command) => leaveUnread(place.boot, at(place, command), downloadBears(args, command)) },
  ...Object.fromEntries(["sh", "bash", "dash", "source", "."].map((name) => [name, { bearsOn: () => EVERYTHING, run: shell }])),
  ...Object.fromEntries(["python", "python3", "perl", "ruby", "node", "ansible-playbook", "ansible-pull", "ansible", "puppet", "chef-client", "chef-solo", "salt-call"].map((name) => [name, unreadable(EVERYTHING, (args) => !/^(-V|--version)$/.test(args[0] ?? ""))])),
  ...Object.fromEntries(["wg", "wg-quick", "ipsec", "swanctl", "openvpn", "tailscale", "zerotier-cli", "ifdown", "ifconfig", "route", "tc"].map((name) => [name, unreadable(["forward"])])),
  ...Object.fromEntries(["poweroff", "halt", "shutdown"].map((name) => [name, unreadable(EVERYTHING, (args) => !args.includes("-r"))])),
  reboot: { bearsOn: () => [], run: ({ boot }) => reboot(boot) },
  apt: { bearsOn: () => [], run: packages },
  "apt-get": { bearsOn: () => [], run: packages },
  "forced-tunnel-first-boot": { bearsOn: () => EVERYTHING, run: ownFirstBoot },
  "forced-tunnel-nat": { bearsOn: () => FILTER, run: ({ boot }, args) => args.includes("--check") || loadNft(boot, "/etc/forced-tunnel/nat.nft") },
};

/** True for programs that play no part: they come from packages, and what they are given says nothing about packets or routes. */
export function isOrdinary(name: string): boolean {
  return !name.includes("/") || /^(\/usr)?\/s?bin\//.test(name);
}

/** Packages whose services change the packet filter as soon as they are installed. */
const FILTERING_PACKAGES = ["docker.io", "docker-ce", "firewalld"];

/** What the first boot does once files and packages are there. */
export function startServices(boot: Boot): void {
  for (const name of FILTERING_PACKAGES) if (boot.packages.has(name)) leaveUnread(boot, { file: "packages", line: name }, ["forward"]);
  if (boot.packages.has("iptables-persistent") || boot.packages.has("netfilter-persistent")) loadRules(boot);
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

/** Stands among the units once iptables' rules are saved for the next boot. */
const SAVED = "saved iptables";

function unreadable(bears: readonly BearsOn[], when: (args: readonly string[]) => boolean = () => true): Program {
  const bearsOn = (_: Place, args: readonly string[]) => (when(args) ? bears : []);
  return { bearsOn, run: (place, args, command) => leaveUnread(place.boot, at(place, command), bearsOn(place, args)) };
}

function writer(output: (command: ShellCommand, place: Place) => string): Program {
  return {
    bearsOn: (_, __, { redirects }) => redirects.flatMap(({ target }) => targetBears(target)),
    run: (place, _, command) => command.redirects.forEach(({ append, target }) => write(place.boot, target, output(command, place), append)),
  };
}

const targetBears = (target: string): readonly BearsOn[] => (/^\/proc\/sys\/net\/ipv4\/(ip_forward|conf\/all\/forwarding)$/.test(target) ? ["forwards"] : bearingOf(target));

function write(boot: Boot, target: string, text: string, append: boolean): void {
  if (target.startsWith("/proc/sys/")) {
    boot.kernel.push({ key: target.slice("/proc/sys/".length).replaceAll("/", "."), value: text.trim(), because: `echo ${text.trim()} > ${target}` });
  } else {
    boot.files.set(target, `${append ? (boot.files.get(target) ?? "") : ""}${text}`);
  }
}

function echoed(words: readonly string[]): string {
  const first = words.findIndex((word) => !/^-[neE]+$/.test(word));
  const options = words.slice(0, first < 0 ? words.length : first).join("");
  const text = first < 0 ? "" : words.slice(first).join(" ");
  return `${options.includes("e") ? escapes(text) : text}${options.includes("n") ? "" : "\n"}`;
}

function printed([format = "", ...values]: readonly string[]): string {
  const slots = format.match(/%s/g)?.length ?? 0;
  if (slots === 0) return escapes(format);
  let text = "";
  for (let i = 0; i < Math.max(values.length, 1); i += slots) {
    let next = i;
    text += escapes(format).replace(/%s/g, () => values[next++] ?? "");
  }
  return text;
}

const escapes = (text: string): string => text.replaceAll("\\n", "\n").replaceAll("\\t", "\t");

/** What the command before in the pipe prints; undefined where only the machine knows. */
function piped(place: Place, { pipedFrom }: ShellCommand): string | undefined {
  const before = pipedFrom.at(-1);
  if (!before) return undefined;
  const [name = "", ...args] = before.words;
  if (name === "echo") return echoed(args);
  if (name === "printf") return printed(args);
  if (name !== "cat") return undefined;
  return before.input ?? operands(args).map((path) => place.boot.files.get(path) ?? "").join("");
}

function tee(place: Place, args: readonly string[], command: ShellCommand): void {
  const text = command.input ?? piped(place, command);
  for (const target of operands(args)) {
    if (text === undefined) leaveUnread(place.boot, at(place, command), targetBears(target));
    else write(place.boot, target, text, args.includes("-a") || args.includes("--append"));
  }
}

function sed(place: Place, args: readonly string[], command: ShellCommand): void {
  if (!args.some((word) => /^(-[nErs]*i|--in-place)/.test(word))) return;
  const expressions = args.flatMap((word, i) => (/^(-[a-zA-Z]*e|--expression)$/.test(args[i - 1] ?? "") ? [word] : []));
  const rest = operands(args).filter((word) => !expressions.includes(word));
  const files = expressions.length > 0 ? rest : rest.slice(1);
  for (const path of files) {
    const text = place.boot.files.get(path);
    const edited = text === undefined ? undefined : sedded(text, expressions.length > 0 ? expressions : rest.slice(0, 1), args.some((word) => /^-\w*[Er]/.test(word)));
    if (edited === undefined) leaveUnread(place.boot, at(place, command), bearingOf(path));
    else place.boot.files.set(path, edited);
  }
}

function copy(place: Place, args: readonly string[], command: ShellCommand): void {
  const [from = "", to = ""] = operands(args).slice(-2);
  const target = to.endsWith("/") ? `${to}${from.replace(/^.*\//, "")}` : to;
  const text = place.boot.files.get(from);
  if (text === undefined) leaveUnread(place.boot, at(place, command), bearingOf(target));
  else place.boot.files.set(target, text);
}

function sysctl(place: Place, args: readonly string[], { line }: ShellCommand): void {
  const { boot } = place;
  if (args.includes("--system")) boot.kernel.push(...systemSettings(boot.files));
  const loads = args.findIndex((word) => /^(-p|--load)/.test(word));
  if (loads >= 0) {
    const files = operands(args.slice(loads));
    for (const path of files.length > 0 ? files : ["/etc/sysctl.conf"]) boot.kernel.push(...sysctlLines(path, boot.files.get(path) ?? ""));
    return;
  }
  boot.kernel.push(...operands(args).flatMap((word) => sysctlLines(place.file, word).map((setting) => ({ ...setting, because: `${place.file}: ${line}` }))));
}

const iptablesBearing = (args: readonly string[]): readonly BearsOn[] => (args.includes("POSTROUTING") ? ["postrouting"] : args.includes("FORWARD") ? ["forward"] : []);

function restore(place: Place, args: readonly string[], command: ShellCommand): void {
  const path = command.inputFile ?? operands(args)[0];
  const text = command.input ?? (path === undefined ? piped(place, command) : place.boot.files.get(path));
  if (text === undefined) leaveUnread(place.boot, at(place, command), FILTER);
  else place.boot.filter.push({ kind: "iptables-save", file: path ?? place.file, text });
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

function vtysh(place: Place, args: readonly string[], command: ShellCommand): void {
  const lines = args.flatMap((word, i) => (args[i - 1] === "-c" ? word.split("\n") : []));
  const text = lines.length > 0 ? lines.join("\n") : (command.input ?? "");
  if (/^\s*conf/m.test(text)) place.boot.vtysh.push({ file: place.file, text });
}

/** Routes to the machine's own NIC change nothing: Azure's tables decide. Others lead packets elsewhere, or nowhere. */
function detour(args: readonly string[]): readonly BearsOn[] {
  const [object = "", verb = "show"] = operands(args);
  if (/^(show|list|ls|get|save|monitor)$/.test(verb)) return [];
  if (/^ro?u?t?e?$/.test(object)) {
    const device = args[args.indexOf("dev") + 1] ?? "";
    const elsewhere = args.includes("dev") && !/^(eth0|en\w+|\$.*)$/.test(device);
    return elsewhere || /^(del|delete|flush)$/.test(verb) || args.some((word) => /^(blackhole|unreachable|prohibit|throw|table)$/.test(word)) ? ["forward"] : [];
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

function startUnit({ boot, depth }: Place, unit: string, verb: string): void {
  const name = unit.replace(/\.service$/, "");
  if (/^(stop|disable|mask)$/.test(verb)) boot.units.delete(name);
  if (/^(wg-quick@|openvpn|strongswan|ipsec|tailscaled)/.test(name)) leaveUnread(boot, { file: "systemctl", line: `${verb} ${unit}` }, ["forward"]);
  if (!/^(enable|start|restart|reload|reload-or-restart|try-restart)$/.test(verb)) return;
  if (name === "systemd-sysctl" || name === "procps") boot.kernel.push(...systemSettings(boot.files));
  if (boot.units.has(name)) return;
  boot.units.add(name);
  const text = boot.files.get(`/etc/systemd/system/${name}.service`);
  if (text !== undefined) runScript(boot, `/etc/systemd/system/${name}.service`, executed(text), depth + 1);
  if (name === "nftables" && text === undefined) loadNft(boot, "/etc/nftables.conf");
  if (/^(netfilter-persistent|iptables)$/.test(name)) loadRules(boot);
}

/** The commands of a unit, without the marks that systemd reads (-, +, !, @, :). */
const executed = (unit: string): string => [...unit.matchAll(/^\s*ExecStart(?:Pre|Post)?\s*=\s*[-+!@:]*(.+)$/gm)].map(([, line]) => line).join("\n");

function shell(place: Place, args: readonly string[], command: ShellCommand): void {
  const option = args.findIndex((word) => /^-\w*c$/.test(word));
  const [path] = operands(args);
  if (option >= 0) {
    runScript(place.boot, place.file, args[option + 1] ?? "", place.depth + 1);
    return;
  }
  const text = path === undefined || path === "-s" ? (command.input ?? piped(place, command)) : place.boot.files.get(path);
  if (text === undefined) leaveUnread(place.boot, at(place, command), path === "/etc/os-release" ? [] : EVERYTHING);
  else runScript(place.boot, path ?? place.file, text, place.depth + 1);
}

/** A download is of interest where it becomes a file that decides; what it is piped into says the rest. */
function downloadBears(args: readonly string[], { redirects }: ShellCommand): readonly BearsOn[] {
  const option = args.findIndex((word) => /^(-\w*[oO]|--output(-document)?)$/.test(word));
  return [...redirects.map(({ target }) => target), ...(option < 0 ? [] : [args[option + 1] ?? ""])].flatMap(bearingOf);
}

function packages({ boot }: Place, args: readonly string[]): void {
  const [verb, ...names] = operands(args);
  if (verb === "install") names.forEach((name) => boot.packages.add(name.replace(/[=/].*/, "")));
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
