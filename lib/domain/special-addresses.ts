import { contains, mustParse } from "./ipv4";

/**
 * Ranges that are not reachable from everywhere, and the address by which Azure serves its own machines.
 * @see https://www.iana.org/assignments/iana-ipv4-special-registry
 * @see https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
 */
const SPECIAL = [
  "0.0.0.0/8",
  "10.0.0.0/8",
  "100.64.0.0/10",
  "127.0.0.0/8",
  "168.63.129.16/32",
  "169.254.0.0/16",
  "172.16.0.0/12",
  "192.0.0.0/24",
  "192.0.2.0/24",
  "192.88.99.0/24",
  "192.168.0.0/16",
  "198.18.0.0/15",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "224.0.0.0/4",
  "240.0.0.0/4",
].map(mustParse);

/** True for an address that is reachable from anywhere in the internet. */
export function isPublicAddress(address: number): boolean {
  const host = { text: "", length: 32, first: address, last: address, aligned: true };
  return !SPECIAL.some((range) => contains(range, host));
}
