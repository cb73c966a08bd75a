import { mustParse, overlaps, type Ipv4Prefix } from "../../domain/ipv4";
import { isPrivate, PLATFORM_ADDRESS } from "../../domain/special-ranges";
import { moveSpace, spacesOf } from "../networks";
import type { ConstructRule } from "../rule";

/**
 * FT007. The NVA translates only private sources, so that it cannot relay for others, and drops all other packets.
 */
export const addressSpaceNotPrivate: ConstructRule = {
  id: "FT007",
  name: "address-space-not-private",
  severity: "error",
  summary: "An address space is not inside RFC 1918.",
  why: "The NVA translates sources of RFC 1918 only: from any other range nothing gets out; and some ranges Azure refuses.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-faq"],
  check: (app) =>
    app.networks.flatMap(spacesOf).flatMap(({ at, prefix }) => {
      if (isPrivate(prefix)) return [];
      return [
        {
          at,
          text: `${prefix.text} ${objection(prefix)}`,
          got: prefix.text,
          want: "a prefix in 10.0.0.0/8, 172.16.0.0/12 or 192.168.0.0/16 (RFC 1918)",
          fix: moveSpace(app, at, prefix.length),
        },
      ];
    }),
};

/** Ranges that Azure rejects in a VNet, with their use. */
const REFUSED = [
  { range: "224.0.0.0/4", use: "multicast" },
  { range: "255.255.255.255/32", use: "broadcast" },
  { range: "127.0.0.0/8", use: "loopback" },
  { range: "169.254.0.0/16", use: "link-local addresses" },
  { range: `${PLATFORM_ADDRESS}/32`, use: "the DNS and DHCP service of Azure" },
] as const;

function objection(prefix: Ipv4Prefix): string {
  const refused = REFUSED.find(({ range }) => overlaps(mustParse(range), prefix));
  if (!refused) return "is not private, so the NVA does not translate it";
  return `shares addresses with ${refused.range}, which is for ${refused.use}`;
}
