import { BASTION_SUBNET, reservedSubnet } from "../../domain/reserved-subnet";
import { beside } from "../edit";
import type { ConstructRule } from "../rule";

/** FT025. */
export const securityGroupOnReservedSubnet: ConstructRule = {
  id: "FT025",
  name: "security-group-on-reserved-subnet",
  severity: "error",
  summary: "GatewaySubnet, RouteServerSubnet or a subnet of Azure Firewall has a network security group.",
  why: "Azure rejects a network security group on these subnets.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.networks
      .flatMap(({ subnets }) => subnets)
      .filter(({ networkSecurityGroup }) => networkSecurityGroup)
      .filter(({ name }) => {
        const reserved = reservedSubnet(name);
        return reserved !== undefined && reserved !== BASTION_SUBNET;
      })
      .map(({ at, name }) => ({
        at: beside(at, "securityRules"),
        text: `${name} has a network security group`,
        got: "a network security group",
        want: "none on this subnet (Azure)",
        fix: "remove securityRules",
      })),
};
