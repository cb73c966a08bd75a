import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { parseAddress } from "../../../domain/ipv4";
import type { AsPathChange, Policy, PolicyTerm } from "../../model/guest";
import { isOpen } from "../../unknown/value";
import type { FrrLists, RouteMapEntry } from "./frr-lists";

/** What is known of the routes that come to a policy, beyond their prefixes. */
export interface PolicyUse {
  /** The guest's own AS number, which takes the place of others in `set as-path replace`. */
  readonly asn?: number;
  /** Of routes from the kernel: their metric. */
  readonly metric?: number;
  /** "kernel", "static", "connected". */
  readonly protocol?: string;
}

/** A policy that denies every route. @param name says why */
export function denyingAll(name: string): Policy {
  return { name, terms: [] };
}

/** A route-map as a policy. An undefined one denies everything (measured with FRR 8.4.4). */
export function routeMap(name: string, lists: FrrLists, use: PolicyUse): Policy {
  const entries = lists.routeMaps.get(name);
  if (!entries) return denyingAll(`route-map ${name} (not defined: FRR denies all)`);
  return { name: `route-map ${name}`, terms: entries.flatMap((entry) => term(entry, lists, use)) };
}

/** A prefix-list that is applied to a neighbor. */
export function prefixList(name: string, lists: FrrLists): Policy {
  return listPolicy(`prefix-list ${name}`, lists.prefixLists.get(name));
}

/** A distribute-list: an access-list that is applied to a neighbor. */
export function distributeList(name: string, lists: FrrLists): Policy {
  return listPolicy(`distribute-list ${name}`, lists.accessLists.get(name));
}

/** A filter-list: an AS path access-list that is applied to a neighbor. */
export function filterList(name: string, lists: FrrLists): Policy {
  const asPath = lists.pathLists.get(name);
  if (!asPath) return denyingAll(`filter-list ${name} (not defined)`);
  return {
    name: `filter-list ${name}`,
    terms: [{ ...permitting(`filter-list ${name}`), asPath }],
  };
}

function listPolicy(name: string, prefixes: PolicyTerm["prefixes"]): Policy {
  if (!prefixes) return denyingAll(`${name} (not defined)`);
  return { name, terms: [{ ...permitting(name), prefixes }] };
}

/** A term that permits, and changes nothing. */
export const permitting = (line: string): PolicyTerm => ({
  action: "permit",
  asPathChanges: [],
  communities: [],
  line,
});

type Draft = { -readonly [K in keyof PolicyTerm]: PolicyTerm[K] };

/** None where the entry can never match. */
function term(entry: RouteMapEntry, lists: FrrLists, use: PolicyUse): PolicyTerm[] {
  const draft: Draft = { ...permitting(entry.line), action: entry.action };
  for (const words of entry.lines) {
    const [verb, ...rest] = words;
    if (verb === "match" && !match(draft, rest, lists, use)) return [];
    if (verb === "set") set(draft, rest, use);
    if (isOpen(verb ?? "")) draft.condition = words.join(" ");
    if (verb === "call" || verb === "continue" || verb === "on-match") draft.condition = words.join(" ");
  }
  return [draft];
}

/** False where nothing can match. */
function match(draft: Draft, words: readonly string[], lists: FrrLists, use: PolicyUse): boolean {
  const text = words.join(" ");
  const [, prefixListName] = /^ip address prefix-list (\S+)/.exec(text) ?? [];
  const [, accessListName] = /^ip address (?!prefix-l)(\S+)/.exec(text) ?? [];
  const [, pathListName] = /^as-path (\S+)/.exec(text) ?? [];
  if (prefixListName !== undefined) return matchPrefixes(draft, lists.prefixLists.get(prefixListName), text);
  if (accessListName !== undefined) return matchPrefixes(draft, lists.accessLists.get(accessListName), text);
  if (pathListName !== undefined) {
    draft.asPath = lists.pathLists.get(pathListName) ?? [];
    return true;
  }
  if (/^ip address prefix-len /.test(text)) {
    const length = Number(words[3]);
    return matchPrefixes(draft, [{ action: "permit", prefix: DEFAULT_ROUTE, ge: length, le: length }], text);
  }
  if (words[0] === "ipv6") return false;
  if (words[0] === "metric" && use.metric !== undefined) return Number(words[1]) === use.metric;
  if (words[0] === "source-protocol" && use.protocol !== undefined) return words[1] === use.protocol;
  draft.condition = `match ${text}`;
  return true;
}

function matchPrefixes(draft: Draft, prefixes: PolicyTerm["prefixes"], text: string): boolean {
  if (draft.prefixes) draft.condition = `match ${text}`;
  else draft.prefixes = prefixes ?? [];
  return true;
}

function set(draft: Draft, words: readonly string[], use: PolicyUse): void {
  const [what, ...rest] = words;
  const text = words.join(" ");
  if (what === "as-path") {
    const change = asPathChange(rest, use);
    if (change) draft.asPathChanges = [...draft.asPathChanges, change];
    else draft.condition = `set ${text}`;
  } else if (what === "community") draft.communities = rest.filter((one) => one !== "additive" && one !== "none");
  else if (what === "comm-list") draft.condition = `set ${text}`;
  else if (/^ip next-hop /.test(text)) nextHop(draft, rest[1] ?? "");
  else if (text.startsWith("local-preference ")) preference(draft, "localPreference", rest[0] ?? "");
  else if (text.startsWith("weight ")) preference(draft, "weight", rest[0] ?? "");
}

/** What `set as-path` does; undefined where the text does not tell, or the version of FRR decides. */
function asPathChange([verb, ...words]: readonly string[], { asn = 0 }: PolicyUse): AsPathChange | undefined {
  const text = words.join(" ");
  const asns = /^\d+( \d+)*$/.test(text) ? words.map(Number) : undefined;
  if (verb === "prepend" && words[0] === "last-as") return { kind: "repeat-first", times: Number(words[1] ?? 1) || 1 };
  if (verb === "prepend") return asns && { kind: "prepend", asns };
  if (verb === "exclude") return asns && { kind: "exclude", asns };
  if (verb !== "replace" || words.length !== 1) return undefined;
  return words[0] === "any" ? { kind: "replace", asns: "all", by: asn } : asns && { kind: "replace", asns, by: asn };
}

function nextHop(draft: Draft, written: string): void {
  if (parseAddress(written) !== undefined || written === "unchanged" || written === "peer-address")
    draft.nextHop = written;
  else draft.condition = `set ip next-hop ${written}`;
}

/** A change of the preference by an amount depends on the route. */
function preference(draft: Draft, what: "localPreference" | "weight", written: string): void {
  if (/^\d+$/.test(written)) draft[what] = Number(written);
  else draft.condition = `set ${what} ${written}`;
}
