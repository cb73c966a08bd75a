import { type Ipv4Prefix, subPrefix } from "./ipv4";

/** The article's third octets in a 10.x.0.0/16: default and nva, GatewaySubnet, RouteServerSubnet, jump. */
export const SUBNET_OCTETS = [0, 200, 210, 220] as const;

/**
 * Prefixes of subnets that are not given. In a /16 or larger, they are the /24s that the article uses; in a smaller
 * VNet, its four quarters; none where it has no quarters.
 */
export function plannedSubnets(space: Ipv4Prefix): readonly string[] {
  if (space.length > 30) return [];
  return space.length <= 16
    ? SUBNET_OCTETS.map((octet) => subPrefix(space, 24, octet))
    : [0, 1, 2, 3].map((quarter) => subPrefix(space, space.length + 2, quarter));
}
