import { Fn } from "cdktf";
import { formatAddress, hostAddress, mustParse, parseAddress, parsePrefix } from "../../domain/ipv4";
import { plannedSubnets, SUBNET_OCTETS } from "../../domain/subnet-plan";
import { hcl } from "./hcl";
import { isToken } from "./tokens";

/** IPv4 prefixes of the subnets of a hub or site, in CIDR notation. */
export interface AddressPlan {
  /** Subnet of the client or of the NVAs. */
  readonly machines: string;
  /** GatewaySubnet. */
  readonly gateway: string;
  /** RouteServerSubnet. */
  readonly routeServer: string;
  /** Subnet of the jump server. */
  readonly jump: string;
}

/**
 * Prefixes of subnets that are not given. In a /16 or larger, they are the /24s that the article uses; in a smaller
 * VNet, its four quarters. If the address space is known only at apply, it is treated as a /16.
 */
export function addressPlan(addressSpace: string): AddressPlan {
  const [machines, gateway, routeServer, jump] = subnets(addressSpace);
  return { machines, gateway, routeServer, jump };
}

type Four = readonly [string, string, string, string];

function subnets(addressSpace: string): Four {
  if (isToken(addressSpace))
    return SUBNET_OCTETS.map((octet) => Fn.cidrsubnet(addressSpace, 8, octet)) as unknown as Four;
  // A rule reports a malformed prefix; until then, any well-formed one will do.
  const prefix = parsePrefix(addressSpace) ?? mustParse("10.0.0.0/16");
  const planned = plannedSubnets(prefix);
  return (planned.length > 0 ? planned : SUBNET_OCTETS.map(() => addressSpace)) as unknown as Four;
}

/** The n-th address of a prefix, counted from 0. The prefix may be known only at apply. */
export function addressIn(prefix: string, n: number): string {
  if (isToken(prefix)) return Fn.cidrhost(prefix, n);
  return hostAddress(parsePrefix(prefix) ?? mustParse("10.0.0.0/16"), n);
}

/** The n-th address after another one in the same /24, which may be known only at apply. */
export function addressAfter(address: string, n: number): string {
  if (isToken(address))
    return hcl`join(".", [for i, octet in split(".", ${address}) : i == 3 ? tostring(tonumber(octet) + ${n}) : octet])`.toString();
  // A rule reports a malformed address.
  const first = parseAddress(address);
  return first === undefined ? address : formatAddress(first + n);
}
