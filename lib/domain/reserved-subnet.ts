/** Subnets that Azure keeps for one kind of resource, by the names that they must have. */
export const GATEWAY_SUBNET = "GatewaySubnet";
export const ROUTE_SERVER_SUBNET = "RouteServerSubnet";
export const FIREWALL_SUBNET = "AzureFirewallSubnet";
export const FIREWALL_MANAGEMENT_SUBNET = "AzureFirewallManagementSubnet";
export const BASTION_SUBNET = "AzureBastionSubnet";

export type ReservedSubnet =
  | typeof GATEWAY_SUBNET
  | typeof ROUTE_SERVER_SUBNET
  | typeof FIREWALL_SUBNET
  | typeof FIREWALL_MANAGEMENT_SUBNET
  | typeof BASTION_SUBNET;

/** What each of them is kept for. */
const KEPT_FOR: Readonly<Record<ReservedSubnet, string>> = {
  [GATEWAY_SUBNET]: "gateways",
  [ROUTE_SERVER_SUBNET]: "a Route Server",
  [FIREWALL_SUBNET]: "an Azure Firewall",
  [FIREWALL_MANAGEMENT_SUBNET]: "the management of an Azure Firewall",
  [BASTION_SUBNET]: "Azure Bastion",
};

/** True where the name is that of the reserved subnet; Azure ignores letter case. */
export const isSubnetNamed = (name: string | undefined, reserved: ReservedSubnet): boolean =>
  name?.toLowerCase() === reserved.toLowerCase();

/** The reserved subnet of that name; undefined where the name is free. */
export const reservedSubnet = (name: string | undefined): ReservedSubnet | undefined =>
  (Object.keys(KEPT_FOR) as ReservedSubnet[]).find((reserved) => isSubnetNamed(name, reserved));

/** "a Route Server". */
export const keptFor = (reserved: ReservedSubnet): string => KEPT_FOR[reserved];
