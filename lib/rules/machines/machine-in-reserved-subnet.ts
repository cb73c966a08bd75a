import type { Rule } from "../rule";
import { GATEWAY_SUBNET, isSubnet, ROUTE_SERVER_SUBNET } from "../addressing/subnet-sizes";

/** FT064. */
export const machineInReservedSubnet: Rule = {
  id: "FT064",
  name: "machine-in-reserved-subnet",
  severity: "error",
  reason: "GatewaySubnet and RouteServerSubnet are for the gateway and the Route Server alone.",
  source: "https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    app.machines
      .filter(({ subnetName }) => isSubnet(subnetName, GATEWAY_SUBNET) || isSubnet(subnetName, ROUTE_SERVER_SUBNET))
      .map(({ path, subnetName }) => ({
        at: { path, prop: "subnet" },
        sentence: `machine ${path} stands in ${subnetName}`,
        got: String(subnetName),
        want: "a subnet of its own kind (Azure)",
        fix: "another subnet of the VNet: addSubnet(…)",
      })),
};
