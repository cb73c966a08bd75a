import { Address6 } from "ip-address";

/** True for an IPv6 address or prefix. */
export function isIpv6(text: string): boolean {
  return text.includes(":") && Address6.isValid(text);
}
