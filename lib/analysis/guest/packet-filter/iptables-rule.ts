import type { NamedCommand } from "../cloud-init/boot";
import { type DraftRule, finishedRule, type PartialRule } from "./draft-rule";
import { forwardedThrough, portsOf, prefixOf, statesOf } from "./match";
import { addressesIn } from "./nat-addresses";

/** Targets that let the packet go on to the next rule. */
const GOES_ON = new Set([
  ...["LOG", "NFLOG", "ULOG", "TCPMSS", "MARK", "CONNMARK", "CT", "NOTRACK", "TTL", "DSCP", "TOS", "CLASSIFY"],
  ...["TRACE", "SET", "CHECKSUM", "AUDIT"],
]);

/** The rule that an iptables command's options make; none where it decides nothing. */
export function iptablesRule(command: NamedCommand, words: readonly string[]): DraftRule[] {
  const rule: PartialRule = { line: command.line };
  let negated = false;
  for (let i = 0; i < words.length; i += 1) {
    const option = words[i]!;
    if (option === "!") {
      negated = true;
      continue;
    }
    const read = OPTIONS[option];
    i += read ? read(rule, words.slice(i + 1), negated) : leaveOption(rule, option, words.slice(i + 1));
    negated = false;
  }
  return finishedRule(rule);
}

/** Reads the words behind an option. @returns how many belong to it */
type Option = (rule: PartialRule, words: readonly string[], negated: boolean) => number;

const addresses =
  (field: "source" | "destination"): Option =>
  (rule, [text = ""], negated) => {
    const prefixes = text.split(",").map(prefixOf);
    if (prefixes.some((prefix) => prefix === undefined)) rule.condition = `${field} ${text}`;
    else rule[field] = { prefixes: prefixes.filter((prefix) => prefix !== undefined), negated };
    return 1;
  };

const nic: Option = (rule, [name = ""], negated) => {
  const forwarded = forwardedThrough(name);
  if (forwarded === undefined) rule.condition = `interface ${name}`;
  else if (forwarded === negated) rule.never = true;
  return 1;
};

const ports: Option = (rule, [text = ""], negated) => {
  const found = portsOf(
    text.split(",").map((port) => port.replace(/^:/, "0:").replace(/:$/, ":65535").replace(":", "-")),
  );
  if (negated || found === undefined) rule.condition = `port ${negated ? "not " : ""}${text}`;
  else rule.destinationPorts = found;
  return 1;
};

const states: Option = (rule, [text = ""], negated) => {
  const found = statesOf(text.split(","));
  if (negated || found === undefined) rule.condition = `state ${text}`;
  else rule.states = found;
  return 1;
};

const protocol: Option = (rule, [text = ""], negated) => {
  if (negated) rule.condition = `protocol not ${text}`;
  else if (!/^(all|0)$/i.test(text)) rule.protocol = NUMBERS[text] ?? text.toLowerCase();
  return 1;
};

const NUMBERS: Readonly<Record<string, string | undefined>> = { "1": "icmp", "6": "tcp", "17": "udp" };

const target: Option = (rule, [name = ""]) => {
  if (GOES_ON.has(name)) rule.never = true;
  else if (name === "REJECT" || name === "DROP") rule.action = "drop";
  else if (name === "ACCEPT" || name === "RETURN" || name === "MASQUERADE" || name === "SNAT")
    rule.action = name.toLowerCase() as "accept";
  else if (/^(DNAT|REDIRECT|TPROXY|NETMAP|QUEUE|NFQUEUE)$/.test(name)) rule.action = "unknown";
  else {
    rule.action = "jump";
    rule.target = name;
  }
  return 1;
};

const ignored: Option = () => 1;

const OPTIONS: Readonly<Record<string, Option | undefined>> = {
  "-s": addresses("source"),
  "--source": addresses("source"),
  "--src": addresses("source"),
  "-d": addresses("destination"),
  "--destination": addresses("destination"),
  "--dst": addresses("destination"),
  "-i": nic,
  "--in-interface": nic,
  "-o": nic,
  "--out-interface": nic,
  "-p": protocol,
  "--protocol": protocol,
  "--dport": ports,
  "--dports": ports,
  "--destination-port": ports,
  "--ctstate": states,
  "--state": states,
  "-j": target,
  "--jump": target,
  "-g": (rule) => {
    rule.action = "unknown";
    return 1;
  },
  "-m": ignored,
  "--match": ignored,
  "--comment": ignored,
  "--to-source": (rule, [address = ""]) => {
    const addresses = addressesIn([address]);
    // The address may be a variable: then it is not known to which one it translates.
    if (addresses) rule.addresses = addresses;
    else rule.condition = `--to-source ${address}`;
    return 1;
  },
  "--to-ports": ignored,
  "--random": () => 0,
  "--random-fully": () => 0,
  "--persistent": () => 0,
  "--reject-with": ignored,
  "-c": () => 2,
};

/** An option that is not understood, with the words up to the next one: whether the rule matches is not known. */
function leaveOption(rule: PartialRule, option: string, words: readonly string[]): number {
  const next = words.findIndex((word) => word.startsWith("-") || word === "!");
  const count = next < 0 ? words.length : next;
  rule.condition = [option, ...words.slice(0, count)].join(" ");
  return count;
}
