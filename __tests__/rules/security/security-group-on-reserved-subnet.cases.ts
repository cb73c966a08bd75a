import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("security-group-on-reserved-subnet", "a network security group on another subnet", () => undefined),
  passes("security-group-on-reserved-subnet", "a network security group on AzureBastionSubnet", ({ hubSubnets }) => {
    hubSubnets.client.name = "AzureBastionSubnet";
    hubSubnets.client.prefix = "10.0.0.0/26";
    hubSubnets.client.networkSecurityGroup = true;
  }),
  fails(
    "security-group-on-reserved-subnet",
    "a network security group on both subnets",
    ({ siteSubnets, hubSubnets }) => {
      siteSubnets.routeServer.networkSecurityGroup = true;
      hubSubnets.gateway.networkSecurityGroup = true;
    },
    [
      {
        at: "main/hub00 gateway.securityRules",
        text: "GatewaySubnet has a network security group",
        got: "a network security group",
        want: "none on this subnet (Azure)",
        fix: "remove securityRules",
      },
      {
        at: "main/hub100 routeServer.securityRules",
        text: "RouteServerSubnet has a network security group",
        got: "a network security group",
        want: "none on this subnet (Azure)",
        fix: "remove securityRules",
      },
    ],
  ),
];
