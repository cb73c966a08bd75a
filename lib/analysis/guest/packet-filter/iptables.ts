import { leaveUnread, type Boot, type NamedCommand } from "../cloud-init/boot";
import type { DraftChain, DraftTable } from "./chain";
import type { DraftRule } from "./draft-rule";
import { iptablesRule } from "./iptables-rule";

/** iptables' tables by name. */
export type Iptables = Map<string, DraftTable>;

/** The built-in chains that packets meet on their way through the machine or to it, with nftables' numbers for their places. */
const HOOKS: Readonly<Record<string, DraftChain["hook"]>> = {
  "filter FORWARD": { name: "forward", type: "filter", priority: 0 },
  "security FORWARD": { name: "forward", type: "filter", priority: 50 },
  "mangle FORWARD": { name: "forward", type: "filter", priority: -150 },
  "filter INPUT": { name: "input", type: "filter", priority: 0 },
  "security INPUT": { name: "input", type: "filter", priority: 50 },
  "mangle INPUT": { name: "input", type: "filter", priority: -150 },
  "raw PREROUTING": { name: "prerouting", type: "filter", priority: -300 },
  "mangle PREROUTING": { name: "prerouting", type: "filter", priority: -150 },
  "nat PREROUTING": { name: "prerouting", type: "nat", priority: -100 },
  "nat POSTROUTING": { name: "postrouting", type: "nat", priority: 100 },
  "mangle POSTROUTING": { name: "postrouting", type: "filter", priority: -150 },
};

/** Options of the program itself. */
const WITHOUT_EFFECT = /^(-w|--wait|-v|--verbose|-n|--numeric|-4|--ipv4|--line-numbers)$/;

/** Runs one verb on a chain. @returns false where its effect is not known */
type Verb = (chain: NamedChain, command: NamedCommand, words: string[]) => boolean;

/** A chain by its name, which may not be there yet; without a name: all of a table. */
interface NamedChain {
  readonly chains: DraftTable;
  readonly table: string;
  readonly name: string;
}

const VERBS: Readonly<Record<string, Verb | undefined>> = {
  ...named(["-A", "--append"], (at, command, words) => {
    put(chainAt(at), iptablesRule(command, words));
    return true;
  }),
  ...named(["-I", "--insert"], insert),
  ...named(["-P", "--policy"], (at, _, [policy]) => {
    if (policy !== "DROP" && policy !== "ACCEPT") return false;
    chainAt(at).policy = policy === "DROP" ? "drop" : "accept";
    return true;
  }),
  ...named(["-F", "--flush"], ({ chains, table, name }) => {
    for (const chain of chains.values()) if (name === "" || chain.name === chainName(table, name)) chain.rules = [];
    return true;
  }),
  ...named(["-N", "--new-chain"], (at) => {
    chainAt(at);
    return true;
  }),
  ...named(["-D", "--delete"], (at, command, words) => remove(chainAt(at), command, words)),
  ...named(
    [
      ...["-C", "--check", "-L", "--list", "-S", "--list-rules", "-X", "--delete-chain", "-Z", "--zero"],
      ...["-V", "--version"],
    ],
    () => true,
  ),
};

function named(names: readonly string[], verb: Verb): Record<string, Verb> {
  return Object.fromEntries(names.map((name) => [name, verb]));
}

/** Runs one `iptables` command on the tables. */
export function runIptables(tables: Iptables, boot: Boot, command: NamedCommand): void {
  const words = apart(command.words);
  const tableAt = words.findIndex((word) => word === "-t" || word === "--table");
  const table = tableAt < 0 ? "filter" : (words.splice(tableAt, 2)[1] ?? "filter");
  const [written = "", name = "", ...rest] = words.filter(
    (word, i) => !WITHOUT_EFFECT.test(word) && !(/^\d+$/.test(word) && /^(-w|--wait)$/.test(words[i - 1] ?? "")),
  );
  const verb = VERBS[/^-[nvx]*L[nvx]*$/.test(written) ? "-L" : written];
  if (!verb?.({ chains: tableOf(tables, table), table, name }, command, rest))
    leaveUnread(boot, command, ["forward", "postrouting"]);
}

/** Places by number count rules that are not kept here. */
function insert(at: NamedChain, command: NamedCommand, words: string[]): boolean {
  const place = /^\d+$/.test(words[0] ?? "") ? Number(words.shift()) : 1;
  const chain = chainAt(at);
  if (place > 1 && chain.skips) return false;
  put(chain, iptablesRule(command, words), place - 1);
  return true;
}

/** `--jump=DROP` and `-jDROP` as two words, as getopt reads them. */
function apart(words: readonly string[]): string[] {
  return words.flatMap((word) => {
    const [, option, value] = /^(--[\w-]+)=([^]*)$/.exec(word) ?? /^(-[tAIDPFNsdiopjg])([^]+)$/.exec(word) ?? [];
    return option === undefined || value === undefined || word.startsWith("--") !== option.startsWith("--")
      ? [word]
      : [option, value];
  });
}

/** A table by its name, which may not be there yet. */
export function tableOf(tables: Iptables, name: string): DraftTable {
  const found = tables.get(name) ?? new Map<string, DraftChain>();
  tables.set(name, found);
  return found;
}

const chainName = (table: string, chain: string): string => `iptables ${table} ${chain}`;

/** A chain by its name, which may not be there yet. */
export function chainOf(chains: DraftTable, table: string, name: string): DraftChain {
  const hook = HOOKS[`${table} ${name}`];
  const found = chains.get(name) ?? {
    name: chainName(table, name),
    ...(hook ? { hook } : {}),
    policy: "accept",
    rules: [],
  };
  chains.set(name, found);
  return found;
}

const chainAt = ({ chains, table, name }: NamedChain): DraftChain => chainOf(chains, table, name);

/** Rules that decide nothing are not kept: then places by number are not known any more. */
function put(chain: DraftChain, rules: readonly DraftRule[], place = chain.rules.length): void {
  if (rules.length === 0) chain.skips = true;
  chain.rules.splice(place, 0, ...rules);
}

/** False where it is not known which rule is deleted. */
function remove(chain: DraftChain, command: NamedCommand, rest: readonly string[]): boolean {
  if (/^\d+$/.test(rest[0] ?? "")) {
    if (chain.skips) return false;
    chain.rules.splice(Number(rest[0]) - 1, 1);
    return true;
  }
  const same = (rule: DraftRule) => JSON.stringify({ ...rule, line: "" });
  const [gone] = iptablesRule(command, rest);
  const place = chain.rules.findIndex((rule) => gone !== undefined && same(rule) === same(gone));
  if (place >= 0) chain.rules.splice(place, 1);
  return place >= 0 || gone === undefined || !chain.rules.some(({ action }) => action === gone.action);
}
