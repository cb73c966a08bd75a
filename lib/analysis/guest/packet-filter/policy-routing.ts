import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import { canonical, parsePrefix } from "../../../domain/ipv4";
import type { PacketChain, PacketRule } from "../../model/guest";
import { type Boot, leaveUnread, type RouteCommand } from "../cloud-init/boot";
import { tableOf } from "../programs/ip";
import { type KnownMark, matchesMark } from "./marks";
import { forwardedThrough, prefixOf } from "./match";

/** What a rule of the kernel's routing selects, by its keywords. */
type Selectors = ReadonlyMap<string, string>;

const KEYWORDS = /^(from|to|iif|oif|fwmark|table|lookup|priority|pref|preference|order|proto|protocol)$/;

/**
 * What the kernel's routing by rules and further tables does with forwarded packets, as chains: a route of the type
 * `prohibit`, `unreachable` or `blackhole` drops, and `throw` leads on to the next rule, as packets without a route do.
 * Rules that lead to other routes are left unread, except where no forwarded packet matches.
 *
 * @param mark the mark of forwarded packets when they are routed
 */
export function policyRouting(boot: Boot, mark: KnownMark): PacketChain[] {
  const rules = boot.rules.flatMap((rule) => ruleChain(boot, rule, mark));
  return [...rules, ...connectedNetworks(boot)];
}

function ruleChain(boot: Boot, rule: RouteCommand, mark: KnownMark): PacketChain[] {
  const selectors = selectorsOf(rule.words);
  const marked = selectors?.has("fwmark") ? matchesMark(mark, selectors.get("fwmark")!) : true;
  // Packets that the machine sends itself come from its loopback; only they may be bound to a NIC.
  if (marked === false || selectors?.get("iif") === "lo" || selectors?.has("oif")) return [];
  const table = selectors?.get("table") ?? selectors?.get("lookup");
  if (/^(main|local|default|25[345])$/.test(table ?? "")) return [];
  const routes = table === undefined ? undefined : routesOf(boot, table);
  // A table of which nothing is known may be filled by files that are not read.
  if (!selectors || !routes || routes.length === 0) {
    leaveUnread(boot, rule, ["forward"]);
    return [];
  }
  const conditions = conditionsOf(selectors, rule, marked === undefined);
  const chain = routes.map((route): PacketRule => ({ ...conditions, ...route }));
  return [{ name: `ip rule to table ${table!}`, policy: "accept", rules: chain }];
}

/** The selectors; undefined where one is not known here. */
function selectorsOf(words: readonly string[]): Selectors | undefined {
  const found = new Map<string, string>();
  for (let i = 0; i < words.length; i += 2) {
    if (!KEYWORDS.test(words[i]!)) return undefined;
    found.set(words[i]!, words[i + 1] ?? "");
  }
  return found;
}

function conditionsOf(selectors: Selectors, { line, conditional }: RouteCommand, unknownMark: boolean) {
  const [from = "all", to = "all", iif] = ["from", "to", "iif"].map((key) => selectors.get(key));
  const source = prefixOf(from);
  const open =
    conditional ||
    unknownMark ||
    !/^(all|any)$/.test(to) ||
    (source === undefined && !/^(all|any)$/.test(from)) ||
    (iif !== undefined && forwardedThrough(iif) !== true);
  return {
    ...(source !== undefined && { source: { prefixes: [source], negated: false } }),
    ...(open && { condition: line }),
  };
}

/** The routes of a table, longest prefix first; undefined where one leads somewhere, or may be deleted. */
function routesOf(boot: Boot, table: string): Pick<PacketRule, "line" | "action" | "destination">[] | undefined {
  const commands = boot.routes.filter(({ words }) => tableOf(words) === table);
  const routes = commands.map((command) => routeOf(command));
  if (!routes.every((route) => route !== undefined)) return undefined;
  const length = ({ destination }: Pick<PacketRule, "destination">): number =>
    Number(destination?.prefixes[0]?.split("/")[1] ?? 0);
  return routes.sort((a, b) => length(b) - length(a));
}

function routeOf({
  words,
  line,
  conditional,
}: RouteCommand): Pick<PacketRule, "line" | "action" | "destination"> | undefined {
  const verb = words.findIndex((word) => /^(add|append|replace|change)$/.test(word));
  const [type = "", target = ""] = words.slice(verb + 1);
  const prefix = target === "default" ? DEFAULT_ROUTE : prefixOf(target);
  if (verb < 0 || prefix === undefined || !/^(throw|prohibit|unreachable|blackhole)$/.test(type)) return undefined;
  return {
    line,
    destination: { prefixes: [prefix], negated: false },
    action: type === "throw" ? "accept" : "drop",
    ...(conditional && { condition: line }),
  };
}

/** Packets to the network of a NIC that commands add go there. */
function connectedNetworks({ addresses }: Boot): PacketChain[] {
  const found = new Map<string | undefined, PacketRule>();
  for (const { words, line } of addresses) {
    const prefix = words.map(networkOf).find((one) => one !== undefined);
    const destination = prefix === undefined ? {} : { destination: { prefixes: [prefix], negated: false } };
    if (!prefix?.endsWith("/32")) found.set(prefix, { line, ...destination, action: "unknown" });
  }
  return found.size === 0 ? [] : [{ name: "networks of further NICs", policy: "accept", rules: [...found.values()] }];
}

/** The network of an address with a length: 172.31.255.252/30 of 172.31.255.253/30. */
function networkOf(word: string): string | undefined {
  const prefix = prefixOf(word);
  const parsed = prefix === undefined ? undefined : parsePrefix(prefix);
  return parsed ? canonical(parsed) : prefix;
}
