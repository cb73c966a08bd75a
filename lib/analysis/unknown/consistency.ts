import { contains, type Ipv4Prefix, parsePrefix, parseSource } from "../../domain/ipv4";
import type { Claim } from "./truth";

/** A claim that has been answered. */
export interface Answer {
  readonly claim: Claim;
  readonly answer: boolean;
}

/**
 * The answer that earlier answers about the same value leave as the only possible one; undefined where both are possible.
 * A value has one number or text, and an address lies somewhere: two halves of its subnet cannot both lack it.
 */
export function impliedAnswer({ predicate }: Claim, earlier: readonly Answer[]): boolean | undefined {
  if (predicate.kind === "equals") return impliedEquality(predicate.value, earlier);
  if (predicate.kind === "within") return impliedMembership(predicate, earlier);
  return undefined;
}

function impliedEquality(value: string, earlier: readonly Answer[]): boolean | undefined {
  for (const { claim, answer } of earlier) {
    if (claim.predicate.kind === "equals" && answer) return claim.predicate.value === value;
    if (claim.predicate.kind !== "within") continue;
    const [prefix, address] = [parsePrefix(claim.predicate.prefix), parseSource(value)];
    if (prefix && address && contains(prefix, address) !== answer) return false;
  }
  return undefined;
}

/** First and last address, as numbers. */
type Interval = readonly [first: number, last: number];

function impliedMembership(
  { prefix, bounds }: { readonly prefix: string; readonly bounds?: string },
  earlier: readonly Answer[],
): boolean | undefined {
  const asked = parseSource(prefix);
  if (!asked) return undefined;
  const possible = earlier.reduce(narrowed, [intervalOf(bounds === undefined ? undefined : parseSource(bounds))]);
  const inside = possible.map(([first, last]) => overlap([first, last], [asked.first, asked.last]));
  if (inside.every((size) => size === 0)) return false;
  return inside.every((size, at) => size === possible[at]![1] - possible[at]![0] + 1) ? true : undefined;
}

/** What an answer leaves of the addresses that were possible. */
function narrowed(possible: readonly Interval[], { claim: { predicate }, answer }: Answer): readonly Interval[] {
  const text = predicate.kind === "within" ? predicate.prefix : predicate.kind === "equals" ? predicate.value : "";
  const prefix = parseSource(text);
  if (!prefix) return possible;
  return possible.flatMap(([first, last]): Interval[] => {
    const middle: Interval = [Math.max(first, prefix.first), Math.min(last, prefix.last)];
    const parts: Interval[] = answer
      ? [middle]
      : [
          [first, Math.min(last, prefix.first - 1)],
          [Math.max(first, prefix.last + 1), last],
        ];
    return parts.filter(([from, to]) => from <= to);
  });
}

const intervalOf = (prefix: Ipv4Prefix | undefined): Interval =>
  prefix ? [prefix.first, prefix.last] : [0, 2 ** 32 - 1];

const overlap = ([a, b]: Interval, [c, d]: Interval): number => Math.max(0, Math.min(b, d) - Math.max(a, c) + 1);
