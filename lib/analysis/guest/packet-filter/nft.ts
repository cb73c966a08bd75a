import { filesLike, type FilterInput, leaveUnread, type Boot } from "../cloud-init/boot";
import type { DraftChain, DraftTable } from "./chain";
import { nftRule } from "./nft-rule";
import { nftTokens, statements } from "./nft-tokens";

/** nftables' tables: by family and name. */
export interface Nftables {
  readonly tables: Map<
    string,
    { readonly chains: DraftTable; readonly sets: Map<string, readonly string[]>; readonly used: Set<string> }
  >;
}

const PRIORITIES: Readonly<Record<string, number | undefined>> = {
  raw: -300,
  mangle: -150,
  dstnat: -100,
  filter: 0,
  security: 50,
  srcnat: 100,
};
const MAX_INCLUDES = 8;

type NftInput = Extract<FilterInput, { kind: "nft" }>;

/** Runs the text of `nft -f`, or of one nft command, on the ruleset. */
export function runNft(ruleset: Nftables, boot: Boot, { file, text, defines = [] }: NftInput): void {
  const variables = new Map(defines.map(([name, value]) => [name, [value]] as const));
  new NftReader(ruleset, boot, file, variables, 0).read(text);
}

const isBlock = (head: readonly string[]): boolean =>
  /^(table|chain|set|map|flowtable|counter|quota|limit|ct)$/.test(
    head[0] === "add" || head[0] === "create" ? (head[1] ?? "") : (head[0] ?? ""),
  );

class NftReader {
  constructor(
    private readonly ruleset: Nftables,
    private readonly boot: Boot,
    private readonly file: string,
    private readonly defines: Map<string, readonly string[]>,
    private readonly depth: number,
  ) {}

  read(text: string): void {
    for (const statement of statements(nftTokens(text), isBlock)) this.statement(statement);
  }

  private statement(words: readonly string[]): void {
    const [verb = "", ...rest] = words;
    if (verb === "define" || verb === "redefine") {
      const [name = "", , ...value] = rest;
      this.defines.set(name, this.filled(value));
    } else if (verb === "include") this.include(rest[0]?.replaceAll('"', "") ?? "");
    else if (verb === "flush" && rest[0] === "ruleset") this.ruleset.tables.clear();
    else if (verb === "flush" || verb === "delete" || verb === "destroy") this.remove(rest, verb === "flush");
    else if (verb === "add" || verb === "create" || verb === "insert") this.add(rest, verb === "insert");
    else if (verb === "table") this.add(words, false);
    else if (!/^(list|monitor|reset|describe)$/.test(verb)) this.unread(words);
  }

  private unread(words: readonly string[]): void {
    leaveUnread(this.boot, { file: this.file, line: words.join(" ") }, ["forward", "postrouting"]);
  }

  private include(path: string): void {
    const text = this.boot.files.get(path);
    if (text === undefined || this.depth > MAX_INCLUDES) {
      // Of a folder only the files of the user data are known; an empty folder includes nothing.
      const wild = path.includes("*");
      const files = wild ? filesLike(this.boot, path) : [];
      if (!wild || this.depth > MAX_INCLUDES) this.unread(["include", path]);
      else files.forEach((one) => this.inner(one));
    } else this.inner(path);
  }

  private inner(path: string): void {
    new NftReader(this.ruleset, this.boot, path, this.defines, this.depth + 1).read(this.boot.files.get(path) ?? "");
  }

  /** Puts in what `define` set; other variables come from the command line, and stay. */
  private filled(words: readonly string[]): string[] {
    return words.flatMap((word) => (word.startsWith("$") ? (this.defines.get(word.slice(1)) ?? [word]) : [word]));
  }

  /** "ip nat" of `ip nat …`, and what follows. Without a family: ip. */
  private named(words: readonly string[]): { key: string; rest: readonly string[] } {
    const family = /^(ip|ip6|inet|arp|bridge|netdev)$/.test(words[0] ?? "");
    return family
      ? { key: `${words[0]} ${words[1] ?? ""}`, rest: words.slice(2) }
      : { key: `ip ${words[0] ?? ""}`, rest: words.slice(1) };
  }

  private table(key: string) {
    const found = this.ruleset.tables.get(key) ?? {
      chains: new Map<string, DraftChain>(),
      sets: new Map<string, readonly string[]>(),
      used: new Set<string>(),
    };
    this.ruleset.tables.set(key, found);
    return found;
  }

  private add(words: readonly string[], first: boolean): void {
    const [what = "", ...rest] = /^(table|chain|rule|set|map|element|flowtable)$/.test(words[0] ?? "")
      ? words
      : ["rule", ...words];
    const { key, rest: after } = this.named(rest);
    if (what === "table") {
      this.tableBody(key, after);
      return;
    }
    const [name = "", ...body] = after;
    if (what === "chain") this.chain(key, name, inside(body));
    else if (what === "rule") this.rule(key, name, body, first);
    else if (what === "set") this.set(key, name, body);
    else if (what === "element" && this.table(key).used.has(name)) this.unread(["add", ...words]);
    else if (what === "element")
      this.table(key).sets.set(name, [...(this.table(key).sets.get(name) ?? []), ...listed(this.filled(inside(body)))]);
  }

  private tableBody(key: string, words: readonly string[]): void {
    this.table(key);
    for (const [what = "", name = "", ...body] of statements(inside(words), isBlock)) {
      if (what === "chain") this.chain(key, name, inside(body));
      else if (what === "set") this.set(key, name, body);
      else if (what === "flags" && [name, ...body].includes("dormant")) this.unread([what, name, ...body]);
      else if (!/^(map|flowtable|counter|quota|limit|ct|flags|comment|secmark|synproxy)$/.test(what))
        this.unread([what, name, ...body]);
    }
  }

  /** What packets put into a set is known on the machine only. */
  private set(key: string, name: string, body: readonly string[]): void {
    if (!/\b(dynamic|timeout)\b/.test(body.join(" ")))
      this.table(key).sets.set(name, elements(this.filled(inside(body))));
  }

  private chain(key: string, name: string, body: readonly string[]): void {
    const lines = statements(body, () => false);
    const hook = lines.map(hookOf).find((one) => one !== undefined);
    if (lines.some((line) => line[0] === "type" && /\bhook (ingress|egress)\b/.test(line.join(" "))))
      this.unread(["chain", key, name]);
    const known = this.table(key).chains.get(name);
    const chain: DraftChain = known ?? {
      name: `nft ${key} ${name}`,
      ...(hook ? { hook } : {}),
      policy: "accept",
      rules: [],
    };
    this.table(key).chains.set(name, chain);
    for (const line of lines) {
      const policy = line[0] === "policy" ? line[1] : undefined;
      if (policy === "drop" || policy === "accept") chain.policy = policy;
      else if (line[0] !== "type" && line[0] !== "comment" && line[0] !== "policy") this.rule(key, name, line, false);
    }
  }

  private rule(key: string, name: string, words: readonly string[], first: boolean): void {
    if (/^(ip6|arp|bridge|netdev) /.test(key)) return;
    const chain = this.table(key).chains.get(name);
    if (!chain) {
      this.unread(["rule", key, name, ...words]);
      return;
    }
    // Places by number count rules that are not kept here.
    if (/^(handle|position|index)$/.test(words[0] ?? "")) {
      this.unread(["rule", key, name, ...words]);
      return;
    }
    for (const word of words) if (word.startsWith("@")) this.table(key).used.add(word.slice(1));
    const rules = nftRule(this.filled(words), this.table(key).sets, words.join(" ").replaceAll(" ,", ","));
    if (first) chain.rules.unshift(...rules);
    else chain.rules.push(...rules);
  }

  private remove([what = "", ...words]: readonly string[], flushOnly: boolean): void {
    const { key, rest } = this.named(words);
    const table = this.ruleset.tables.get(key);
    if (what === "table" && flushOnly) table?.chains.forEach((chain) => (chain.rules = []));
    else if (what === "table") this.ruleset.tables.delete(key);
    else if (what === "chain" && flushOnly) table?.chains.get(rest[0] ?? "")?.rules.splice(0);
    else if (what === "chain") table?.chains.delete(rest[0] ?? "");
    else if (!/^(map|flowtable|counter|quota|limit|ct|secmark|synproxy)$/.test(what))
      this.unread([flushOnly ? "flush" : "delete", what, ...words]);
  }
}

/** The words between the outermost braces, or all words where there are no braces. */
function inside(words: readonly string[]): readonly string[] {
  const open = words.indexOf("{");
  return open < 0 ? words : words.slice(open + 1, words.lastIndexOf("}"));
}

const listed = (words: readonly string[]): string[] => words.filter((word) => !/^[{},;]$/.test(word));

function elements(body: readonly string[]): string[] {
  const start = body.indexOf("elements");
  return start < 0 ? [] : listed(inside(body.slice(start)));
}

function hookOf(line: readonly string[]): DraftChain["hook"] | undefined {
  if (line[0] !== "type") return undefined;
  const name = line[line.indexOf("hook") + 1];
  if (name !== "prerouting" && name !== "input" && name !== "forward" && name !== "postrouting") return undefined;
  const [base = "", sign, offset] = line.slice(line.indexOf("priority") + 1);
  const number = PRIORITIES[base] ?? (Number(base) || 0);
  return { name, type: line[1] ?? "filter", priority: number + (sign === "-" ? -1 : 1) * (Number(offset) || 0) };
}
