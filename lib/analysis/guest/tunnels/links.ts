import { DEFAULT_ROUTE } from "../../../domain/special-ranges";
import type { GuestTunnel } from "../../model/guest";
import type { Boot } from "../cloud-init/boot";
import type { FrrLine } from "../frr/frr-text";
import { prefixOf } from "../packet-filter/match";
import { type FoundTunnel, isWithin, networkOf } from "./tunnel";

const LINK =
  /^(?:sudo )?ip (?:-\S+ )*l(?:ink)? add (?:dev |name )?(\S+) .*\btype (gre|gretap|ipip|sit|vti|xfrm|wireguard|vxlan|geneve)\b/;
const TUNNEL = /^(?:sudo )?ip (?:-\S+ )*t(?:unnel)? add (?:name |dev )?(?!mode )(\S+)/;

const BLOCKED: Readonly<Record<string, GuestTunnel["blocked"]>> = {
  gre: "GRE",
  gretap: "GRE",
  ipip: "IP in IP",
  sit: "IP in IP",
};

/** Tunnels that `ip link add` and `ip tunnel add` make, with the routes that lead into them. */
export const linkTunnels = (boot: Boot, frr: readonly FrrLine[]): FoundTunnel[] =>
  boot.unread.flatMap(({ line }) => {
    const [, name, type = /\bmode (\S+)/.exec(line)?.[1] ?? ""] = LINK.exec(line) ?? TUNNEL.exec(line) ?? [];
    if (name === undefined) return [];
    const blocked = BLOCKED[type];
    const tunnel = { ...linkTunnel(boot, frr, name, line), ...(blocked && { blocked }) };
    return [{ tunnel, explains: explainedBy(name, line) }];
  });

function linkTunnel(boot: Boot, frr: readonly FrrLine[], name: string, line: string): GuestTunnel {
  const addresses = boot.addresses
    .filter(({ words }) => words[words.indexOf("dev") + 1] === name)
    .flatMap(({ words }) => words.flatMap((word) => prefixOf(word) ?? []).slice(0, 1));
  const leadsIntoIt = (to: string | undefined): boolean =>
    to === name || (to !== undefined && addresses.some((address) => isWithin(to, networkOf(address))));
  return {
    name,
    prefixes: [
      ...addresses.map(networkOf),
      ...boot.routes.flatMap(({ words }) => kernelPrefix(words, leadsIntoIt) ?? []),
      ...frr.flatMap((one) => staticPrefix(one, leadsIntoIt) ?? []),
    ],
    addresses,
    remotes: [...line.matchAll(/\bremote (\S+)/g)].map(([, remote = ""]) => remote),
    line,
  };
}

/** The prefix of `ip route add PREFIX dev NAME`, or `via` an address in its network. */
function kernelPrefix(words: readonly string[], leadsIntoIt: (to: string | undefined) => boolean): string | undefined {
  const after = (word: string): string | undefined =>
    words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
  const verb = words.findIndex((word) => /^(add|append|replace|change)$/.test(word));
  if (verb < 0 || !(leadsIntoIt(after("dev")) || leadsIntoIt(after("via")))) return undefined;
  const target = words[verb + 1] ?? "";
  return target === "default" ? DEFAULT_ROUTE : prefixOf(target);
}

/** The prefix of FRR's `ip route PREFIX NAME`. */
function staticPrefix(
  { words, no, block }: FrrLine,
  leadsIntoIt: (to: string | undefined) => boolean,
): string | undefined {
  if (no || block !== "" || words[0] !== "ip" || words[1] !== "route") return undefined;
  return words.slice(3).some(leadsIntoIt) ? prefixOf(words[2] ?? "") : undefined;
}

/** Commands that make the tunnel, give it keys, or lead routes into it. */
const explainedBy =
  (name: string, line: string) =>
  (other: string): boolean =>
    other === line ||
    new RegExp(
      `^(sudo )?(ip .*\\broute? (add|append|replace|change) .*\\bdev|wg (set|setconf|addconf|syncconf)) ${escaped(name)}\\b`,
    ).test(other);

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\*]/g, "\\$&");
