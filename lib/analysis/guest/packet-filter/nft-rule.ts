import type { DraftRule } from "./chain";
import { passesBy, portsOf, prefixOf, rangeOf, statesOf } from "./match";

type Sets = ReadonlyMap<string, readonly string[]>;
type Reading = { -readonly [K in keyof DraftRule]?: DraftRule[K] } & { never?: boolean };

/** Words that only say what to count, log or change on the way: the packet goes on. */
const REJECT_OPTIONS = new Set([
  "with",
  "type",
  "icmp",
  "icmpx",
  "tcp",
  "reset",
  "port-unreachable",
  "admin-prohibited",
  "host-unreachable",
  "net-unreachable",
]);

/** A rule of a chain, as several where it has a verdict map; none where it decides nothing, or never holds for IPv4. */
export function nftRule(words: readonly string[], sets: Sets, line: string): DraftRule[] {
  const rules = withoutMap(words);
  return rules
    ? rules.flatMap((one) => oneRule(one, sets, line))
    : [{ line, condition: words.join(" "), action: "unknown" }];
}

/**
 * `ct state vmap { new : accept, invalid : drop }` as a rule for each key, of which one holds at most; undefined for a
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

function oneRule(words: readonly string[], sets: Sets, line: string): DraftRule[] {
  const rule: Reading = { line };
  const reader = new RuleReader(words, sets, rule);
  reader.read();
  const { never, action, line: written = "", ...rest } = rule;
  return never === true || action === undefined ? [] : [{ ...rest, line: written, action }];
}

class RuleReader {
  private place = 0;

  constructor(
    private readonly words: readonly string[],
    private readonly sets: Sets,
    private readonly rule: Reading,
  ) {}

  read(): void {
    while (this.place < this.words.length) {
      const before = this.place;
      this.expression();
      if (this.place === before) this.place += 1;
    }
  }

  private next(): string {
    return this.words[this.place++] ?? "";
  }

  private peek(offset = 0): string {
    return this.words[this.place + offset] ?? "";
  }

  private expression(): void {
    const word = this.next();
    switch (word) {
      case "ip": {
        this.ip();
        return;
      }
      case "ip6":
      case "icmpv6":
        this.rule.never = true;
        return;
      case "meta": {
        this.meta(this.next());
        return;
      }
      case "iif":
      case "oif":
      case "iifname":
      case "oifname": {
        this.interface();
        return;
      }
      case "l4proto":
      case "nfproto":
      case "mark": {
        this.meta(word);
        return;
      }
      case "tcp":
      case "udp":
      case "th": {
        this.transport(word);
        return;
      }
      case "icmp":
        this.protocol({ negated: false, values: ["icmp"] });
        {
          this.unread(["icmp", this.next(), ...this.value().values]);
          return;
        }
      case "ct": {
        this.conntrack();
        return;
      }
      case "counter":
        if (this.peek() === "packets") this.place += 4;
        else if (this.peek() === "name") this.place += 2;
        return;
      case "comment":
        this.next();
        return;
      case "log":
        while (/^(prefix|level|group|flags|snaplen|queue-threshold)$/.test(this.peek())) this.place += 2;
        return;
      case "accept":
      case "drop":
      case "return":
        this.rule.action = word;
        return;
      case "reject":
        this.rule.action = "drop";
        while (REJECT_OPTIONS.has(this.peek())) this.next();
        return;
      case "masquerade":
        this.rule.action = "masquerade";
        while (/^(random|fully-random|persistent|to|,)$|^:/.test(this.peek())) this.next();
        return;
      case "snat": {
        this.snat();
        return;
      }
      case "jump":
        this.rule.action = "jump";
        this.rule.target = this.next();
        return;
      case "goto":
      case "dnat":
      case "redirect":
      case "tproxy":
      case "queue":
        this.rule.action = "unknown";
        this.place = this.words.length;
        return;
      case "continue":
        return;
      default: {
        this.unread([word]);
        return;
      }
    }
  }

  /** An expression that is not understood takes the words up to a verdict. */
  private unread(taken: readonly string[]): void {
    const words = [...taken];
    while (
      this.place < this.words.length &&
      !/^(accept|drop|return|reject|masquerade|snat|jump|goto|dnat|redirect|tproxy|queue|counter|log|comment)$/.test(
        this.peek(),
      )
    )
      words.push(this.next());
    this.rule.condition = words.join(" ");
  }

  private value(): { readonly negated: boolean; readonly values: readonly string[] } {
    let negated = false;
    if (/^[!=]=$/.test(this.peek())) negated = this.next() === "!=";
    if (this.peek() !== "{") {
      const word = this.next();
      const list = [word, ...this.more()];
      return {
        negated,
        values: list.flatMap((one) => (one.startsWith("@") ? (this.sets.get(one.slice(1)) ?? [one]) : [one])),
      };
    }
    this.next();
    const values: string[] = [];
    while (this.place < this.words.length && this.peek() !== "}") {
      const word = this.next();
      if (word !== "," && word !== "{" && word !== ";") values.push(word);
    }
    this.next();
    return { negated, values };
  }

  /** The rest of `established,related`. */
  private more(): string[] {
    const found: string[] = [];
    while (this.peek() === ",") {
      this.next();
      found.push(this.next());
    }
    return found;
  }

  private ip(): void {
    const field = this.next();
    if (field === "protocol") {
      this.protocol(this.value());
      return;
    }
    if (field !== "saddr" && field !== "daddr") {
      this.unread(["ip", field]);
      return;
    }
    const { negated, values } = this.value();
    const prefixes = values.flatMap((text): (string | undefined)[] => {
      const [first = "", last] = text.split("-");
      return last === undefined ? [prefixOf(text)] : (rangeOf(first, last) ?? [undefined]);
    });
    const key = field === "saddr" ? "source" : "destination";
    if (this.rule[key] || prefixes.some((prefix) => prefix === undefined)) this.unread(["ip", field, ...values]);
    else this.rule[key] = { prefixes: prefixes.filter((prefix) => prefix !== undefined), negated };
  }

  private meta(key: string): void {
    if (/^[io]if(name)?$/.test(key)) {
      this.interface();
      return;
    }
    if (key === "l4proto" || key === "protocol") {
      this.protocol(this.value());
      return;
    }
    if (key === "nfproto") {
      const { negated, values } = this.value();
      if (values.includes("ipv4") === negated) this.rule.never = true;
      return;
    }
    this.unread(["meta", key]);
  }

  private protocol({ negated, values }: { readonly negated: boolean; readonly values: readonly string[] }): void {
    const known = values.filter((one) => one !== "ip");
    if (negated) this.rule.condition = `protocol not ${values.join(", ")}`;
    else if (known.length === 1) this.rule.protocol = known[0]!;
    else if (known.length > 1) this.rule.condition = `protocol ${known.join(", ")}`;
  }

  private interface(): void {
    const { negated, values } = this.value();
    const passes = values.map((name) => passesBy(name.replaceAll('"', "")));
    if (passes.includes(true)) {
      if (negated) this.rule.never = true;
    } else if (passes.includes(undefined)) this.rule.condition = `interface ${values.join(", ")}`;
    else if (!negated) this.rule.never = true;
  }

  private transport(protocol: string): void {
    if (protocol !== "th") this.protocol({ negated: false, values: [protocol] });
    const field = this.next();
    if (field !== "dport") {
      this.unread([protocol, field]);
      return;
    }
    const { negated, values } = this.value();
    const ports = portsOf(values);
    if (negated || ports === undefined)
      this.rule.condition = `${protocol} dport ${negated ? "not " : ""}${values.join(", ")}`;
    else this.rule.destinationPorts = ports;
  }

  private conntrack(): void {
    const field = this.next();
    if (field !== "state") {
      this.unread(["ct", field]);
      return;
    }
    if (this.peek() === "in") this.next();
    const { negated, values } = this.value();
    const states = statesOf(values);
    if (negated || states === undefined) this.rule.condition = `ct state ${values.join(",")}`;
    else this.rule.states = states;
  }

  private snat(): void {
    this.rule.action = "snat";
    if (this.peek() === "ip") this.next();
    if (this.peek() === "to") this.next();
    const address = this.next();
    const first = address.replace(/[:-].*$/, "");
    if (prefixOf(first) === undefined) this.rule.action = "unknown";
    else this.rule.address = first;
    this.place = this.words.length;
  }
}
