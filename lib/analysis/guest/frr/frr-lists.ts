import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import type { PolicyTerm } from "../../model/guest";
import type { FrrLine } from "./frr-text";
import { prefixOf } from "../packet-filter/match";

/** Entries of a prefix-list or access-list. */
export type PrefixEntries = NonNullable<PolicyTerm["prefixes"]>;
/** Entries of an AS path access-list. */
export type PathEntries = NonNullable<PolicyTerm["asPath"]>;

/** One numbered part of a route-map. */
export interface RouteMapEntry {
  readonly action: "permit" | "deny";
  readonly seq: number;
  readonly line: string;
  /** Its match, set and other lines, as words. */
  readonly lines: readonly (readonly string[])[];
}

/** What policies are made of, by name. */
export interface FrrLists {
  readonly prefixLists: ReadonlyMap<string, PrefixEntries>;
  readonly accessLists: ReadonlyMap<string, PrefixEntries>;
  readonly pathLists: ReadonlyMap<string, PathEntries>;
  readonly routeMaps: ReadonlyMap<string, readonly RouteMapEntry[]>;
}

interface Numbered<T> {
  readonly seq: number;
  readonly entry: T;
}

/** The lists and route-maps of a configuration. */
export function frrLists(lines: readonly FrrLine[]): FrrLists {
  const prefixLists = new Map<string, Numbered<PrefixEntries[number]>[]>();
  const accessLists = new Map<string, Numbered<PrefixEntries[number]>[]>();
  const pathLists = new Map<string, Numbered<PathEntries[number]>[]>();
  const routeMaps = new Map<string, RouteMapEntry[]>();
  for (const line of lines) {
    if (line.block.startsWith("route-map ")) routeMapLine(routeMaps, line);
    else if (/^ip prefix-list /.test(line.words.join(" "))) numbered(prefixLists, line, 2, prefixEntry);
    else if (line.words[0] === "access-list") numbered(accessLists, line, 1, accessEntry);
    else if (/^(bgp|ip) as-path access-list /.test(line.words.join(" "))) numbered(pathLists, line, 3, pathEntry);
    else if (line.words[0] === "route-map") routeMapHeader(routeMaps, line);
  }
  return {
    prefixLists: inOrder(prefixLists),
    accessLists: inOrder(accessLists),
    pathLists: inOrder(pathLists),
    routeMaps,
  };
}

function numbered<T>(
  lists: Map<string, Numbered<T>[]>,
  { words, no }: FrrLine,
  nameAt: number,
  read: (action: "permit" | "deny", words: readonly string[]) => T | undefined,
): void {
  const name = words[nameAt] ?? "";
  let rest = words.slice(nameAt + 1);
  if (rest[0] === "description" || rest[0] === "remark") return;
  const list = lists.get(name) ?? [];
  const given = rest[0] === "seq" ? Number(rest[1]) : undefined;
  if (given !== undefined) rest = rest.slice(2);
  const action = rest[0];
  if (no) {
    lists.set(name, given === undefined && action === undefined ? [] : list.filter(({ seq }) => seq !== given));
    if (lists.get(name)!.length === 0) lists.delete(name);
    return;
  }
  if (action !== "permit" && action !== "deny") return;
  const entry = read(action, rest.slice(1));
  const seq = given ?? Math.max(0, ...list.map((one) => one.seq)) + 5;
  if (entry !== undefined) lists.set(name, [...list.filter((one) => one.seq !== seq), { seq, entry }]);
}

function inOrder<T>(lists: ReadonlyMap<string, readonly Numbered<T>[]>): Map<string, T[]> {
  return new Map(
    [...lists].map(([name, entries]) => [name, [...entries].sort((a, b) => a.seq - b.seq).map(({ entry }) => entry)]),
  );
}

function prefixEntry(action: "permit" | "deny", words: readonly string[]): PrefixEntries[number] | undefined {
  if (words[0] === "any") return { action, prefix: DEFAULT_ROUTE, le: 32 };
  const prefix = words[0]?.includes("/") ? prefixOf(words[0]) : undefined;
  if (prefix === undefined) return undefined;
  const [ge, le] = ["ge", "le"].map((key) => (words.includes(key) ? Number(words[words.indexOf(key) + 1]) : undefined));
  return { action, prefix, ...(ge === undefined ? {} : { ge }), ...(le === undefined ? {} : { le }) };
}

/** An access-list's prefix matches all prefixes within it, except with `exact-match`. */
function accessEntry(
  action: "permit" | "deny",
  [address = "", wildcard]: readonly string[],
): PrefixEntries[number] | undefined {
  if (address === "any") return { action, prefix: DEFAULT_ROUTE, le: 32 };
  if (address.includes("/")) {
    const prefix = prefixOf(address);
    return prefix === undefined ? undefined : { action, prefix, ...(wildcard === "exact-match" ? {} : { le: 32 }) };
  }
  const mask = wildcard
    ?.split(".")
    .map((octet) => String(255 - Number(octet)))
    .join(".");
  const prefix = prefixOf(address === "host" ? (wildcard ?? "") : mask === undefined ? address : `${address}/${mask}`);
  return prefix === undefined ? undefined : { action, prefix, le: 32 };
}

const pathEntry = (action: "permit" | "deny", words: readonly string[]): PathEntries[number] => ({
  action,
  regex: words.join(" "),
});

function routeMapHeader(maps: Map<string, RouteMapEntry[]>, { words, no, text }: FrrLine): void {
  const [, name = "", action, number] = words;
  const entries = maps.get(name) ?? [];
  const seq = Number(number ?? 10);
  if (no) {
    maps.set(name, action === undefined ? [] : entries.filter((entry) => entry.seq !== seq));
    if (maps.get(name)!.length === 0) maps.delete(name);
  } else if ((action === "permit" || action === "deny") && !Number.isNaN(seq)) {
    const lines = entries.find((entry) => entry.seq === seq)?.lines ?? [];
    const entry: RouteMapEntry = { action, seq, line: text, lines };
    maps.set(
      name,
      [...entries.filter((one) => one.seq !== seq), entry].sort((a, b) => a.seq - b.seq),
    );
  }
}

/** A second line of the same kind replaces the first. */
function routeMapLine(maps: Map<string, RouteMapEntry[]>, { block, words, no }: FrrLine): void {
  const [, name = "", , number] = block.split(" ");
  const entries = maps.get(name) ?? [];
  const seq = Number(number ?? 10);
  const kind = kindOf(words);
  maps.set(
    name,
    entries.map((entry) =>
      entry.seq === seq
        ? { ...entry, lines: [...entry.lines.filter((line) => kindOf(line) !== kind), ...(no ? [] : [words])] }
        : entry,
    ),
  );
}

/** What a line is about, without its value: "match ip address prefix-list". */
function kindOf(words: readonly string[]): string {
  const length = /^(match|set) (ip|ipv6) \S+ prefix-(list|len)/.test(words.join(" "))
    ? 4
    : /^(match|set) (ip|ipv6|as-path)\b/.test(words.join(" "))
      ? 3
      : 2;
  return words
    .slice(
      0,
      words[0] === "match" && words[1] === "as-path"
        ? 2
        : words[0] === "description" || words[0] === "call"
          ? 1
          : length,
    )
    .join(" ");
}
