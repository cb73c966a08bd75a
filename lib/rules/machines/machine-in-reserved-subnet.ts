import { keptFor, reservedSubnet } from "../../domain/reserved-subnet";
import type { ConstructRule } from "../rule";

/** FT064. */
export const machineInReservedSubnet: ConstructRule = {
  id: "FT064",
  name: "machine-in-reserved-subnet",
  severity: "error",
  summary: "A machine is in a subnet that Azure reserves.",
  why: "GatewaySubnet, RouteServerSubnet and the subnets of Azure Firewall and Azure Bastion are each reserved for one kind of resource.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.machines.flatMap(({ path, subnetName }) => {
      const reserved = reservedSubnet(subnetName);
      if (reserved === undefined) return [];
      return [
        {
          at: { path, prop: "subnet" },
          text: `machine ${path} is in ${subnetName}`,
          got: String(subnetName),
          want: `another subnet: this one is kept for ${keptFor(reserved)} (Azure)`,
          fix: "move it to another subnet of the VNet: addSubnet(…)",
        },
      ];
    }),
};
