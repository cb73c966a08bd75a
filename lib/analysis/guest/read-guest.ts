import type { Guest } from "../model/guest";
import { shown, symbol, symbolsIn } from "../unknown/value";
import { EVERYTHING, affectedParts, freshBoot, leaveUnread, type Boot } from "./cloud-init/boot";
import { packetChains } from "./packet-filter/filter";
import { frrBgp, frrText, withoutNegated } from "./frr/frr-bgp";
import { frrLines } from "./frr/frr-text";
import { startPackage } from "./programs/packages";
import { isKept, reboot } from "./programs/reboot";
import { forwardsOf } from "./programs/sysctl-files";
import { runScript } from "./run-script";
import { bootSteps, type BootStep } from "./cloud-init/user-data";

/**
 * What user data makes of a machine: whether it forwards, filters and translates, and what its BGP speaker does.
 * `userData` is the decoded text, and may hold symbols; `machine` is the name that notes use. Never throws: what cannot
 * be read is in the guest's `unread`. No guest where the whole text is known only after the apply.
 */
export function readGuest(
  userData: string,
  machine: string,
): { readonly guest?: Guest; readonly notes: readonly string[] } {
  const { text, restore } = shortened(userData);
  if (/^\s*\uE000\d+\uE001\s*$/.test(text))
    return { notes: [`the user data of ${machine} is known only after the apply`] };
  const boot = booted(text, machine);
  otherDaemons(boot);
  unsaved(boot);
  const lines = withoutNegated(frrLines(frrText(boot)));
  const forwarding = lines.filter(({ words, block }) => block === "" && words.join(" ") === "ip forwarding").at(-1);
  const bgp = frrBgp(boot, lines);
  // An image may have it; the text alone does not bring it.
  if (bgp && !installsFrr(boot)) leaveUnread(boot, { file: "packages", line: "no package frr" }, ["bgp"]);
  const guest: Guest = {
    forwards: forwarding
      ? { value: !forwarding.no, because: `/etc/frr/frr.conf: ${forwarding.text}` }
      : forwardsOf(boot),
    ...packetChains(boot),
    ...(bgp ? { bgp } : {}),
    ...(boot.bgpOff !== undefined && { bgpOff: boot.bgpOff }),
    unread: boot.unread,
  };
  return { guest: restore(guest), notes: boot.notes.map((note) => `${machine}: ${restore(note)}`) };
}

const installsFrr = ({ packages }: Boot): boolean => [...packages].some((name) => /^frr\b/.test(name));

function booted(text: string, machine: string): Boot {
  const boot = freshBoot(machine);
  const steps = bootSteps(text);
  for (const step of steps.filter(({ kind }) => kind !== "script" && kind !== "reboot")) runStep(boot, step);
  for (const name of boot.packages) startPackage(boot, name);
  // cloud-init runs what it finds there before runcmd's.
  for (const path of [...boot.files.keys()]
    .filter((one) => /^\/var\/lib\/cloud\/scripts\/per-(once|boot|instance)\//.test(one))
    .sort())
    runScript(boot, { file: path, text: boot.files.get(path)! });
  for (const step of steps.filter(({ kind }) => kind === "script" || kind === "reboot")) runStep(boot, step);
  return boot;
}

function runStep(boot: Boot, step: BootStep): void {
  if (step.kind === "file")
    boot.files.set(step.path, `${step.append ? (boot.files.get(step.path) ?? "") : ""}${step.content}`);
  else if (step.kind === "package") boot.packages.add(step.name);
  else if (step.kind === "script") runScript(boot, { file: step.name, text: step.text });
  else if (step.kind === "reboot") reboot(boot);
  else
    leaveUnread(
      boot,
      { file: step.name, line: step.line },
      affectedParts(step.name).length > 0 ? affectedParts(step.name) : step.name.startsWith("/") ? [] : EVERYTHING,
    );
}

/** Configuration of programs that are not read here. */
function otherDaemons(boot: Boot): void {
  for (const [path, text] of boot.files) {
    const setting = /^\s*(IPForward|IPv4Forwarding)\s*=.*$/m.exec(text)?.[0];
    if (path.startsWith("/etc/systemd/network") && setting !== undefined)
      leaveUnread(boot, { file: path, line: setting }, ["forwards"]);
    if (!path.startsWith("/etc/frr/") && affectedParts(path).includes("bgp"))
      leaveUnread(boot, { file: path, line: text.trim().split("\n", 1)[0]! }, ["bgp"]);
  }
}

/** Rules that commands put in hold until the machine boots again. */
function unsaved(boot: Boot): void {
  const gone = boot.filter.find((input) => !isKept(boot, input));
  if (gone)
    boot.notes.push(
      `${gone.kind === "iptables" ? gone.line : gone.file} holds until the next boot: nothing puts it in again (netfilter-persistent save, or a file that a unit loads)`,
    );
}

/**
 * The text with each symbol as a short word: an expression has quotes, commas and braces that are none of YAML's, the
 * shell's or nftables'. `restore` puts the symbols back.
 */
function shortened(text: string): { text: string; restore: <T>(value: T) => T } {
  const symbols = [...new Set(symbolsIn(text))].map(symbol);
  const short = (i: number) => `\uE000${i}\uE001`;
  const places = new Map(symbols.map((one, i) => [one, short(i)]));
  const restored = (value: string) =>
    value.replace(/\uE000(\d+)\uE001/g, (all, i: string) => symbols[Number(i)] ?? all);
  // What a claim is about is shown to people.
  const revived = (key: string, one: unknown): unknown =>
    typeof one === "string" ? restored(one) : key === "about" ? (one as readonly string[]).map(shown) : one;
  const restore = <T>(value: T): T => JSON.parse(JSON.stringify(value), revived) as T;
  return { text: text.replace(/\uE000[^\uE001]*\uE001/g, (one) => places.get(one) ?? one), restore };
}
