import { leaveUnread, type Boot, type NamedCommand } from "../cloud-init/boot";
import type { DraftChain, DraftRule, DraftTable } from "./chain";
import { passesBy, portsOf, prefixOf, statesOf } from "./match";
import { plain } from "../shell/quotes";
import { shellTokens } from "../shell/shell-tokens";

/** iptables' tables by name. */
export type Iptables = Map<string, DraftTable>;

/** The built-in chains that forwarded packets meet, with nftables' numbers for their places. */
const HOOKS: Readonly<Record<string, DraftChain["hook"]>> = {
  "filter FORWARD": { name: "forward", type: "filter", priority: 0 },
  "security FORWARD": { name: "forward", type: "filter", priority: 50 },
  "mangle FORWARD": { name: "forward", type: "filter", priority: -150 },
  "raw PREROUTING": { name: "prerouting", type: "filter", priority: -300 },
  "mangle PREROUTING": { name: "prerouting", type: "filter", priority: -150 },
  "nat PREROUTING": { name: "prerouting", type: "nat", priority: -100 },
  "nat POSTROUTING": { name: "postrouting", type: "nat", priority: 100 },
  "mangle POSTROUTING": { name: "postrouting", type: "filter", priority: -150 },
};

/** Options of the program itself. */
const WITHOUT_EFFECT = /^(-w|--wait|-v|--verbose|-n|--numeric|-4|--ipv4|--line-numbers)$/;

/** Targets that let the packet go on to the next rule. */
const GOES_ON = new Set([
  "LOG",
  "NFLOG",
  "ULOG",
  "TCPMSS",
  "MARK",
  "CONNMARK",
  "CT",
  "NOTRACK",
  "TTL",
  "DSCP",
  "TOS",
  "CLASSIFY",
  "TRACE",
  "SET",
  "CHECKSUM",
  "AUDIT",
]);

/** Runs one `iptables` command on the tables. */
export function runIptables(tables: Iptables, boot: Boot, command: NamedCommand): void {
  const words = apart(command.words);
  const tableAt = words.findIndex((word) => word === "-t" || word === "--table");
  const table = tableAt < 0 ? "filter" : (words.splice(tableAt, 2)[1] ?? "filter");
  const [written = "", name = "", ...rest] = words.filter(
    (word, i) => !WITHOUT_EFFECT.test(word) && !(/^\d+$/.test(word) && /^(-w|--wait)$/.test(words[i - 1] ?? "")),
  );
  const verb = /^-[nvx]*L[nvx]*$/.test(written) ? "-L" : written;
  const chains = tableOf(tables, table);
  switch (verb) {
    case "-A":
    case "--append":
      put(chainOf(chains, table, name), ruleOf(command, rest));
      return;
    case "-I":
    case "--insert": {
      const place = /^\d+$/.test(rest[0] ?? "") ? Number(rest.shift()) : 1;
      const chain = chainOf(chains, table, name);
      if (place > 1 && chain.skips) leaveUnread(boot, command, ["forward", "postrouting"]);
      else put(chain, ruleOf(command, rest), place - 1);
      return;
    }
    case "-P":
    case "--policy":
      if (rest[0] === "DROP" || rest[0] === "ACCEPT")
        chainOf(chains, table, name).policy = rest[0] === "DROP" ? "drop" : "accept";
      else leaveUnread(boot, command, ["forward", "postrouting"]);
      return;
    case "-F":
    case "--flush":
      for (const chain of chains.values()) if (name === "" || chain.name === chainName(table, name)) chain.rules = [];
      return;
    case "-N":
    case "--new-chain":
      chainOf(chains, table, name);
      return;
    case "-D":
    case "--delete":
      if (!remove(chainOf(chains, table, name), command, rest)) leaveUnread(boot, command, ["forward", "postrouting"]);
      return;
    case "-C":
    case "--check":
    case "-L":
    case "--list":
    case "-S":
    case "--list-rules":
    case "-X":
    case "--delete-chain":
    case "-Z":
    case "--zero":
    case "-V":
    case "--version":
      return;
    default:
      leaveUnread(boot, command, ["forward", "postrouting"]);
  }
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

/**
 * Loads a file of iptables-save's form: the tables in it are replaced, unless `keep` says that what is there stays
 * (--noflush).
 */
export function restoreIptables(tables: Iptables, boot: Boot, file: string, text: string, keep = false): void {
  let table = "";
  for (const line of text.split("\n").map((one) => one.trim())) {
    const [, declared, policy] = /^:(\S+)\s+(\S+)/.exec(line) ?? [];
    if (line.startsWith("*")) {
      table = line.slice(1).trim();
      if (!keep) tables.set(table, new Map());
    } else if (declared !== undefined && policy !== undefined) {
      chainOf(tableOf(tables, table), table, declared).policy = policy === "DROP" ? "drop" : "accept";
    } else if (/^(\[\d+:\d+\]\s*)?-/.test(line)) {
      const words = wordsOf(line.replace(/^\[\d+:\d+\]\s*/, ""));
      runIptables(tables, boot, { file, line, words: ["-t", table, ...words] });
    } else if (line !== "" && line !== "COMMIT" && !line.startsWith("#")) {
      leaveUnread(boot, { file, line }, ["forward", "postrouting"]);
    }
  }
}

/** The words of a line, without quotes. */
const wordsOf = (line: string): string[] =>
  shellTokens(line)
    .filter(({ kind }) => kind === "word")
    .map(({ text }) => plain(text));

function tableOf(tables: Iptables, name: string): DraftTable {
  const found = tables.get(name) ?? new Map<string, DraftChain>();
  tables.set(name, found);
  return found;
}

const chainName = (table: string, chain: string): string => `iptables ${table} ${chain}`;

function chainOf(chains: DraftTable, table: string, name: string): DraftChain {
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

/** Rules that decide nothing are not kept: then places by number are not known any more. */
function put(chain: DraftChain, rules: readonly DraftRule[], place = chain.rules.length): void {
  if (rules.length === 0) chain.skips = true;
  chain.rules.splice(place, 0, ...rules);
}

/** False where it cannot be said which rule goes. One that is not there is none. */
function remove(chain: DraftChain, command: NamedCommand, rest: readonly string[]): boolean {
  if (/^\d+$/.test(rest[0] ?? "")) {
    if (chain.skips) return false;
    chain.rules.splice(Number(rest[0]) - 1, 1);
    return true;
  }
  const same = (rule: DraftRule) => JSON.stringify({ ...rule, line: "" });
  const [gone] = ruleOf(command, rest);
  const place = chain.rules.findIndex((rule) => gone !== undefined && same(rule) === same(gone));
  if (place >= 0) chain.rules.splice(place, 1);
  return place >= 0 || gone === undefined || !chain.rules.some(({ action }) => action === gone.action);
}

/** What has been read of a rule so far. */
type Reading = { -readonly [K in keyof DraftRule]?: DraftRule[K] } & { never?: boolean };

function ruleOf(command: NamedCommand, words: readonly string[]): DraftRule[] {
  const rule: Reading = { line: command.line };
  let negated = false;
  for (let i = 0; i < words.length; i += 1) {
    const option = words[i]!;
    if (option === "!") {
      negated = true;
      continue;
    }
    const read = OPTIONS[option];
    const taken = read ? read(rule, words.slice(i + 1), negated) : unreadOption(rule, option, words.slice(i + 1));
    i += taken;
    negated = false;
  }
  return finished(rule);
}

function finished({ never, action, line = "", ...rest }: Reading): DraftRule[] {
  return never === true || action === undefined ? [] : [{ ...rest, line, action }];
}

/** Reads what follows an option; gives the number of words that it took. */
type Option = (rule: Reading, words: readonly string[], negated: boolean) => number;

const addresses =
  (field: "source" | "destination"): Option =>
  (rule, [text = ""], negated) => {
    const prefixes = text.split(",").map(prefixOf);
    if (prefixes.some((prefix) => prefix === undefined)) rule.condition = `${field} ${text}`;
    else rule[field] = { prefixes: prefixes.filter((prefix) => prefix !== undefined), negated };
    return 1;
  };

const nic: Option = (rule, [name = ""], negated) => {
  const passes = passesBy(name);
  if (passes === undefined) rule.condition = `interface ${name}`;
  else if (passes === negated) rule.never = true;
  return 1;
};

const ports: Option = (rule, [text = ""], negated) => {
  const found = portsOf(
    text.split(",").map((port) => port.replace(/^:/, "0:").replace(/:$/, ":65535").replace(":", "-")),
  );
  if (negated || found === undefined) rule.condition = `port ${negated ? "not " : ""}${text}`;
  else rule.destinationPorts = found;
  return 1;
};

const states: Option = (rule, [text = ""], negated) => {
  const found = statesOf(text.split(","));
  if (negated || found === undefined) rule.condition = `state ${text}`;
  else rule.states = found;
  return 1;
};

const protocol: Option = (rule, [text = ""], negated) => {
  if (negated) rule.condition = `protocol not ${text}`;
  else if (!/^(all|0)$/i.test(text)) rule.protocol = NUMBERS[text] ?? text.toLowerCase();
  return 1;
};

const NUMBERS: Readonly<Record<string, string | undefined>> = { "1": "icmp", "6": "tcp", "17": "udp" };

const target: Option = (rule, [name = ""]) => {
  if (GOES_ON.has(name)) rule.never = true;
  else if (name === "REJECT" || name === "DROP") rule.action = "drop";
  else if (name === "ACCEPT" || name === "RETURN" || name === "MASQUERADE" || name === "SNAT")
    rule.action = name.toLowerCase() as "accept";
  else if (/^(DNAT|REDIRECT|TPROXY|NETMAP|QUEUE|NFQUEUE)$/.test(name)) rule.action = "unknown";
  else {
    rule.action = "jump";
    rule.target = name;
  }
  return 1;
};

const ignored: Option = () => 1;

const OPTIONS: Readonly<Record<string, Option | undefined>> = {
  "-s": addresses("source"),
  "--source": addresses("source"),
  "--src": addresses("source"),
  "-d": addresses("destination"),
  "--destination": addresses("destination"),
  "--dst": addresses("destination"),
  "-i": nic,
  "--in-interface": nic,
  "-o": nic,
  "--out-interface": nic,
  "-p": protocol,
  "--protocol": protocol,
  "--dport": ports,
  "--dports": ports,
  "--destination-port": ports,
  "--ctstate": states,
  "--state": states,
  "-j": target,
  "--jump": target,
  "-g": (rule) => {
    rule.action = "unknown";
    return 1;
  },
  "-m": ignored,
  "--match": ignored,
  "--comment": ignored,
  "--to-source": (rule, [address = ""]) => {
    rule.address = address.replace(/[:-].*$/, "");
    // A variable: that it translates is known, to what is not.
    if (prefixOf(rule.address) === undefined) rule.condition = `--to-source ${address}`;
    return 1;
  },
  "--to-ports": ignored,
  "--random": () => 0,
  "--random-fully": () => 0,
  "--persistent": () => 0,
  "--reject-with": ignored,
  "-c": () => 2,
};

/** What is not understood makes the rule's holding unknown. It takes the words up to the next option. */
function unreadOption(rule: Reading, option: string, words: readonly string[]): number {
  const next = words.findIndex((word) => word.startsWith("-") || word === "!");
  const taken = next < 0 ? words.length : next;
  rule.condition = [option, ...words.slice(0, taken)].join(" ");
  return taken;
}
