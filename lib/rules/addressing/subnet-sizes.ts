import {
  BASTION_SUBNET,
  FIREWALL_MANAGEMENT_SUBNET,
  FIREWALL_SUBNET,
  GATEWAY_SUBNET,
  reservedSubnet,
  ROUTE_SERVER_SUBNET,
} from "../../domain/reserved-subnet";

const SMALLEST = {
  [GATEWAY_SUBNET]: 27,
  [ROUTE_SERVER_SUBNET]: 26,
  [FIREWALL_SUBNET]: 26,
  [FIREWALL_MANAGEMENT_SUBNET]: 26,
  [BASTION_SUBNET]: 26,
} as const;

/** The longest prefix that a subnet of this name may have. */
export function smallestLength(name: string | undefined): number {
  const reserved = reservedSubnet(name);
  return reserved === undefined ? 29 : SMALLEST[reserved];
}
