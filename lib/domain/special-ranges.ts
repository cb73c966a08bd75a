import { contains, mustParse, type Ipv4Prefix } from "./ipv4";

/** The default route: every IPv4 address. */
export const DEFAULT_ROUTE = "0.0.0.0/0";

/**
 * The private ranges. The NVA translates sources in these ranges only, so a tunnelled network has to lie in them.
 * @see https://www.rfc-editor.org/rfc/rfc1918#section-3
 */
export const PRIVATE_PREFIXES = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;

/**
 * The shared address space of carriers.
 * @see https://www.rfc-editor.org/rfc/rfc6598#section-7
 */
const SHARED_PREFIX = "100.64.0.0/10";

/**
 * The prefixes that every Azure subnet has a system route to None for, unless its VNet uses them.
 * @see https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview#default
 */
export const RESERVED_PREFIXES: readonly string[] = [...PRIVATE_PREFIXES, SHARED_PREFIX];

/**
 * The address at which Azure's host serves DNS, DHCP and health probes to each VM.
 * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
export const PLATFORM_ADDRESS = "168.63.129.16";

/**
 * The address of the instance metadata service.
 * @see https://learn.microsoft.com/azure/virtual-machines/instance-metadata-service
 */
export const METADATA_ADDRESS = "169.254.169.254";

/**
 * Ranges in which no host of the internet has its address: this network, private, shared, loopback, link-local,
 * multicast and reserved. The documentation ranges are not among them, because examples use them as internet addresses.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://www.iana.org/assignments/multicast-addresses
 */
export const NON_INTERNET_PREFIXES: readonly string[] = [
  "0.0.0.0/8",
  ...PRIVATE_PREFIXES,
  SHARED_PREFIX,
  "127.0.0.0/8",
  "169.254.0.0/16",
  "224.0.0.0/3",
];

/**
 * Further ranges that are not globally reachable: protocol assignments, documentation, 6to4 relays and benchmarks.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 */
const NON_GLOBAL_PREFIXES = [
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
];

/**
 * Ranges of the internet that are not Microsoft's, so that no service of Azure has its address there: those of
 * documentation, and those of well-known public resolvers.
 */
export const NON_MICROSOFT_PREFIXES: readonly string[] = [
  ...NON_GLOBAL_PREFIXES,
  "1.0.0.0/24",
  "1.1.1.0/24",
  "8.8.4.0/24",
  "8.8.8.0/24",
  "9.9.9.0/24",
  "208.67.220.0/24",
  "208.67.222.0/24",
];

const NON_PUBLIC = [...NON_INTERNET_PREFIXES, ...NON_GLOBAL_PREFIXES, `${PLATFORM_ADDRESS}/32`].map(mustParse);

/** True where the whole prefix lies inside one RFC 1918 range. */
export function isPrivate(prefix: Ipv4Prefix): boolean {
  return PRIVATE_PREFIXES.some((range) => contains(mustParse(range), prefix));
}

/** True for an address that is reachable from anywhere in the internet. */
export function isPublicAddress(address: number): boolean {
  const host = { text: "", length: 32, first: address, last: address, aligned: true };
  return !NON_PUBLIC.some((range) => contains(range, host));
}
