import { ROUTE_SERVER_ASN } from "../domain/asn";
import { PRIVATE_PREFIXES } from "../domain/special-ranges";
import { userLines } from "./user-lines";

/** Seconds between keepalives that the NVA proposes. */
export const DEFAULT_KEEPALIVE_SECONDS = 3;

/**
 * Seconds of silence after which a session is dead. A Route Server proposes 60/180, and the lower hold time of the two
 * sides is used (RFC 4271, 4.2): so 9 here makes a dead NVA noticed after 9 seconds instead of three minutes.
 */
export const DEFAULT_HOLD_SECONDS = 9;

/** Copies of its own ASN that a standby may prepend. The library's own limit: one copy is enough to make it a standby. */
export const MAX_PREPEND = 10;

/**
 * When the NVA announces 0.0.0.0/0.
 * - `follow-health`: while the internet is reachable through this NVA, as its health daemon sees it.
 * - `always`: while FRR runs. FRR's `default-originate` bypasses outbound filters, so prepending has no effect then.
 */
export type DefaultRoute = "follow-health" | "always";

/** The user's own FRR lines, put unchanged at marked places of `frr.conf`. */
export interface FrrLines {
  /** Lines outside any block, before `router bgp`: prefix-lists, route-maps, static routes.
   * @default - none */
  readonly global?: readonly string[];
  /** Lines inside `router bgp`, after this library's neighbours: further neighbours, timers.
   * @default - none */
  readonly routerBgp?: readonly string[];
  /** Lines inside `address-family ipv4 unicast`, after this library's: `network`, `neighbor … activate`.
   * @default - none */
  readonly addressFamily?: readonly string[];
}

/** What `frr.conf` is made of. Every string may hold a value that is known only at apply: it is placed, never read. */
export interface FrrConfigOptions {
  /** Name of the machine, shown in FRR's prompt and log. */
  readonly hostname: string;
  /** The NVA's autonomous system number: 16 bits, and not reserved by Azure. */
  readonly asn: number | string;
  /** The NVA's private address: router id, source of the sessions, next hop of what it announces. */
  readonly privateIpAddress: string;
  /** First address of the NVA's subnet, which is Azure's gateway in it. */
  readonly subnetGateway: string;
  /** Prefix of the RouteServerSubnet. */
  readonly routeServerSubnet: string;
  /** Addresses of the Route Server's two instances: every NVA has to peer with both.
   * @see https://learn.microsoft.com/azure/route-server/route-server-faq */
  readonly routeServerIps: readonly [string, string];
  /** When 0.0.0.0/0 is announced. */
  readonly defaultRoute: DefaultRoute;
  /**
   * Copies of the own ASN put before the path of the announced default, 0 or more; or the line itself, where known only
   * at apply.
   */
  readonly prepend: number | string;
  /** Seconds between keepalives; a third of the hold time or less. */
  readonly keepaliveSeconds: number | string;
  /** Seconds of silence after which a session is dead: 0 (never) or at least 3 (RFC 4271, 4.2). */
  readonly holdSeconds: number | string;
  /** The user's own lines.
   * @default - none */
  readonly lines?: FrrLines;
}

/**
 * The text of `/etc/frr/frr.conf`.
 *
 * No `bgp graceful-restart`: with it a Route Server keeps forwarding to an NVA that is gone for the restart time, 120
 * s.
 */
export function frrConfig(options: FrrConfigOptions): string {
  const { asn, lines, routeServerSubnet } = options;
  return `${[
    "frr defaults traditional",
    `hostname ${options.hostname}`,
    "log syslog informational",
    "no ipv6 forwarding",
    "service integrated-vtysh-config",
    "!",
    "! The sessions must not depend on anything learned by BGP.",
    `ip route ${routeServerSubnet} ${options.subnetGateway}`,
    "!",
    "ip prefix-list default-route seq 5 permit 0.0.0.0/0",
    "!",
    "! Inbound: private networks only, and never a route to the Route Server itself: it would capture the sessions.",
    `ip prefix-list from-route-server seq 5 deny ${routeServerSubnet} le 32`,
    ...PRIVATE_PREFIXES.map((prefix, i) => `ip prefix-list from-route-server seq ${10 + 5 * i} permit ${prefix} le 32`),
    "!",
    "! AS 0 (RFC 7607), AS_TRANS (RFC 6793), documentation (RFC 5398), last ASNs (RFC 7300).",
    "bgp as-path access-list bogon-asns seq 5 permit _0_",
    "bgp as-path access-list bogon-asns seq 10 permit _23456_",
    "bgp as-path access-list bogon-asns seq 15 permit _(6449[6-9]|6450[0-9]|6451[01])_",
    "bgp as-path access-list bogon-asns seq 20 permit _(6553[5-9]|6554[0-9]|6555[01])_",
    "!",
    "route-map from-route-server deny 5",
    " match as-path bogon-asns",
    "exit",
    "route-map from-route-server permit 10",
    " match ip address prefix-list from-route-server",
    "exit",
    "!",
    "route-map to-route-server permit 10",
    " match ip address prefix-list default-route",
    ...prepending(options),
    "exit",
    "!",
    ...healthMarker(options.defaultRoute),
    ...userLines("!", "global", "", lines?.global),
    "!",
    `router bgp ${asn}`,
    ` bgp router-id ${options.privateIpAddress}`,
    " bgp log-neighbor-changes",
    " bgp ebgp-requires-policy",
    " no bgp default ipv4-unicast",
    " neighbor route-server peer-group",
    ` neighbor route-server remote-as ${ROUTE_SERVER_ASN}`,
    " neighbor route-server ebgp-multihop 4",
    ` neighbor route-server update-source ${options.privateIpAddress}`,
    ` neighbor route-server timers ${options.keepaliveSeconds} ${options.holdSeconds}`,
    " neighbor route-server timers connect 5",
    ...options.routeServerIps.map((address) => ` neighbor ${address} peer-group route-server`),
    ...userLines("!", "router bgp", " ", lines?.routerBgp),
    " !",
    " address-family ipv4 unicast",
    ...announcedDefault(options.defaultRoute),
    "  neighbor route-server activate",
    "  neighbor route-server next-hop-self",
    "  neighbor route-server soft-reconfiguration inbound",
    "  neighbor route-server maximum-prefix 1000 90 restart 5",
    "  neighbor route-server route-map from-route-server in",
    "  neighbor route-server route-map to-route-server out",
    ...userLines("!", "address-family ipv4 unicast", "  ", lines?.addressFamily),
    " exit-address-family",
    "exit",
  ].join("\n")}\n`;
}

function prepending({ prepend, asn }: FrrConfigOptions): string[] {
  if (typeof prepend === "string") return [prepend];
  return prepend > 0 ? [` set as-path prepend ${Array(prepend).fill(asn).join(" ")}`] : [];
}

function healthMarker(defaultRoute: DefaultRoute): string[] {
  if (defaultRoute === "always") return [];
  return [
    "! Of the kernel's default routes, only the health daemon's marker becomes the advertised default.",
    "route-map health-marker permit 10",
    " match ip address prefix-list default-route",
    " match metric 50",
    "exit",
    "!",
  ];
}

function announcedDefault(defaultRoute: DefaultRoute): string[] {
  return defaultRoute === "always"
    ? ["  neighbor route-server default-originate"]
    : ["  redistribute kernel route-map health-marker"];
}
