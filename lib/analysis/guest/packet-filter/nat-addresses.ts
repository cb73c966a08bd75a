import { formatAddress, parseAddress } from "../../../domain/ipv4";
import { prefixOf } from "./match";

/** Ranges of more addresses than this are not read one by one. */
const MAX_ADDRESSES = 256;

/**
 * The addresses that a source translation may use: `10.0.0.4`, `10.0.0.4-10.0.0.6:1024-65535`, or the values of
 * `jhash ip saddr mod 2 map { 0 : 10.0.0.4, 1 : 10.0.0.5 }`. Undefined where the words do not say all of them.
 */
export function addressesIn(words: readonly string[]): readonly string[] | undefined {
  const [first = ""] = words;
  if (/^(jhash|symhash|numgen)$/.test(first)) return spreadOver(words);
  if (words.includes("map")) return undefined;
  const [from = "", to] = first.replace(/:[\d-]*$/, "").split("-");
  if (prefixOf(from) === undefined) return undefined;
  return to === undefined ? [from] : between(from, to);
}

function between(from: string, to: string): readonly string[] | undefined {
  const [first, last] = [parseAddress(from), parseAddress(to)];
  if (first === undefined || last === undefined || last < first || last - first >= MAX_ADDRESSES) return undefined;
  return Array.from({ length: last - first + 1 }, (_, i) => formatAddress(first + i));
}

/** A number below `mod` is looked up in the map: one that is not there translates nothing. */
function spreadOver(words: readonly string[]): readonly string[] | undefined {
  const [open, close] = [words.indexOf("{"), words.indexOf("}")];
  const count = Number(words[words.indexOf("mod") + 1]);
  if (open < 0 || close < open || words[open - 1] !== "map" || words.includes("offset")) return undefined;
  const entries = words
    .slice(open + 1, close)
    .filter((word) => word !== ";")
    .join(" ")
    .split(",")
    .map((entry) => /^\s*(\d+)\s*:\s*(\S+)\s*$/.exec(entry));
  const addresses = entries.flatMap((entry) => (entry && Number(entry[1]) < count ? [entry[2]!] : []));
  const keys = new Set(entries.map((entry) => entry?.[1]));
  const isComplete = addresses.length === count && keys.size === count && entries.length === count;
  return isComplete && addresses.every((address) => prefixOf(address) !== undefined) ? addresses : undefined;
}
