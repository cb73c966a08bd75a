import type { AnnouncementDeclaration } from "../../../lib/rules/declaration";
import { type Case, fails, passes } from "../case";
import type { Article, Mutable } from "../declaration-builder";

/** An announcement of main/nva100 by its place in the list. */
export const announcement = (
  prefix: string,
  i = 0,
  more: Partial<Mutable<AnnouncementDeclaration>> = {},
): Mutable<AnnouncementDeclaration> => ({
  at: { path: "main/nva100", prop: `announces.${i}` },
  prefix,
  ports: undefined,
  prepend: 0,
  nextHop: undefined,
  hasNextHop: false,
  ...more,
});

const SERVICE: Partial<Mutable<AnnouncementDeclaration>> = {
  ports: [{ protocol: "tcp", port: 443, prop: "loopback.tcpPorts.0" }],
};
/** The NVA has a service, and no default route. */
export function onlyService({ nva, egressCheck }: Article): void {
  nva.advertisesDefault = false;
  nva.announces = [announcement("10.200.0.1/32", 0, SERVICE)];
  egressCheck.nvas = [{ path: "main/nva101", publicIp: true }];
}

const NEXT_HOP = { nextHop: "10.100.0.50", hasNextHop: true };

const refused = (prefix: string, text: string, want: string, fix: string, more?: typeof SERVICE): Case =>
  fails(
    "announcement-refused",
    `${prefix}, which ${text}`,
    ({ nva }) => {
      nva.announces = [announcement(prefix, 0, more)];
    },
    [{ at: "main/nva100 announces.0.prefix", text: `${prefix} ${text}`, got: JSON.stringify(prefix), want, fix }],
  );

export const CASES: readonly Case[] = [
  passes("announcement-refused", "a private prefix that contains the site's VNet", ({ nva }) => {
    nva.announces = [announcement("10.0.0.0/8")];
  }),
  passes("announcement-refused", "a service with a public address", ({ nva }) => {
    nva.announces = [announcement("9.9.9.9/32", 0, SERVICE)];
  }),
  passes("announcement-refused", "a public prefix for another next hop", ({ nva }) => {
    nva.announces = [announcement("20.0.0.0/8", 0, NEXT_HOP)];
  }),
  refused("10.200.0.1", "is not an IPv4 prefix", "an IPv4 prefix in CIDR notation", 'prefix: "10.200.0.1/32"'),
  refused("10.200.0.1/24", "has host bits set", "10.200.0.0/24", 'prefix: "10.200.0.0/24"'),
  refused(
    "0.0.0.0/0",
    "is the default route, which has an option of its own",
    'defaultRoute: "follow-health" or "always"',
    "remove announces.0",
  ),
  refused(
    "169.254.169.254/32",
    "is not an address of a host in a network",
    "addresses that hosts can have",
    'prefix: "10.200.0.1/32"',
    SERVICE,
  ),
  refused(
    "20.0.0.0/8",
    "is not private, and its packets would not follow the health of the internet",
    "a private prefix (RFC 1918), a nextHop, or a loopback service; the default route for the internet",
    "remove announces.0: the default route covers it",
  ),
  refused(
    "10.100.7.0/24",
    "lies in the address space 10.100.0.0/16 of vnet-hub100, so Azure ignores it there",
    "a prefix outside the site's own address space",
    'prefix: "10.200.0.1/32"',
  ),
  fails(
    "announcement-refused",
    "a prefix that is announced twice",
    ({ nva }) => {
      nva.announces = [announcement("10.200.0.0/24"), announcement("10.200.0.0/24", 1)];
    },
    [
      {
        at: "main/nva100 announces.1.prefix",
        text: "10.200.0.0/24 is announced twice by this NVA",
        fix: "remove announces.1",
      },
    ],
  ),
];
