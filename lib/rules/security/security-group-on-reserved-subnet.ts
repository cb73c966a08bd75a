import { beside } from "../edit";
import type { ConstructRule } from "../rule";
import { GATEWAY_SUBNET, isSubnet, ROUTE_SERVER_SUBNET } from "../addressing/subnet-sizes";

/** FT025. */
export const securityGroupOnReservedSubnet: ConstructRule = {
  id: "FT025",
  name: "security-group-on-reserved-subnet",
  severity: "error",
  summary: "GatewaySubnet or RouteServerSubnet has a network security group.",
  why: "Azure rejects a network security group on these two subnets.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  otherwise: "Azure, at apply",
  check: (app) =>
    app.networks
      .flatMap(({ subnets }) => subnets)
      .filter(({ networkSecurityGroup }) => networkSecurityGroup)
      .filter(({ name }) => isSubnet(name, GATEWAY_SUBNET) || isSubnet(name, ROUTE_SERVER_SUBNET))
      .map(({ at, name }) => ({
        at: beside(at, "securityRules"),
        text: `${name} has a network security group`,
        got: "a network security group",
        want: "none on this subnet (Azure)",
        fix: "remove securityRules",
      })),
};
