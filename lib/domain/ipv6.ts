import { isIPv6 } from "node:net";

/** True for an IPv6 address or prefix, which Azure knows but this library does not tunnel. */
export function isIpv6(text: string): boolean {
  const [address = "", mask, ...rest] = text.split("/");
  return (
    isIPv6(address) && rest.length === 0 && (mask === undefined || (/^\d{1,3}$/.test(mask) && Number(mask) <= 128))
  );
}
