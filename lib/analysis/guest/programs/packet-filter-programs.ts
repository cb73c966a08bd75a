import type { GuestPart } from "../../model/guest";
import { type Boot, type FilterInput, leaveUnread } from "../cloud-init/boot";
import { changesNothing, mayReceive } from "../packet-filter/filter";
import { isKnown } from "../shell/expansion";
import type { ShellCommand, Status } from "../shell/shell-command";
import { inputOf, piped } from "./output";
import { at, FILTER, named, operands, type Place, type Programs } from "./program";
import { RULES_FILE, saveRules } from "./written-files";

/** The programs that change the packet filter, by name. */
export const PACKET_FILTER_PROGRAMS: Programs = {
  ...named(["iptables", "iptables-legacy", "iptables-nft"], {
    affects: ({ boot }, args) => chainsOf(boot, args),
    run: iptables,
  }),
  ...named(["iptables-restore", "iptables-legacy-restore", "iptables-nft-restore"], {
    affects: () => FILTER,
    run: restore,
  }),
  "netfilter-persistent": { affects: () => [], run: persistent },
  "iptables-save": { affects: () => [], run: () => undefined },
  nft: { affects: (_, args) => (isCheck(args) ? [] : FILTER), run: nft, runConditionally: nftConditionally },
};

function chainsOf(boot: Boot, args: readonly string[]): readonly GuestPart[] {
  if (args.includes("INPUT") && args.some((word) => /^-[AIDRFP]$/.test(word)))
    return mayReceive(boot) ? ["forward"] : [];
  if (args.some((word) => /^(INPUT|OUTPUT|-[nvx]*L[nvx]*|-S|-C|-V|--list|--list-rules|--check|--version)$/.test(word)))
    return [];
  return args.includes("POSTROUTING") ? ["postrouting"] : args.includes("FORWARD") ? ["forward"] : FILTER;
}

/** On a machine that boots for the first time, a rule that `-C` asks for is not there. */
function iptables(place: Place, args: readonly string[], command: ShellCommand): Status | undefined {
  place.boot.filter.push({ kind: "iptables", ...at(place, command), words: args });
  return args.some((word) => word === "-C" || word === "--check") ? false : undefined;
}

function restore(place: Place, args: readonly string[], command: ShellCommand): undefined {
  if (args.some((word) => /^(-t|--test)$/.test(word))) return;
  const path = command.inputFile ?? operands(args)[0];
  const text = command.input ?? (path === undefined ? piped(place, command) : place.boot.files.get(path));
  if (text === undefined) {
    if (!loadSaved(place.boot, path ?? "")) leaveUnread(place.boot, at(place, command), FILTER);
    return;
  }
  const keep = args.some((word) => /^(-n|--noflush)$/.test(word));
  place.boot.filter.push({ kind: "iptables-save", file: path ?? place.file, text, keep });
}

function persistent({ boot }: Place, args: readonly string[]): undefined {
  if (args.some((word) => /^(start|reload|restart)$/.test(word))) loadIptablesRules(boot);
  if (!args.includes("save")) return;
  saveRules(boot, RULES_FILE, "iptables");
  // Who can call it has it installed, and it is enabled as it is installed.
  boot.enabled.add("netfilter-persistent");
}

/** Loads rules that were saved to a file: those that are there now give way to them. */
function loadSaved({ filter, savedRules }: Boot, path: string): boolean {
  const saved = savedRules.get(path);
  if (!saved) return false;
  const isNft = saved.some(({ kind }) => kind === "nft");
  const others = filter.filter(({ kind }) => (kind === "nft") !== isNft);
  filter.splice(0, filter.length, ...others, ...saved);
  return true;
}

/** Loads the rules that iptables-persistent, or RHEL's iptables service, keeps. */
export function loadIptablesRules(boot: Boot, path = RULES_FILE): void {
  const text = boot.files.get(path);
  if (text === undefined) loadSaved(boot, path);
  else boot.filter.push({ kind: "iptables-save", file: path, text });
}

const isCheck = (args: readonly string[]): boolean => args.some((word) => /^(-c|--check)$/.test(word));

function nft(place: Place, args: readonly string[], command: ShellCommand): undefined {
  const input = nftInput(place, args, command);
  if (input === "unknown") {
    if (!args.some((word) => loadSaved(place.boot, word))) leaveUnread(place.boot, at(place, command), FILTER);
  } else if (input) place.boot.filter.push(input);
}

/** A ruleset that is loaded again changes nothing, whether and whenever that happens. */
function nftConditionally(place: Place, args: readonly string[], command: ShellCommand): void {
  const input = nftInput(place, args, command);
  if (input === "unknown" || (input && !args.some((word) => /^(-\w*f|--file)$/.test(word))))
    leaveUnread(place.boot, at(place, command), FILTER);
  else if (input) {
    const seen = place.boot.filter.length;
    place.boot.pending.push({
      ...at(place, command),
      affects: FILTER,
      changesNothing: (boot) => changesNothing(boot, input) || isLoadedAnew(boot, seen, input as NftText),
    });
  }
}

type NftText = Extract<FilterInput, { readonly kind: "nft" }>;

/**
 * Whether a file got another text later, which was then loaded: whoever loads the file afterwards loads that, and what was
 * loaded before gave way to it.
 */
function isLoadedAnew(boot: Boot, since: number, input: NftText): boolean {
  const text = boot.files.get(input.file);
  const anew = boot.filter.findIndex(
    (one, i) => i >= since && one.kind === "nft" && one.file === input.file && one.text === text,
  );
  return (
    text !== undefined &&
    anew >= 0 &&
    changesNothing(boot, input, since) &&
    changesNothing(boot, input, anew) &&
    changesNothing(boot, { ...input, text })
  );
}

/** What `nft` loads: nothing, or a text that may be unknown. */
function nftInput(place: Place, args: readonly string[], command: ShellCommand): FilterInput | "unknown" | undefined {
  if (isCheck(args) || /^list\b/.test(operands(args).join(" "))) return undefined;
  const option = args.findIndex((word) => /^(-\w*f|--file)$/.test(word));
  const path = option < 0 ? undefined : args[option + 1];
  if (path === undefined) return { kind: "nft", file: place.file, text: args.join(" ") };
  const text = path === "-" ? inputOf(place, command) : place.boot.files.get(path);
  if (text === undefined) return "unknown";
  return { kind: "nft", file: path === "-" ? place.file : path, text, defines: definesIn(args) };
}

/** The variables that `-D name=value` sets, where the script says the value. */
function definesIn(args: readonly string[]): (readonly [string, string])[] {
  return args.flatMap((word, i) => {
    const [, name, value] = /^(\w+)=(.+)$/.exec(/^(-D|--define)$/.test(args[i - 1] ?? "") ? word : "") ?? [];
    return name === undefined || value === undefined || !isKnown(value) ? [] : [[name, value] as const];
  });
}

/** Loads a file of nftables' rules, where there is one. */
export function loadNftables(boot: Boot, path: string): void {
  const text = boot.files.get(path);
  if (text === undefined) loadSaved(boot, path);
  else boot.filter.push({ kind: "nft", file: path, text });
}
