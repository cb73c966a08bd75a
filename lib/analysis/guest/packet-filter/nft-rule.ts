import { type DraftRule, finishedRule, type PartialRule } from "./draft-rule";
import { UNKNOWN_CHANGE } from "./marks";
import { addressesIn } from "./nat-addresses";
import { limit, setStatement } from "./nft-limits";
import { NFT_MATCHES } from "./nft-matches";
import { type NftSets, NftWords } from "./nft-words";

/** A rule of a chain, as several where it has a verdict map; none where it decides nothing, or never matches IPv4. */
export function nftRule(words: readonly string[], sets: NftSets, line: string): DraftRule[] {
  const rules = withoutMap(words);
  return rules
    ? rules.flatMap((one) => oneRule(one, sets, line))
    : [
        {
          line,
          condition: words.join(" "),
          action: "unknown",
          ...(words.includes("mark") && { mark: UNKNOWN_CHANGE }),
        },
      ];
}

/**
 * `ct state vmap { new : accept, invalid : drop }` as a rule for each key, of which one matches at most; undefined for a
 * map by name.
 */
function withoutMap(words: readonly string[]): string[][] | undefined {
  const place = words.indexOf("vmap");
  if (place < 0) return [[...words]];
  if (words[place + 1] !== "{") return undefined;
  const entries = words
    .slice(place + 2, words.indexOf("}", place))
    .filter((word) => word !== ";")
    .join(" ")
    .split(" , ");
  const pairs = entries.filter((entry) => entry !== "").map((entry) => /^(.*?) ?: (.*)$/.exec(entry));
  return pairs.every((pair) => pair !== null)
    ? pairs.map(([, key = "", verdict = ""]) => [...words.slice(0, place), ...key.split(" "), ...verdict.split(" ")])
    : undefined;
}

function oneRule(all: readonly string[], sets: NftSets, line: string): DraftRule[] {
  const rule: PartialRule = { line };
  const words = new NftWords(all, sets);
  while (!words.done) {
    const word = words.next();
    const read = NFT_MATCHES[word] ?? STATEMENTS[word];
    if (read) read(words, rule, word);
    else words.leave(rule, [word]);
  }
  return finishedRule(rule);
}

type Statement = (words: NftWords, rule: PartialRule, word: string) => void;

const REJECT_OPTIONS =
  /^(with|type|icmp|icmpx|tcp|reset|port-unreachable|admin-prohibited|host-unreachable|net-unreachable)$/;

/** What a rule does with a packet, by its first word. */
const STATEMENTS: Readonly<Record<string, Statement | undefined>> = {
  counter: (words) => {
    if (words.peek() === "packets") words.skip(4);
    else if (words.peek() === "name") words.skip(2);
  },
  comment: (words) => {
    words.skip(1);
  },
  log: (words) => {
    words.skipWhile(/^(prefix|level|group|flags|snaplen|queue-threshold)$/, 2);
  },
  continue: () => undefined,
  limit,
  add: setStatement,
  update: setStatement,
  accept: verdict,
  drop: verdict,
  return: verdict,
  reject: (words, rule) => {
    rule.action = "drop";
    words.skipWhile(REJECT_OPTIONS);
  },
  masquerade: (words, rule) => {
    rule.action = "masquerade";
    words.skipWhile(/^(random|fully-random|persistent|to|,)$|^:/);
  },
  snat,
  jump: (words, rule) => {
    rule.action = "jump";
    rule.target = words.next();
  },
  goto: unread,
  dnat: unread,
  redirect: unread,
  tproxy: unread,
  queue: unread,
};

function verdict(_: NftWords, rule: PartialRule, word: string): void {
  rule.action = word as "accept" | "drop" | "return";
}

function unread(words: NftWords, rule: PartialRule): void {
  rule.action = "unknown";
  words.skipAll();
}

function snat(words: NftWords, rule: PartialRule): void {
  if (words.peek() === "ip") words.next();
  if (words.peek() === "to") words.next();
  const addresses = addressesIn(words.rest());
  rule.action = addresses ? "snat" : "unknown";
  if (addresses) rule.addresses = addresses;
}
