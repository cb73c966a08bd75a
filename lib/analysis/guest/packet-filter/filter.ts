import type { Guest, PacketChain } from "../../model/guest";
import { leaveUnread, type Boot, type FilterInput } from "../cloud-init/boot";
import { resolved, type DraftChain, type DraftTable } from "./chain";
import { runIptables, type Iptables } from "./iptables";
import { restoreIptables } from "./iptables-save";
import { type KnownMark, markAfter, UNKNOWN_MARK } from "./marks";
import { runNft, type Nftables } from "./nft";

/** The order in which a packet meets the hooks: one of input and forward. */
const HOOKS = ["prerouting", "input", "forward", "postrouting"];

/** What packets meet. */
export interface PacketFilter extends Required<Pick<Guest, "forward" | "postrouting" | "input">> {
  /** The mark that they have when they are routed. */
  readonly mark: KnownMark;
}

/** The chains that packets meet, in their order. */
export function packetFilter(boot: Boot): PacketFilter {
  const iptables: Iptables = new Map();
  const nft: Nftables = { tables: new Map() };
  for (const input of boot.filter) {
    if (input.kind === "nft") {
      if (iptables.size > 0) rulesFlushed(boot, input);
      runNft(nft, boot, input);
    } else if (input.kind === "iptables") runIptables(iptables, boot, input);
    else restoreIptables(iptables, boot, input.file, input.text, input.keep);
  }
  const tables = [
    ...iptables.values(),
    ...[...nft.tables].filter(([key]) => /^(ip|inet) /.test(key)).map(([, table]) => table.chains),
  ];
  const hooked = tables.flatMap((table) =>
    [...table.values()].filter(({ hook }) => hook).map((chain) => ({ chain, table })),
  );
  const sorted = hooked.sort((a, b) => place(a.chain) - place(b.chain));
  const chains = (wanted: (chain: DraftChain) => boolean) =>
    sorted
      .filter(({ chain }) => wanted(chain))
      .map(({ chain, table }) => resolved(chain, table))
      .filter(decides);
  for (const { chain, table } of sorted) {
    destinationNat(boot, chain, table);
    droppedByNat(boot, chain, table);
  }
  const marking = sorted.filter(({ chain: { hook } }) => hook?.name === "prerouting");
  return {
    mark: boot.filter.some(marksByIptables) ? UNKNOWN_MARK : markAfter(marking),
    forward: chains(({ hook }) => hook?.type !== "nat" && hook?.name !== "input"),
    input: chains(({ hook }) => hook?.type !== "nat" && /^(prerouting|input)$/.test(hook!.name)),
    postrouting: chains(({ hook }) => hook?.type === "nat" && hook.name === "postrouting"),
  };
}

/** Its targets MARK and CONNMARK let the packet go on, so that their rules are not kept. */
const marksByIptables = (input: FilterInput): boolean =>
  input.kind !== "nft" && /\b(CONN)?MARK\b/.test(input.kind === "iptables" ? input.words.join(" ") : input.text);

/** Whether packets may be for an address of the machine that is not one of Azure's NICs. */
export const mayReceive = ({ addresses, files }: Boot): boolean =>
  addresses.length > 0 ||
  [...files].some(
    ([path, text]) => /^\/etc\/(frr|quagga|systemd\/network)\//.test(path) && /^\s*(ip address |Address)/m.test(text),
  );

/** Whether one more change, at this place among the others, leaves what packets meet as it is. */
export function changesNothing(boot: Boot, input: FilterInput, at: number = boot.filter.length): boolean {
  const state = (filter: FilterInput[]): string => {
    const unread: Boot["unread"] = [];
    const { mark, forward, postrouting, input: received } = packetFilter({ ...boot, filter, unread });
    return JSON.stringify([mark, forward, postrouting, unread, ...(mayReceive(boot) ? [received] : [])]);
  };
  return state([...boot.filter.slice(0, at), input, ...boot.filter.slice(at)]) === state(boot.filter);
}

/**
 * nft also flushes the rules of iptables where that is iptables-nft, as in Debian since 10 and Ubuntu since 20.10, but
 * not those of iptables-legacy. Which one it is, the image decides.
 */
function rulesFlushed(boot: Boot, { file, text }: Extract<FilterInput, { kind: "nft" }>): void {
  if (/^[^#"]*\bflush\s+ruleset\b/m.test(text))
    leaveUnread(boot, { file, line: "flush ruleset" }, ["forward", "postrouting"]);
}

const place = ({ hook }: DraftChain): number => (hook ? HOOKS.indexOf(hook.name) * 100_000 + hook.priority : 0);

const decides = ({ policy, rules }: PacketChain): boolean => policy === "drop" || rules.length > 0;

/** A nat chain may drop in nftables; here it translates only. */
function droppedByNat(boot: Boot, chain: DraftChain, table: DraftTable): void {
  if (chain.hook?.type !== "nat") return;
  const drops = resolved(chain, table)
    .rules.filter(({ action }) => action === "drop")
    .map(({ line }) => line);
  for (const line of chain.policy === "drop" ? [...drops, "policy drop"] : drops)
    leaveUnread(boot, { file: chain.name, line }, ["forward"]);
}

/**
 * Another destination is outside the model; where it is for the machine's own addresses, forwarded packets do not meet
 * it.
 */
function destinationNat(boot: Boot, chain: DraftChain, table: DraftTable): void {
  if (chain.hook?.name !== "prerouting" || chain.hook.type !== "nat") return;
  for (const { action, destination, line } of resolved(chain, table).rules) {
    if (action === "unknown" && (!destination || destination.negated))
      leaveUnread(boot, { file: chain.name, line }, ["postrouting"]);
  }
}
