import type { ConstructRule } from "../rule";
import { GATEWAY_SUBNET, isSubnet, ROUTE_SERVER_SUBNET } from "../addressing/subnet-sizes";

/** FT064. */
export const machineInReservedSubnet: ConstructRule = {
  id: "FT064",
  name: "machine-in-reserved-subnet",
  severity: "error",
  summary: "A machine is in GatewaySubnet or RouteServerSubnet.",
  why: "These subnets are reserved for the gateway and the Route Server.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.machines
      .filter(({ subnetName }) => isSubnet(subnetName, GATEWAY_SUBNET) || isSubnet(subnetName, ROUTE_SERVER_SUBNET))
      .map(({ path, subnetName }) => ({
        at: { path, prop: "subnet" },
        text: `machine ${path} is in ${subnetName}`,
        got: String(subnetName),
        want: "another subnet (Azure)",
        fix: "move it to another subnet of the VNet: addSubnet(…)",
      })),
};
