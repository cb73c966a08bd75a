import { mustParse } from "../domain/ipv4";
import { NON_INTERNET_PREFIXES, PLATFORM_ADDRESS, PRIVATE_PREFIXES } from "../domain/special-ranges";
import { forwardedOf, serviceAddress, servicesOf, type WrittenAnnouncement } from "./announcements";
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
   * Rules for packets to the NVA itself. The chain's policy is drop: further services, and further BGP peers that open
   * the session, need a rule.
   * @default - none
   */
  readonly input?: readonly string[];
}

/** Input of {@link natRuleset}. */
export interface NatRulesetOptions {
  /** Private IPv4 address of the NVA, which is not translated. May be known only at apply. */
  readonly privateIpAddress: string;
  /**
   * Further private IPv4 addresses of the NVA, each with a public IP of its own. Clients are spread over all of them.
   * @default - none: translated traffic leaves with the address of the NIC
   */
  readonly furtherAddresses?: readonly string[];
  /** IPv4 addresses of the Route Server's instances, the only ones that may open a BGP session. */
  readonly routeServerIps: readonly [string, string];
  /**
   * IPv4 prefixes that may connect by SSH.
   * @default - none, so that nobody may
   */
  readonly adminSources?: readonly string[];
  /**
   * Largest TCP segment of forwarded connections in bytes: the smallest MTU on the way, less 40 bytes of headers.
   * @default 1360 - a path MTU of 1400 bytes, also where "fragmentation needed" gets lost
   */
  readonly maxSegmentSize?: number | string;
  /**
   * Logs the first packet of each forwarded connection, at most 100 a second.
   * @default false
   */
  readonly connectionLog?: boolean;
  /**
   * What the NVA announces: its services are open to private sources, and other private prefixes are forwarded to.
   * @default - none
   */
  readonly announces?: readonly WrittenAnnouncement[];
  /**
   * The user's own rules.
   * @default - none
   */
  readonly lines?: NatLines;
}

/** Fits the 1400 bytes that tunnels on the way leave of 1500; larger segments are lost where ICMP is. */
export const DEFAULT_MAX_SEGMENT_SIZE = 1360;

/**
 * Connections of one client from every 16th block of 16 source ports: 32,768 in all, an eighth of the smallest
 * connection table, so that one client cannot fill it. The kernel looks at each connection of a group when another one
 * is opened: with one group of 32,768 that takes 2 ms, and 250 new connections a second half a processor.
 */
const MAX_CONNECTIONS_PER_GROUP = 2_048;
const GROUP_OF_PORTS = "th sport & 0xf0";

const PLATFORM = `${PLATFORM_ADDRESS}/32`;

/** Destinations that the NVA does not forward to, in the order of their addresses. */
const NOT_FORWARDED = [...NON_INTERNET_PREFIXES, PLATFORM].sort((a, b) => mustParse(a).first - mustParse(b).first);

/**
 * The NVA's nftables ruleset: a table of its own that is replaced in one transaction, so that loading it again changes
 * nothing and no packet is judged by half of it. The egress NIC is a variable: `nft -D wan=eth0 -f …`.
 */
export function natRuleset(options: NatRulesetOptions): string {
  const { privateIpAddress, routeServerIps, adminSources = [], connectionLog = false, lines } = options;
  const { maxSegmentSize = DEFAULT_MAX_SEGMENT_SIZE, furtherAddresses = [], announces = [] } = options;
  return `${[
    "# Loaded by forced-tunnel-nat, which passes the NIC as $wan.",
    "",
    "# RFC 1918, and what is not internet (RFC 6890).",
    `define private = { ${PRIVATE_PREFIXES.join(", ")} }`,
    "define no_internet = {",
    `  ${NOT_FORWARDED.slice(0, 6).join(", ")},`,
    `  ${NOT_FORWARDED.slice(6).join(", ")}`,
    "}",
    "",
    "# Declared first: deleting a table that does not exist fails.",
    "table ip forced_tunnel",
    "delete table ip forced_tunnel",
    "",
    "table ip forced_tunnel {",
    "  set clients {",
    "    typeof ip saddr . th sport",
    "    size 1048576",
    "    flags dynamic",
    "  }",
    "",
    "  chain prerouting {",
    "    type filter hook prerouting priority mangle; policy accept;",
    "    # Packets without the mark are not routed to the internet: nothing is without this table.",
    "    meta mark set meta mark | 0x10000000",
    "  }",
    "",
    "  chain forward {",
    "    type filter hook forward priority filter; policy drop;",
    `    tcp flags & (syn | rst) == syn tcp option maxseg size set ${maxSegmentSize}`,
    ...userLines("#", "forward", "    ", lines?.forward),
    "    ct state established,related accept",
    "    # They are not translated and would leave with a private source.",
    "    ct state invalid drop",
    "    # One client must not fill the connection table: 16 groups of source ports.",
    `    oifname $wan ct state new add @clients { ip saddr . ${GROUP_OF_PORTS} ct count over ${MAX_CONNECTIONS_PER_GROUP} } jump too_many`,
    ...(connectionLog ? ['    ct state new limit rate 100/second log prefix "forced-tunnel new: "'] : []),
    "    oifname $wan ip saddr $private ip daddr != $no_internet accept",
    ...forwardedOf(announces).map(({ prefix }) => `    oifname $wan ip saddr $private ip daddr ${prefix} accept`),
    "    counter",
    "  }",
    "",
    "  chain too_many {",
    '    limit rate 6/minute log prefix "forced-tunnel too many connections: "',
    "    counter drop",
    "  }",
    "",
    "  chain postrouting {",
    "    type nat hook postrouting priority srcnat; policy accept;",
    ...userLines("#", "postrouting", "    ", lines?.postrouting),
    ...[PLATFORM, ...PRIVATE_PREFIXES].map((prefix) => `    ip daddr ${prefix} return`),
    ...translation([privateIpAddress, ...furtherAddresses]),
    "  }",
    "",
    "  chain input {",
    "    type filter hook input priority filter; policy drop;",
    ...userLines("#", "input", "    ", lines?.input),
    "    ct state established,related accept",
    '    iifname "lo" accept',
    "    ip protocol icmp accept",
    "    udp sport 67 udp dport 68 accept",
    `    tcp dport 179 ip saddr { ${routeServerIps.join(", ")} } accept`,
    ...sshRule(adminSources),
    ...servicesOf(announces).flatMap(serviceRules),
    "    counter",
    "  }",
    "}",
  ].join("\n")}\n`;
}

/** A client keeps its address: also after the ruleset is loaded again, because the seed is always the same. */
function translation(addresses: readonly string[]): readonly string[] {
  const [own = "", ...further] = addresses;
  if (further.length === 0) return [`    oifname $wan ip saddr != ${own} masquerade fully-random`];
  const all = addresses.join(", ");
  const map = addresses.map((address, i) => `${i} : ${address}`).join(", ");
  return [
    "    # A client keeps its address.",
    `    oifname $wan ip saddr != { ${all} } snat to jhash ip saddr mod ${addresses.length} seed 1 map { ${map} } fully-random`,
  ];
}

/** `ip saddr { 0.0.0.0/0 }` is no set to nftables. */
function sshRule(sources: readonly string[]): readonly string[] {
  if (sources.length === 0) return [];
  const from = sources.includes("0.0.0.0/0") ? "" : ` ip saddr { ${sources.join(", ")} }`;
  return [`    tcp dport 22${from} accept`];
}

function serviceRules(service: WrittenAnnouncement): string[] {
  const { tcpPorts = [], udpPorts = [] } = service.loopback!;
  return Object.entries({ tcp: tcpPorts, udp: udpPorts }).flatMap(([protocol, ports]) =>
    ports.length === 0
      ? []
      : [`    ip daddr ${serviceAddress(service)} ${protocol} dport { ${ports.join(", ")} } ip saddr $private accept`],
  );
}
