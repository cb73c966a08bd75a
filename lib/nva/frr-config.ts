import { ROUTE_SERVER_ASN } from "../domain/asn";
import { PRIVATE_PREFIXES } from "../domain/special-ranges";
import { forwardedOf, linkOf, servicesOf, type WrittenAnnouncement } from "./announcements";
import { userLines } from "./user-lines";

/** Default of {@link FrrConfigOptions.keepaliveSeconds}: three of them fit into the hold time (RFC 4271, 4.4). */
export const DEFAULT_KEEPALIVE_SECONDS = 2;

/**
 * Default of {@link FrrConfigOptions.holdSeconds}. Route Server proposes 180, and the lower hold time of the two sides
 * applies (RFC 4271, 4.2): a failed NVA is detected within 7 seconds instead of three minutes.
 * @see https://learn.microsoft.com/azure/route-server/route-server-faq
 */
export const DEFAULT_HOLD_SECONDS = 7;

/** Maximum of {@link FrrConfigOptions.prepend}. It is the library's own limit: one copy is enough for a standby. */
export const MAX_PREPEND = 10;

/**
 * When the NVA advertises 0.0.0.0/0.
 * - `follow-health`: while clients reach the internet through it, as its health daemon sees it.
 * - `always`: while it forwards and translates, whether or not the internet answers.
 * - `never`: it advertises only what it announces otherwise.
 */
export type DefaultRoute = "follow-health" | "always" | "never";

/** The user's own lines of `frr.conf`, inserted unchanged at marked places. One line per entry. */
export interface FrrLines {
  /**
   * Lines outside of blocks, before `router bgp`: prefix-lists, route-maps, static routes.
   * @default - none
   */
  readonly global?: readonly string[];
  /**
   * Lines of `router bgp`, after the library's neighbors: further neighbors, timers.
   * @default - none
   */
  readonly routerBgp?: readonly string[];
  /**
   * Lines of `address-family ipv4 unicast`, after the library's: `network`, `neighbor … activate`.
   * @default - none
   */
  readonly addressFamily?: readonly string[];
}

/** Input of {@link frrConfig}. Strings may contain values that are known only at apply: they are inserted unchanged. */
export interface FrrConfigOptions {
  /** Host name, shown in FRR's prompt and log. */
  readonly hostname: string;
  /** AS number of the NVA: 16 bits, and not reserved by Azure or IANA. */
  readonly asn: number | string;
  /** Private IPv4 address of the NVA: router id, source of the sessions, next hop of advertised routes. */
  readonly privateIpAddress: string;
  /** First host address of the NVA's subnet, which is Azure's gateway. */
  readonly subnetGateway: string;
  /** IPv4 prefix of RouteServerSubnet. */
  readonly routeServerSubnet: string;
  /**
   * IPv4 addresses of the Route Server's two instances. Every NVA must peer with both.
   * @see https://learn.microsoft.com/azure/route-server/route-server-faq
   */
  readonly routeServerIps: readonly [string, string];
  /**
   * Copies of the NVA's AS number that are prepended to the advertised default route, 0 to {@link MAX_PREPEND}; or the
   * configuration line itself, if the number is known only at apply.
   */
  readonly prepend: number | string;
  /**
   * When the NVA advertises 0.0.0.0/0.
   * @default "follow-health"
   */
  readonly defaultRoute?: DefaultRoute;
  /**
   * Next hop of the advertised default route.
   * @default - the NVA's address
   */
  readonly nextHop?: string;
  /**
   * Further prefixes that the NVA advertises.
   * @default - none
   */
  readonly announces?: readonly WrittenAnnouncement[];
  /** Seconds between keepalives: at most a third of the hold time (RFC 4271, 4.4). */
  readonly keepaliveSeconds: number | string;
  /** Seconds without a message after which a session is closed: 0 (never) or at least 3 (RFC 4271, 4.2). */
  readonly holdSeconds: number | string;
  /**
   * The user's own lines.
   * @default - none
   */
  readonly lines?: FrrLines;
}

/**
 * The text of `/etc/frr/frr.conf`. It has no `bgp graceful-restart`: with it, Azure would forward to a failed NVA for
 * the restart time, 120 seconds (FRR's default).
 */
export function frrConfig(options: FrrConfigOptions): string {
  const { asn, lines, routeServerSubnet, announces = [] } = options;
  const advertisesDefault = options.defaultRoute !== "never";
  return `${[
    `hostname ${options.hostname}`,
    "log syslog informational",
    "! bgpd opens no session before this timer has expired, by default 5 s after its start.",
    "bgp route-map delay-timer 1",
    "!",
    "! The sessions must not depend on a route that is learned by BGP.",
    `ip route ${routeServerSubnet} ${options.subnetGateway}`,
    ...routesToOthers(options),
    "!",
    ...(advertisesDefault ? ["ip prefix-list default-route permit 0.0.0.0/0", "!"] : []),
    ...announces.map(({ prefix }, i) => `ip prefix-list ${listOf(i)} permit ${prefix}`),
    ...(announces.length > 0 ? ["!"] : []),
    "! Private networks only, and never a route to the Route Server itself, which would capture the sessions.",
    `ip prefix-list from-route-server deny ${routeServerSubnet} le 32`,
    ...announces.map(({ prefix }) => `ip prefix-list from-route-server deny ${prefix}`),
    ...PRIVATE_PREFIXES.map((prefix) => `ip prefix-list from-route-server permit ${prefix} le 32`),
    "!",
    "! Reserved ASNs: RFC 7607, 6793, 5398, 7300.",
    "bgp as-path access-list bogon-asns permit _(0|23456|6449[6-9]|6450[0-9]|6451[01]|6553[5-9]|6554[0-9]|6555[01])_",
    "!",
    "route-map from-route-server deny 5",
    " match as-path bogon-asns",
    "exit",
    "route-map from-route-server permit 10",
    " match ip address prefix-list from-route-server",
    "exit",
    "!",
    ...(advertisesDefault ? advertising(10, "default-route", { ...options, asn }) : []),
    ...announces.flatMap((one, i) => advertising(20 + i, listOf(i), { ...one, asn })),
    ...(advertisesDefault || announces.length > 0 ? [] : ["route-map to-route-server deny 10", "exit"]),
    "!",
    ...(advertisesDefault ? HEALTH_MARKER : []),
    ...addressesOfServices(announces),
    ...userLines("!", "global", "", lines?.global),
    "!",
    `router bgp ${asn}`,
    ` bgp router-id ${options.privateIpAddress}`,
    " bgp log-neighbor-changes",
    " ! By default a new session waits 1 s before it sends routes.",
    " coalesce-time 100",
    " no bgp default ipv4-unicast",
    " neighbor route-server peer-group",
    ` neighbor route-server remote-as ${ROUTE_SERVER_ASN}`,
    " neighbor route-server ebgp-multihop 4",
    ` neighbor route-server update-source ${options.privateIpAddress}`,
    ` neighbor route-server timers ${options.keepaliveSeconds} ${options.holdSeconds}`,
    " neighbor route-server timers connect 1",
    ...options.routeServerIps.map((address) => ` neighbor ${address} peer-group route-server`),
    ...userLines("!", "router bgp", " ", lines?.routerBgp),
    " !",
    " address-family ipv4 unicast",
    ...(advertisesDefault ? ["  redistribute kernel route-map health-marker"] : []),
    ...announces.map(({ prefix }) => `  network ${prefix}`),
    "  neighbor route-server activate",
    "  neighbor route-server next-hop-self",
    "  neighbor route-server soft-reconfiguration inbound",
    "  neighbor route-server maximum-prefix 1000 90 warning-only",
    "  neighbor route-server route-map from-route-server in",
    "  neighbor route-server route-map to-route-server out",
    ...userLines("!", "address-family ipv4 unicast", "  ", lines?.addressFamily),
    " exit-address-family",
    "exit",
  ].join("\n")}\n`;
}

const HEALTH_MARKER = [
  "! Only the health daemon's marker, not the default route from DHCP.",
  "route-map health-marker permit 10",
  " match ip address prefix-list default-route",
  " match metric 50",
  "exit",
  "!",
];

const listOf = (i: number): string => `announced-${i + 1}`;

/** `network` advertises what the NVA has a route to: it forwards these packets to Azure, if it gets any. */
function routesToOthers({ announces = [], subnetGateway }: FrrConfigOptions): string[] {
  const others = announces.filter(({ loopback }) => !loopback);
  if (others.length === 0) return [];
  const who = forwardedOf(others).length > 0 ? "Packets for these go back to Azure." : "Another next hop gets these.";
  return [`! ${who}`, ...others.map(({ prefix }) => `ip route ${prefix} ${subnetGateway}`)];
}

/** The addresses are advertised while their links have a carrier. */
function addressesOfServices(announces: readonly WrittenAnnouncement[]): string[] {
  const services = servicesOf(announces);
  if (services.length === 0) return [];
  return [
    "! forced-tunnel-egress-services gives a link its carrier while the service listens.",
    ...services.flatMap((one) => [`interface ${linkOf(one)}`, ` ip address ${one.prefix}`, "exit"]),
    "!",
  ];
}

/** What a prefix is advertised with. */
interface Advertised {
  readonly asn: number | string;
  readonly prepend: number | string;
  readonly nextHop?: string;
}

/** An entry of the outbound route-map. Its next hop takes precedence over next-hop-self. */
function advertising(sequence: number, list: string, advertised: Advertised): string[] {
  return [
    `route-map to-route-server permit ${sequence}`,
    ` match ip address prefix-list ${list}`,
    ...prepending(advertised),
    ...(advertised.nextHop === undefined ? [] : [` set ip next-hop ${advertised.nextHop}`]),
    "exit",
  ];
}

function prepending({ prepend, asn }: Advertised): string[] {
  if (typeof prepend === "string") return [prepend];
  return prepend > 0 ? [` set as-path prepend ${Array(prepend).fill(asn).join(" ")}`] : [];
}
