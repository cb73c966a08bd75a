import type { DraftChain, DraftTable } from "./chain";
import type { DraftRule, MarkChange } from "./draft-rule";

/** What is known of the mark that every forwarded packet has when it is routed, bit by bit. */
export interface KnownMark {
  readonly ones: number;
  readonly zeros: number;
}

const ALL = 0xffffffff;

/** Nothing is known of the mark. */
export const UNKNOWN_MARK: KnownMark = { ones: 0, zeros: 0 };

/** A change of the mark that could not be read. */
export const UNKNOWN_CHANGE: MarkChange = { sets: 0, clears: 0, unknown: ALL };

/** A packet comes in without a mark. */
const NO_MARK: KnownMark = { ones: 0, zeros: ALL };

/** The change that `meta mark set …` makes, from the words behind `set`. */
export function markChange(words: readonly string[]): MarkChange {
  const [first = "", ...rest] = words[0] === "meta" ? words.slice(1) : words;
  if (rest.length === 0 && isNumber(first)) return { sets: bits(first), clears: ~bits(first) >>> 0, unknown: 0 };
  const [operator = "", operand = ""] = rest;
  if (first !== "mark" || rest.length !== 2 || !isNumber(operand)) return UNKNOWN_CHANGE;
  if (/^(\||or)$/.test(operator)) return { sets: bits(operand), clears: 0, unknown: 0 };
  if (/^(&|and)$/.test(operator)) return { sets: 0, clears: ~bits(operand) >>> 0, unknown: 0 };
  return /^(\^|xor)$/.test(operator) ? { sets: 0, clears: 0, unknown: bits(operand) } : UNKNOWN_CHANGE;
}

const isNumber = (word: string): boolean => /^(0x[0-9a-f]{1,8}|\d{1,10})$/i.test(word);
const bits = (word: string): number => Number(word) >>> 0;

/** The mark after the prerouting chains, which packets meet in this order before they are routed. */
export function markAfter(chains: readonly { readonly chain: DraftChain; readonly table: DraftTable }[]): KnownMark {
  return chains.reduce((mark, { chain, table }) => afterChain(mark, chain, table), NO_MARK);
}

function afterChain(before: KnownMark, { rules }: DraftChain, table: DraftTable): KnownMark {
  let [mark, certain] = [before, true];
  for (const rule of rules) {
    if (rule.mark) mark = changed(mark, rule.mark, certain && isUnconditional(rule));
    if (rule.action === "jump" && marksAnything(rule, table)) return UNKNOWN_MARK;
    // A packet may leave the chain here. One that is dropped is not routed.
    if (rule.action !== "mark" && rule.action !== "drop") certain = false;
  }
  return mark;
}

const marksAnything = ({ target }: DraftRule, table: DraftTable): boolean =>
  table.get(target ?? "")?.rules.some(({ mark, action }) => mark !== undefined || action === "jump") ?? true;

const isUnconditional = ({ source, destination, protocol, destinationPorts, states, condition }: DraftRule): boolean =>
  [source, destination, protocol, destinationPorts, states, condition].every((one) => one === undefined);

function changed({ ones, zeros }: KnownMark, { sets, clears, unknown }: MarkChange, certain: boolean): KnownMark {
  const [noOnes, noZeros] = [~(clears | unknown), ~(sets | unknown)];
  return {
    ones: ((ones & noOnes) | (certain ? sets : 0)) >>> 0,
    zeros: ((zeros & noZeros) | (certain ? clears : 0)) >>> 0,
  };
}

/**
 * Whether packets of this mark match a rule's `fwmark VALUE/MASK`; undefined where it depends on bits that are not known.
 */
export function matchesMark({ ones, zeros }: KnownMark, written: string): boolean | undefined {
  const [value = "", mask = "0xffffffff"] = written.split("/");
  if (!isNumber(value) || !isNumber(mask)) return undefined;
  const [wanted, relevant] = [bits(value), bits(mask)];
  if ((((wanted & zeros) | (~wanted & ones)) & relevant) !== 0) return false;
  return (~(ones | zeros) & relevant) >>> 0 === 0 ? true : undefined;
}
