import { parsePrefix } from "../../domain/ipv4";
import { isPort } from "../../domain/port";
import {
  type Announcement,
  forwardedOf,
  type LoopbackService,
  serviceAddress,
  servicesOf,
  type WrittenAnnouncement,
} from "../../nva/announcements";
import { MAX_PREPEND } from "../../nva/frr-config";
import type { AnnouncementDeclaration, Place } from "../../rules/declaration";
import type { Opening } from "../security-rule";
import { hcl } from "./hcl";
import { mandatory, number, object, objects, type PropsSchema, numbers, text } from "./props-schema";
import { isToken, known } from "./tokens";

const LOOPBACK_SCHEMA: PropsSchema<LoopbackService> = { tcpPorts: numbers, udpPorts: numbers };
const ANNOUNCEMENT_SCHEMA: PropsSchema<Announcement> = {
  prefix: mandatory.knownText,
  loopback: object(LOOPBACK_SCHEMA),
  prepend: number,
  nextHop: text,
};

/** Schema of a list of {@link Announcement}. */
export const ANNOUNCEMENTS = objects(ANNOUNCEMENT_SCHEMA);

/** The number of copies of an AS number as frr.conf has it: the line itself if the number is known only at apply. */
export const writtenPrepend = (prepend: number | undefined, asn: number): number | string =>
  isToken(prepend) ? prependLine(prepend!, asn) : validPrependOrZero(prepend);

/** The announcements that the rules accept, as the files say them; undefined without any. */
export function writtenAnnouncements(
  { announces = [], prepend }: { readonly announces?: readonly Announcement[]; readonly prepend?: number },
  asn: number,
): readonly WrittenAnnouncement[] | undefined {
  const written = announces
    .filter(({ prefix }) => parsePrefix(prefix)?.aligned)
    .map((one) => ({ ...one, prepend: writtenPrepend(one.prepend ?? prepend, asn) }));
  return written.length > 0 ? written : undefined;
}

/** What the construct rules read of an announcement. @param at the place of a prop */
export const announcementDeclaration =
  (at: (prop: string) => Place) =>
  ({ prefix, loopback, prepend, nextHop }: Announcement, i: number): AnnouncementDeclaration => ({
    at: at(`announces.${i}`),
    prefix,
    ports: loopback && [
      ...portsOf(loopback.tcpPorts, "tcp", "tcpPorts"),
      ...portsOf(loopback.udpPorts, "udp", "udpPorts"),
    ],
    prepend: known(prepend ?? 0),
    nextHop: known(nextHop),
    hasNextHop: nextHop !== undefined,
  });

/** What the security group has to let in: to the services, and what the NVA forwards to further prefixes. */
export function openingsFor(announces: readonly WrittenAnnouncement[] = [], sources: readonly string[]): Opening[] {
  const services = servicesOf(announces).flatMap((one) => {
    const { tcpPorts = [], udpPorts = [] } = one.loopback!;
    const address = serviceAddress(one);
    const opening = (protocol: "Tcp" | "Udp", ports: readonly number[]): Opening[] => {
      // Ports that the rules reject are reported at the service, and only there.
      const destinationPorts = [...new Set(ports)].filter(isPort).map(String);
      return destinationPorts.length === 0
        ? []
        : [{ name: `Allow${protocol}-${address}`, protocol, sources, destinations: [address], destinationPorts }];
    };
    return [...opening("Tcp", tcpPorts), ...opening("Udp", udpPorts)];
  });
  const forwarded = forwardedOf(announces).map(({ prefix }) => ({
    name: `AllowForwardedTo-${prefix.replace("/", "-")}`,
    sources,
    destinations: [prefix],
    destinationPorts: ["*"],
  }));
  return [...services, ...forwarded];
}

const portsOf = (
  ports: readonly number[] | undefined,
  protocol: "tcp" | "udp",
  prop: string,
): NonNullable<AnnouncementDeclaration["ports"]> =>
  (ports ?? []).map((port, i) => ({ protocol, port, prop: `loopback.${prop}.${i}` }));

/** Line of frr.conf that prepends copies of the ASN; a comment for 0, because FRR rejects the line without an ASN. */
function prependLine(times: number, asn: number): string {
  return hcl`${times} > 0 ? format(" set as-path prepend %s", join(" ", [for i in range(${times}) : ${asn}])) : "!"`.toString();
}

/** A value that the rules reject must not stop construction: all mistakes are reported together, at synthesis. */
const validPrependOrZero = (prepend: number | undefined): number =>
  prepend !== undefined && Number.isInteger(prepend) && prepend > 0 && prepend <= MAX_PREPEND ? prepend : 0;
