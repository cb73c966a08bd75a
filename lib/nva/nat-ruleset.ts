import { mustParse } from "../domain/ipv4";
import { NON_INTERNET_PREFIXES, PLATFORM_ADDRESS, PRIVATE_PREFIXES } from "../domain/special-ranges";
import { userLines } from "./user-lines";

/**
 * The user's own nftables rules, inserted unchanged at marked places before the library's rules of the same chain. One
 * rule per entry.
 */
export interface NatLines {
  /**
   * Rules for forwarded packets. The chain's policy is drop.
   * @default - none
   */
  readonly forward?: readonly string[];
  /**
   * Rules for source translation (SNAT). The chain's policy is accept.
   * @default - none
   */
  readonly postrouting?: readonly string[];
  /**
   * Rules for packets to the NVA itself. The chain's policy is accept.
   * @default - none
   */
  readonly input?: readonly string[];
}

/** Input of {@link natRuleset}. */
export interface NatRulesetOptions {
  /** Private IPv4 address of the NVA, which is not translated. May be known only at apply. */
  readonly privateIpAddress: string;
  /**
   * The user's own rules.
   * @default - none
   */
  readonly lines?: NatLines;
}

const PLATFORM = `${PLATFORM_ADDRESS}/32`;

/** Destinations that the NVA does not forward to, in the order of their addresses. */
const NOT_FORWARDED = [...NON_INTERNET_PREFIXES, PLATFORM].sort((a, b) => mustParse(a).first - mustParse(b).first);

/**
 * The NVA's nftables ruleset: a table of its own that is replaced in one transaction, so that loading it again changes
 * nothing and no packet is judged by half of it. The egress NIC is a variable: `nft -D wan=eth0 -f …`.
 */
export function natRuleset({ privateIpAddress, lines }: NatRulesetOptions): string {
  return `${[
    "# Load with: forced-tunnel-nat (it finds the NIC and passes it as $wan)",
    "",
    "# Private networks (RFC 1918), and other ranges that are not internet (RFC 6890): this network, shared, loopback,",
    "# link-local with the instance metadata, Azure's own 168.63.129.16, multicast and reserved.",
    `define private = { ${PRIVATE_PREFIXES.join(", ")} }`,
    "define no_internet = {",
    `  ${NOT_FORWARDED.slice(0, 6).join(", ")},`,
    `  ${NOT_FORWARDED.slice(6).join(", ")}`,
    "}",
    "",
    "# Declare the table first: the deletion of a table that does not exist fails.",
    "table ip forced_tunnel",
    "delete table ip forced_tunnel",
    "",
    "table ip forced_tunnel {",
    "  chain prerouting {",
    "    type filter hook prerouting priority mangle; policy accept;",
    "    # What has no mark is not forwarded to the internet (see forced-tunnel-nat): so nothing is without this table.",
    "    meta mark set meta mark | 0x10000000",
    "  }",
    "",
    "  chain forward {",
    "    type filter hook forward priority filter; policy drop;",
    "    tcp flags & (syn | rst) == syn tcp option maxseg size set rt mtu",
    ...userLines("#", "forward", "    ", lines?.forward),
    "    ct state established,related accept",
    "    # Packets outside of any connection are not translated: they would leave with a private source.",
    "    ct state invalid drop",
    "    oifname $wan ip saddr $private ip daddr != $no_internet accept",
    "  }",
    "",
    "  chain postrouting {",
    "    type nat hook postrouting priority srcnat; policy accept;",
    ...userLines("#", "postrouting", "    ", lines?.postrouting),
    ...[PLATFORM, ...PRIVATE_PREFIXES].map((prefix) => `    ip daddr ${prefix} return`),
    `    oifname $wan ip saddr != ${privateIpAddress} masquerade`,
    "  }",
    "",
    "  chain input {",
    "    type filter hook input priority filter; policy accept;",
    ...userLines("#", "input", "    ", lines?.input),
    "    tcp dport 179 ip saddr != $private drop",
    "  }",
    "}",
  ].join("\n")}\n`;
}
