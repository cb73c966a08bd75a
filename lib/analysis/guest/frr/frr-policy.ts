import { parseAddress } from "../../../domain/ipv4";
import type { Policy, PolicyTerm } from "../../model/guest";
import { isOpen } from "../../unknown/value";
import type { FrrLists, RouteMapEntry } from "./frr-lists";

/** What is known of the routes that come to a policy, beyond their prefixes. */
export interface PolicyUse {
  /** AS number that `set as-path prepend last-as` repeats: a neighbour's, in what it sends. */
  readonly lastAs?: number;
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
    terms: [{ action: "permit", asPath, prepend: [], communities: [], line: `filter-list ${name}` }],
  };
}

function listPolicy(name: string, prefixes: PolicyTerm["prefixes"]): Policy {
  if (!prefixes) return denyingAll(`${name} (not defined)`);
  return { name, terms: [{ action: "permit", prefixes, prepend: [], communities: [], line: name }] };
}

type Draft = { -readonly [K in keyof PolicyTerm]: PolicyTerm[K] };

/** None where the entry can never match. */
function term(entry: RouteMapEntry, lists: FrrLists, use: PolicyUse): PolicyTerm[] {
  const draft: Draft = { action: entry.action, prepend: [], communities: [], line: entry.line };
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
    return matchPrefixes(draft, [{ action: "permit", prefix: "0.0.0.0/0", ge: length, le: length }], text);
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
  if (what === "as-path" && isOpen(text)) draft.condition = `set ${text}`;
  // The path of an own route is empty, and stays so (measured with FRR 8.4.4).
  else if (text.startsWith("as-path prepend last-as"))
    draft.prepend = use.lastAs === undefined ? [] : Array<number>(Number(rest[2] ?? 1) || 1).fill(use.lastAs);
  else if (text.startsWith("as-path prepend"))
    draft.prepend = rest
      .slice(1)
      .map(Number)
      .filter((asn) => !Number.isNaN(asn));
  else if (/^as-path (exclude|replace) \d/.test(text))
    draft.removes = rest
      .slice(1)
      .map(Number)
      .filter((asn) => !Number.isNaN(asn));
  else if (what === "as-path") draft.condition = `set ${text}`;
  else if (what === "community") draft.communities = rest.filter((one) => one !== "additive" && one !== "none");
  else if (what === "comm-list") draft.condition = `set ${text}`;
  else if (/^ip next-hop /.test(text)) nextHop(draft, rest[1] ?? "");
}

/** `peer-address` and `unchanged` depend on the session and the route. */
function nextHop(draft: Draft, written: string): void {
  if (parseAddress(written) !== undefined) draft.nextHop = written;
  else draft.condition = `set ip next-hop ${written}`;
}
