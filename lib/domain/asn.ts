/**
 * The AS number of every Azure Route Server and ExpressRoute gateway, which cannot be changed, and of a VPN gateway
 * that is given no other.
 * @see https://learn.microsoft.com/azure/route-server/route-server-faq
 * @see https://learn.microsoft.com/azure/vpn-gateway/vpn-gateway-bgp-overview
 */
export const ROUTE_SERVER_ASN = 65515;

/**
 * The AS number of ExpressRoute's edge routers (MSEE).
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-routing
 */
export const MSEE_ASN = 12076;

/**
 * AS numbers a Route Server's peer may not use, each with its owner. 4-byte numbers are not supported at all.
 * @see https://learn.microsoft.com/azure/route-server/route-server-faq
 * @see https://www.iana.org/assignments/iana-as-numbers-special-registry
 */
export const RESERVED_ASNS: readonly { readonly from: number; readonly to: number; readonly owner: string }[] = [
  { from: 0, to: 0, owner: "is reserved (RFC 7607)" },
  { from: 8074, to: 8075, owner: "belongs to Azure" },
  { from: MSEE_ASN, to: MSEE_ASN, owner: "belongs to ExpressRoute" },
  { from: 23456, to: 23456, owner: "is AS_TRANS (RFC 6793)" },
  { from: 64496, to: 64511, owner: "is for documentation (RFC 5398)" },
  { from: ROUTE_SERVER_ASN, to: ROUTE_SERVER_ASN, owner: "belongs to the Route Server" },
  { from: 65517, to: 65520, owner: "belongs to Azure" },
  { from: 65535, to: 65551, owner: "is reserved (RFC 7300, RFC 5398)" },
];

/** Private AS numbers, of 2 and of 4 bytes (RFC 6996). */
export const isPrivateAsn = (asn: number): boolean =>
  (asn >= 64512 && asn <= 65534) || (asn >= 4200000000 && asn <= 4294967294);

/** What Azure accepts of a peer, in words. */
export const USABLE_ASNS =
  "1-64495 without 8074, 8075, 12076, 23456; or 64512-65534 without 65515, 65517-65520 (Azure)";

/** True for an AS number of 4 bytes, which Route Server does not support. */
export const hasFourBytes = (asn: number): boolean => asn > 65535;

/** Why nobody may use this AS number with a Route Server ("belongs to Azure"), or undefined where it is free. */
export function reservedAsn(asn: number): string | undefined {
  if (!Number.isInteger(asn) || asn < 0) return "is not a valid AS number";
  return RESERVED_ASNS.find(({ from, to }) => from <= asn && asn <= to)?.owner;
}

/** Why a Route Server's peer may not use this AS number, or undefined where it may. */
export const asnRefusal = (asn: number): string | undefined =>
  reservedAsn(asn) ?? (hasFourBytes(asn) ? "has 4 bytes, which Route Server does not support" : undefined);

/**
 * Why a customer's edge router may not use this AS number on a private peering, or undefined where it may. Numbers of 4
 * bytes are supported.
 * @see https://learn.microsoft.com/azure/expressroute/expressroute-routing
 */
export function edgeAsnRefusal(asn: number): string | undefined {
  if (!Number.isInteger(asn) || asn < 0 || asn > MAX_ASN) return "is not a valid AS number";
  if (asn >= ROUTE_SERVER_ASN && asn <= 65520) return "belongs to Azure";
  return [0, MSEE_ASN, 23456, 65535, MAX_ASN].includes(asn)
    ? (reservedAsn(asn) ?? "is reserved (RFC 7300)")
    : undefined;
}

const MAX_ASN = 4294967295;
