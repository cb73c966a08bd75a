import { Fn } from "cdktf";
import { hostAddress, mustParse, parsePrefix, subPrefix } from "../../domain/ipv4";
import { isToken } from "./tokens";

/** The subnets of a hub or a site, as prefixes. */
export interface AddressPlan {
  /** For the client, or for the NVAs. */
  readonly machines: string;
  readonly gateway: string;
  readonly routeServer: string;
  readonly jump: string;
}

/** The article's third octets in a 10.x.0.0/16: default and nva, GatewaySubnet, RouteServerSubnet, jump. */
const OCTETS = [0, 200, 210, 220] as const;

/**
 * Where the subnets lie unless they are given: in a /16 or larger, the /24s that the article uses; in a smaller VNet,
 * its four quarters. Of a prefix known only at apply, the /24s of a /16.
 */
export function addressPlan(addressSpace: string): AddressPlan {
  const [machines, gateway, routeServer, jump] = subnets(addressSpace);
  return { machines, gateway, routeServer, jump };
}

type Four = readonly [string, string, string, string];

function subnets(addressSpace: string): Four {
  if (isToken(addressSpace)) return OCTETS.map((octet) => Fn.cidrsubnet(addressSpace, 8, octet)) as unknown as Four;
  // A malformed prefix has a rule of its own; until that reports, anything well-formed will do.
  const prefix = parsePrefix(addressSpace) ?? mustParse("10.0.0.0/16");
  if (prefix.length > 30) return [addressSpace, addressSpace, addressSpace, addressSpace];
  return (prefix.length <= 16
    ? OCTETS.map((octet) => subPrefix(prefix, 24, octet))
    : [0, 1, 2, 3].map((quarter) => subPrefix(prefix, prefix.length + 2, quarter))) as unknown as Four;
}

/** The n-th address of a prefix, counted from 0, also of one that is known only at apply. */
export function addressIn(prefix: string, n: number): string {
  if (isToken(prefix)) return Fn.cidrhost(prefix, n);
  return hostAddress(parsePrefix(prefix) ?? mustParse("10.0.0.0/16"), n);
}
