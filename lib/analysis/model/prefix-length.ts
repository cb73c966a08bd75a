import { parsePrefix } from "../../domain/ipv4";

/** A prefix that is known only after apply counts as longer than any: it belongs to one network. */
const UNKNOWN_LENGTH = 33;

/** Prefix length, for choosing the longest. */
export const lengthOf = (prefix: string): number => parsePrefix(prefix)?.length ?? UNKNOWN_LENGTH;

/** Longest first; equal ones keep their order. */
export const longestFirst = (prefixes: readonly string[]): readonly string[] =>
  [...prefixes].sort((a, b) => lengthOf(b) - lengthOf(a));
