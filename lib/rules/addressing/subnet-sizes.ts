import { sameName } from "../networks";

/** The subnet of gateways. */
export const GATEWAY_SUBNET = "GatewaySubnet";

/** The subnet of a Route Server. */
export const ROUTE_SERVER_SUBNET = "RouteServerSubnet";

/** True where the name is that of the reserved subnet; Azure ignores letter case. */
export function isSubnet(name: string | undefined, reserved: string): boolean {
  return name !== undefined && sameName(name, reserved);
}

/** The longest prefix that a subnet of this name may have. */
export function smallestLength(name: string | undefined): number {
  if (isSubnet(name, GATEWAY_SUBNET)) return 27;
  return isSubnet(name, ROUTE_SERVER_SUBNET) ? 26 : 29;
}
