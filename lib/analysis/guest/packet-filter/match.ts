import { parseAddress } from "../../../domain/ipv4";
import { isOpen } from "../../unknown/value";

/**
 * The text as a prefix: an address becomes its own /32, a dotted mask a length; undefined where it is neither, nor
 * open.
 */
export function prefixOf(text: string): string | undefined {
  const [address = "", mask] = text.split("/");
  if (isOpen(address)) return mask === undefined ? address : text;
  if (parseAddress(address) === undefined) return undefined;
  if (mask === undefined) return `${address}/32`;
  if (/^\d{1,2}$/.test(mask) && Number(mask) <= 32) return `${address}/${Number(mask)}`;
  const bits = parseAddress(mask);
  if (bits === undefined) return undefined;
  const ones = bits.toString(2).padStart(32, "0");
  return /^1*0*$/.test(ones) ? `${address}/${ones.indexOf("0") < 0 ? 32 : ones.indexOf("0")}` : undefined;
}

/** The prefixes that a range of addresses is made of. */
export function rangeOf(first: string, last: string): string[] | undefined {
  let start = parseAddress(first);
  const end = parseAddress(last);
  if (start === undefined || end === undefined || start > end) return undefined;
  const found: string[] = [];
  while (start <= end) {
    let length = 32;
    while (length > 0 && start % 2 ** (33 - length) === 0 && start + 2 ** (33 - length) - 1 <= end) length -= 1;
    found.push(`${[24, 16, 8, 0].map((shift) => Math.floor(start! / 2 ** shift) % 256).join(".")}/${length}`);
    start += 2 ** (32 - length);
  }
  return found;
}

/**
 * Whether forwarded packets go through this interface: true for an Azure machine's own NICs and for a name that only the
 * machine knows, false for the loopback, undefined for others (a second NIC, a tunnel, a bridge of containers).
 */
export function forwardedThrough(name: string): boolean | undefined {
  if (/^(eth0|en[ops]\w*)$|^\$|\$\(/.test(name) || isOpen(name) || name === "eth*" || name === "eth+" || name === "en*")
    return true;
  return name === "lo" ? false : undefined;
}

/** The states, where all of them are of those that matter. */
export function statesOf(words: readonly string[]): ("new" | "established" | "related" | "invalid")[] | undefined {
  const lower = words.map((word) => word.toLowerCase());
  const known = (["new", "established", "related", "invalid"] as const).filter((state) => lower.includes(state));
  const others = lower.filter(
    (word) => !["new", "established", "related", "invalid", "untracked", "dnat", "snat"].includes(word),
  );
  return others.length > 0 || lower.includes("dnat") || lower.includes("snat") ? undefined : known;
}

const SERVICES: Readonly<Record<string, string | undefined>> = {
  http: "80",
  https: "443",
  ssh: "22",
  domain: "53",
  ntp: "123",
  bgp: "179",
  smtp: "25",
};

/** Ports and ranges ("400-500") as numbers; undefined where one is a name that is not known here. */
export function portsOf(words: readonly string[]): string[] | undefined {
  const ports = words.map((word) => SERVICES[word] ?? word);
  return ports.every((port) => /^\d+(-\d+)?$/.test(port)) ? ports : undefined;
}
