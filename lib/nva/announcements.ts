import { parseAddress } from "../domain/ipv4";
import type { CloudInitFile } from "./cloud-init";
import { NVA_PATHS } from "./cloud-init";
import { asset } from "./asset";

/** A service at an address of the NVA itself, which other NVAs may have, too (anycast). */
export interface LoopbackService {
  /**
   * TCP ports at which it answers, opened to private sources (RFC 1918).
   * @default - none
   */
  readonly tcpPorts?: readonly number[];
  /**
   * UDP ports at which it answers, opened to private sources (RFC 1918).
   * @default - none
   */
  readonly udpPorts?: readonly number[];
}

/** A prefix that the NVA advertises to the Route Server besides the default route. */
export interface Announcement {
  /** IPv4 prefix in CIDR notation; of a loopback service one address: "10.200.0.1/32". */
  readonly prefix: string;
  /**
   * The NVA has the address itself, and advertises it while a program listens at every port.
   * @default - none: the NVA forwards packets for the prefix back to Azure, or another next hop gets them
   */
  readonly loopback?: LoopbackService;
  /**
   * Number of times that the NVA prepends its AS number, 0 to 10 (the library's own limit).
   * @default - `prepend` of the NVA
   */
  readonly prepend?: number;
  /**
   * Next hop that Azure gets in place of the NVA's address: an IPv4 address in the site's VNet or in one that is peered
   * with it, for example of an internal load balancer.
   * @default - the NVA's address
   * @see https://learn.microsoft.com/azure/route-server/next-hop-ip
   */
  readonly nextHop?: string;
}

/** An announcement as the files say it: the number of copies is a line of frr.conf where it is known only at apply. */
export interface WrittenAnnouncement extends Omit<Announcement, "prepend"> {
  readonly prepend: number | string;
}

const ADDRESS_LENGTH = /\/\d+$/;

/** The address of an announcement's service. */
export const serviceAddress = ({ prefix }: Pick<Announcement, "prefix">): string => prefix.replace(ADDRESS_LENGTH, "");

/** The announcements that the NVA answers itself. */
export const servicesOf = <A extends Announcement | WrittenAnnouncement>(announces: readonly A[]): A[] =>
  announces.filter(({ loopback }) => loopback);

/** The announcements whose packets the NVA forwards. */
export const forwardedOf = <A extends Announcement | WrittenAnnouncement>(announces: readonly A[]): A[] =>
  announces.filter(({ loopback, nextHop }) => !loopback && nextHop === undefined);

/** The name of a service's link, which stays when the order of the announcements changes: at most 15 characters. */
export const linkOf = (announcement: Pick<Announcement, "prefix">): string =>
  `ft-${(parseAddress(serviceAddress(announcement)) ?? 0).toString(16).padStart(8, "0")}`;

/** Sections of egress.conf, which tell forced-tunnel-egress-services where the services listen. */
export function serviceSections(announces: readonly WrittenAnnouncement[]): string {
  const sections = servicesOf(announces).map((one) => {
    const { tcpPorts = [], udpPorts = [] } = one.loopback!;
    return [
      "",
      `[service ${serviceAddress(one)}]`,
      `link = ${linkOf(one)}`,
      `tcp = ${tcpPorts.join(" ")}`.trimEnd(),
      `udp = ${udpPorts.join(" ")}`.trimEnd(),
      "",
    ].join("\n");
  });
  return sections.join("");
}

/** Program and unit that keep the addresses of services. */
export function serviceFiles(announces: readonly WrittenAnnouncement[]): CloudInitFile[] {
  if (servicesOf(announces).length === 0) return [];
  return [
    { path: NVA_PATHS.servicesUnit, content: asset("forced-tunnel-egress-services.service") },
    // The unit is not enabled: the health daemon's brings it along, also on a machine that is changed in place.
    { path: NVA_PATHS.servicesDropIn, content: "[Unit]\nWants=forced-tunnel-egress-services.service\n" },
    { path: NVA_PATHS.servicesDaemon, content: asset("forced-tunnel-egress-services"), permissions: "0755" },
  ];
}
