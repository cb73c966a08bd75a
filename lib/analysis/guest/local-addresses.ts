import { basename } from "node:path";
import { parseSource } from "../../domain/ipv4";
import type { LocalAddress } from "../model/guest";
import { statement } from "../unknown/truth";
import { type Boot, filesLike, type RouteCommand } from "./cloud-init/boot";
import type { FrrLine } from "./frr/frr-text";
import { forwardedThrough, prefixOf } from "./packet-filter/match";
import { asksInternet } from "./programs/asks-internet";

/** Addresses that the guest has besides those of Azure's NICs: on its loopback, or on a link of its own. */
export const localAddresses = (boot: Boot, lines: readonly FrrLine[]): LocalAddress[] => [
  ...frrAddresses(boot, lines),
  ...networkdAddresses(boot),
  ...commandAddresses(boot),
];

/** FRR gives a link its addresses as soon as there is one of that name. */
function frrAddresses(boot: Boot, lines: readonly FrrLine[]): LocalAddress[] {
  const found = new Map<string, LocalAddress>();
  const off = new Set<string>();
  for (const { block, words, no, text } of lines) {
    const link = /^interface (\S+)/.exec(block)?.[1];
    if (link === undefined || words[0] === "interface") continue;
    if (words.join(" ") === "shutdown") off[no ? "delete" : "add"](link);
    const prefix = words[0] === "ip" && words[1] === "address" ? prefixOf(words[2] ?? "") : undefined;
    if (prefix === undefined) continue;
    if (no) found.delete(`${link} ${prefix}`);
    else found.set(`${link} ${prefix}`, { prefix, link, ...presenceOf(boot, link), line: `${block}: ${text}` });
  }
  return [...found.values()].filter(({ link }) => !off.has(link));
}

type Presence = Pick<LocalAddress, "present" | "healthCheck">;

/**
 * Whether the guest has a link. A program that runs for as long as the machine does, and adds links by names that only it
 * knows, adds those that nothing else does, while its checks succeed.
 */
function presenceOf(boot: Boot, link: string): Presence {
  if (link === "lo" || forwardedThrough(link) === true || netdevs(boot).has(link)) return { present: true };
  const made = boot.links.filter((one) => nameOf(one) === link);
  if (made.some(({ conditional }) => !conditional)) return { present: true };
  const keeper = boot.links.find((one) => one.repeated && nameOf(one).startsWith("$"));
  if (keeper && made.length === 0) {
    const { file } = keeper;
    return { present: true, healthCheck: { program: basename(file), ofInternet: asksInternet(boot, file) } };
  }
  return { present: statement(`${boot.machine} has the link ${link}`) };
}

/** `ip link add [link DEVICE] [name] NAME type …`. */
function nameOf({ words }: RouteCommand): string {
  const rest = words[0] === "link" ? words.slice(2) : words;
  return (rest[0] === "name" || rest[0] === "dev" ? rest[1] : rest[0]) ?? "$";
}

/** Sections of one of networkd's files: their settings, in order. */
function sections(
  text: string,
): { readonly name: string; readonly settings: readonly (readonly [string, string])[] }[] {
  const found: { name: string; settings: (readonly [string, string])[] }[] = [];
  for (const line of text.split("\n").map((one) => one.trim())) {
    const header = /^\[(.+)\]$/.exec(line)?.[1];
    const [, key, value] = /^(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (header !== undefined) found.push({ name: header, settings: [] });
    else if (key !== undefined) found.at(-1)?.settings.push([key, value!]);
  }
  return found;
}

/** Links that networkd makes. */
const netdevs = (boot: Boot): ReadonlySet<string> =>
  new Set(
    filesLike(boot, "/etc/systemd/network/*.netdev").flatMap((path) =>
      sections(boot.files.get(path)!)
        .filter(({ name }) => name === "NetDev")
        .flatMap(({ settings }) => settings.filter(([key]) => key === "Name").map(([, value]) => value)),
    ),
  );

/** Those of the loopback and of links that networkd makes: Azure's NICs have theirs by DHCP. */
function networkdAddresses(boot: Boot): LocalAddress[] {
  const own = netdevs(boot);
  return filesLike(boot, "/etc/systemd/network/*.network").flatMap((path) => {
    const all = sections(boot.files.get(path)!).flatMap(({ name, settings }) =>
      settings.map(([key, value]) => ({ name, key, value })),
    );
    const link = all.find(({ name, key }) => name === "Match" && key === "Name")?.value ?? "";
    if (link !== "lo" && !own.has(link)) return [];
    return all.flatMap(({ name, key, value }) => {
      const prefix = key === "Address" && /^(Network|Address)$/.test(name) ? prefixOf(value) : undefined;
      return prefix === undefined ? [] : [{ prefix, link, present: true, line: `${path}: ${key}=${value}` }];
    });
  });
}

/** `ip addr add …` on NICs that are not the machine's own. */
const commandAddresses = (boot: Boot): LocalAddress[] =>
  boot.addresses.flatMap(({ words, line, conditional }) => {
    const prefix = words.map(prefixOf).find((one) => one !== undefined && parseSource(one) !== undefined);
    const link = words[words.indexOf("dev") + 1] ?? "";
    if (prefix === undefined) return [];
    const present = !conditional || statement(`${boot.machine} has the address ${prefix} ("${line}")`);
    return [{ prefix, link, present, line }];
  });
