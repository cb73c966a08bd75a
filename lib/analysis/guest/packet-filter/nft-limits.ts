import type { PartialRule } from "./draft-rule";
import type { NftWords } from "./nft-words";

/** A rule that matches only beyond so many connections concerns no single flow. */
const MIN_CONNECTIONS = 100;
/** The same of new connections a second. */
const MIN_NEW_PER_SECOND = 10;

const SECONDS: Readonly<Record<string, number | undefined>> = { second: 1, minute: 60, hour: 3600, day: 86_400 };

/**
 * `limit rate [over] 100/second burst 5 packets`. Below a rate a single packet matches, but the next may not: whether it
 * holds is not known.
 */
export function limit(words: NftWords, rule: PartialRule): void {
  const text = ["limit", ...words.upToStatement()].join(" ");
  if (isBeyondOneFlow(text, rule)) rule.never = true;
  else rule.condition = text;
}

/** `ct count over 1000`; `ct count` is read already. */
export function connectionCount(words: NftWords, rule: PartialRule): void {
  const text = ["ct count", ...words.upToStatement()].join(" ");
  if (isBeyondOneFlow(text, rule)) rule.never = true;
  else rule.condition = text;
}

/** `add @clients { ip saddr limit rate over 100/second }`: packets are noted in a set, and some of them match. */
export function setStatement(words: NftWords, rule: PartialRule): void {
  words.next();
  const element = words.value().values.join(" ");
  if (!/\b(limit|count|quota)\b/.test(element)) return;
  if (isBeyondOneFlow(element, rule)) rule.never = true;
  else rule.condition = element;
}

/** True where one flow alone never goes beyond the limit; what happens to many is a question of their number. */
function isBeyondOneFlow(text: string, { states }: PartialRule): boolean {
  const [, connections] = /\bct count over (\d+)$/.exec(text) ?? [];
  if (connections !== undefined) return Number(connections) >= MIN_CONNECTIONS;
  const [, count, unit = ""] = /\blimit rate over (\d+)\/(second|minute|hour|day)\b/.exec(text) ?? [];
  const isNewOnly = states?.length === 1 && states[0] === "new";
  return isNewOnly && count !== undefined && Number(count) / (SECONDS[unit] ?? 1) >= MIN_NEW_PER_SECOND;
}
