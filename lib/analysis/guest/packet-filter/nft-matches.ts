import type { PartialRule } from "./draft-rule";
import { connectionCount } from "./nft-limits";
import { markChange, UNKNOWN_CHANGE } from "./marks";
import { forwardedThrough, portsOf, prefixOf, rangeOf, statesOf } from "./match";
import type { NftValue, NftWords } from "./nft-words";

/** Reads a match into a rule. `word` is its first word, which is read already. */
export type NftMatch = (words: NftWords, rule: PartialRule, word: string) => void;

/** The matches, by their first word. */
export const NFT_MATCHES: Readonly<Record<string, NftMatch | undefined>> = {
  ip,
  ip6: never,
  icmpv6: never,
  meta: (words, rule) => {
    meta(words, rule, words.next());
  },
  iif: nic,
  oif: nic,
  iifname: nic,
  oifname: nic,
  l4proto: meta,
  nfproto: meta,
  mark: meta,
  tcp: transport,
  udp: transport,
  th: transport,
  icmp: (words, rule) => {
    protocol(rule, { negated: false, values: ["icmp"] });
    words.leave(rule, ["icmp", words.next(), ...words.value().values]);
  },
  ct: conntrack,
};

function never(_: NftWords, rule: PartialRule): void {
  rule.never = true;
}

function ip(words: NftWords, rule: PartialRule): void {
  const field = words.next();
  if (field === "protocol") {
    protocol(rule, words.value());
    return;
  }
  if (field !== "saddr" && field !== "daddr") {
    words.leave(rule, ["ip", field]);
    return;
  }
  const { negated, values } = words.value();
  const prefixes = values.flatMap(prefixesOf);
  const key = field === "saddr" ? "source" : "destination";
  if (rule[key] || prefixes.some((prefix) => prefix === undefined)) words.leave(rule, ["ip", field, ...values]);
  else rule[key] = { prefixes: prefixes.filter((prefix) => prefix !== undefined), negated };
}

/** The prefixes of an address, a prefix or a range of addresses; undefined for other texts. */
function prefixesOf(text: string): (string | undefined)[] {
  const [first = "", last] = text.split("-");
  return last === undefined ? [prefixOf(text)] : (rangeOf(first, last) ?? [undefined]);
}

function meta(words: NftWords, rule: PartialRule, key: string): void {
  if (/^[io]if(name)?$/.test(key)) nic(words, rule);
  else if (key === "l4proto" || key === "protocol") protocol(rule, words.value());
  else if (key === "nfproto") {
    const { negated, values } = words.value();
    if (values.includes("ipv4") === negated) rule.never = true;
  } else if (key === "mark" && words.peek() === "set") {
    words.next();
    rule.mark = rule.mark ? UNKNOWN_CHANGE : markChange(words.upToStatement());
  } else words.leave(rule, ["meta", key]);
}

function protocol(rule: PartialRule, { negated, values }: NftValue): void {
  const known = values.filter((one) => one !== "ip");
  if (negated) rule.condition = `protocol not ${values.join(", ")}`;
  else if (known.length === 1) rule.protocol = known[0]!;
  else if (known.length > 1) rule.condition = `protocol ${known.join(", ")}`;
}

function nic(words: NftWords, rule: PartialRule): void {
  const { negated, values } = words.value();
  const forwarded = values.map((name) => forwardedThrough(name.replaceAll('"', "")));
  if (forwarded.includes(true)) {
    if (negated) rule.never = true;
  } else if (forwarded.includes(undefined)) rule.condition = `interface ${values.join(", ")}`;
  else if (!negated) rule.never = true;
}

function transport(words: NftWords, rule: PartialRule, name: string): void {
  if (name !== "th") protocol(rule, { negated: false, values: [name] });
  const field = words.next();
  if (field !== "dport") {
    words.leave(rule, [name, field]);
    return;
  }
  const { negated, values } = words.value();
  const ports = portsOf(values);
  if (negated || ports === undefined) rule.condition = `${name} dport ${negated ? "not " : ""}${values.join(", ")}`;
  else rule.destinationPorts = ports;
}

function conntrack(words: NftWords, rule: PartialRule): void {
  const field = words.next();
  if (field === "count") {
    connectionCount(words, rule);
    return;
  }
  if (field !== "state") {
    words.leave(rule, ["ct", field]);
    return;
  }
  if (words.peek() === "in") words.next();
  const { negated, values } = words.value();
  const states = statesOf(values);
  if (negated || states === undefined) rule.condition = `ct state ${values.join(",")}`;
  else rule.states = states;
}
