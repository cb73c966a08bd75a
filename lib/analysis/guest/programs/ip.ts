import type { GuestPart } from "../../model/guest";
import { EVERYTHING, leaveUnread } from "../cloud-init/boot";
import { forwardedThrough } from "../packet-filter/match";
import type { ShellCommand } from "../shell/shell-command";
import { runElsewhere } from "./namespaces";
import { at, operands, type Place } from "./program";

/** Metric and protocol of the default route that networkd has from Azure's DHCP. */
const DHCP_METRIC = "100";
const DHCP_PROTOCOLS = new Set(["dhcp", "16"]);

/** NICs of these types carry packets only by routes, rules or addresses of their own. */
const LINKS_WITHOUT_EFFECT = /^(veth|dummy|ifb|bridge)$/;

const isRoute = (object: string): boolean => /^ro?u?t?e?$/.test(object);
const isRule = (object: string): boolean => /^ru(le?)?$/.test(object);
const isQuestion = (verb: string): boolean => /^(show|list|ls|get|save|monitor)$/.test(verb);

/** True for a NIC of Azure's, and for a name that only the machine knows. */
const isOwnNic = (name: string): boolean => forwardedThrough(name) === true;

/**
 * What an `ip` command changes in a way that is not read. Routes to the machine's own NIC change nothing: Azure's tables
 * decide. Other routes lead packets elsewhere, or nowhere.
 */
export function affectedByIp(args: readonly string[]): readonly GuestPart[] {
  if (args.some((word) => /^-(n|netns)$/.test(word))) return [];
  if (args.some((word) => /^-(b|batch)$/.test(word))) return ["forward"];
  const [object = "", verb = "show", ...rest] = operands(args);
  if (isQuestion(verb) || args.includes("-6")) return [];
  if (isRoute(object)) return changesRoutes(args, verb) ? ["forward"] : [];
  if (isRule(object)) return changesRules(verb, rest) ? ["forward"] : [];
  if (/^l(ink)?$/.test(object)) return changesLink(verb, rest) ? ["forward"] : [];
  return /^(x(frm)?|t(unnel)?|vrf)$/.test(object) ? ["forward"] : [];
}

/** The routing table that a command names; undefined for the main one. */
export function tableOf(words: readonly string[]): string | undefined {
  const place = words.indexOf("table");
  const table = place < 0 ? "main" : (words[place + 1] ?? "");
  return /^(main|254)$/.test(table) ? undefined : table;
}

/** Routes of further tables are read with the rules that lead to them. */
function changesRoutes(args: readonly string[], verb: string): boolean {
  const table = tableOf(args);
  return table === undefined
    ? leadsElsewhere(args, verb)
    : !/^(?!(0|253|255|all|unspec|local|default)$)\w+$/.test(table);
}

function leadsElsewhere(args: readonly string[], verb: string): boolean {
  const device = args[args.indexOf("dev") + 1] ?? "";
  if (args.includes("dev") && !/^(eth0|en\w+|\$.*)$/.test(device)) return true;
  if (args.some((word) => /^(blackhole|unreachable|prohibit|throw)$/.test(word))) return true;
  return /^(del|delete|flush)$/.test(verb) && !sparesDhcp(args);
}

/** True where the selectors of a deletion exclude the default route by DHCP: it deletes only what commands added. */
function sparesDhcp(args: readonly string[]): boolean {
  const value = (...keys: string[]) => args[args.findIndex((word) => keys.includes(word)) + 1];
  const has = (...keys: string[]) => args.some((word) => keys.includes(word));
  const [metric, protocol] = [value("metric", "priority") ?? "", value("proto", "protocol") ?? ""];
  return (
    (has("metric", "priority") && /^\d+$/.test(metric) && metric !== DHCP_METRIC) ||
    (has("proto", "protocol") && /^\d+$/.test(protocol) && !DHCP_PROTOCOLS.has(protocol))
  );
}

/** Added rules are read with the tables that they lead to. A deletion may hit the rule that leads to the main table. */
function changesRules(verb: string, selectors: readonly string[]): boolean {
  if (verb === "add") return false;
  return !/^(del|delete)$/.test(verb) || !selectors.some((word) => /^(from|to|iif|oif|fwmark)$/.test(word));
}

function changesLink(verb: string, rest: readonly string[]): boolean {
  const named = rest.indexOf("dev") >= 0 ? rest[rest.indexOf("dev") + 1] : rest.find((word) => word !== "name");
  const type = rest[rest.indexOf("type") + 1] ?? "";
  if (/^(add|a)$/.test(verb)) return !LINKS_WITHOUT_EFFECT.test(type);
  if (!isOwnNic(named ?? "$")) return rest.some((word) => word === "vrf");
  return verb !== "set" || rest.some((word) => /^(down|netns|master|vrf|name)$/.test(word));
}

/** A namespace that commands do not add may be the machine's own under another name. */
function runNetns(place: Place, verb: string, [name = "", ...words]: readonly string[], command: ShellCommand): void {
  const { boot } = place;
  if (verb === "add") boot.namespaces.add(name);
  else if (verb === "attach" || verb === "set") boot.namespaces.delete(name);
  else if (verb === "exec" && boot.namespaces.has(name)) runElsewhere(place, words, command);
  else if (verb === "exec")
    leaveUnread(boot, at(place, command), ["forward", ...(place.affectedBy(words, command) ?? EVERYTHING)]);
}

/** Runs `ip`, also where only the machine knows whether it runs. */
export function runIp(place: Place, args: readonly string[], command: ShellCommand): undefined {
  const [object = "", verb = "show", ...rest] = operands(args);
  if (/^net(n|ns)?$/.test(object)) {
    runNetns(place, verb, args.slice(args.indexOf(verb) + 1), command);
    return;
  }
  leaveUnread(place.boot, at(place, command), affectedByIp(args));
  if (args.some((word) => /^-(6|n|netns)$/.test(word)) || isQuestion(verb)) return;
  const { conditional, repeated } = command;
  const entry = { ...at(place, command), words: args, conditional, repeated };
  if (isRoute(object)) place.boot.routes.push(entry);
  if (isRule(object) && verb === "add") place.boot.rules.push({ ...entry, words: rest });
  if (/^l(ink)?$/.test(object) && /^(add|a)$/.test(verb)) place.boot.links.push({ ...entry, words: rest });
  if (
    /^a(ddr(ess)?)?$/.test(object) &&
    /^(add|replace|change)$/.test(verb) &&
    !isOwnNic(rest[rest.indexOf("dev") + 1] ?? "$")
  )
    place.boot.addresses.push({ ...entry, words: rest });
}
