import { fails, passes, type Case } from "../case";
import { place, subnet } from "../declaration-builder";

export const CASES: readonly Case[] = [
  passes("subnet-too-small", "the smallest subnets that Azure accepts", ({ hubSubnets, siteSubnets }) => {
    hubSubnets.client.prefix = "10.0.0.0/29";
    hubSubnets.gateway.prefix = "10.0.200.0/27";
    siteSubnets.routeServer.prefix = "10.100.210.0/26";
  }),
  fails(
    "subnet-too-small",
    "a GatewaySubnet of /28",
    ({ hubSubnets }) => (hubSubnets.gateway.prefix = "10.0.200.16/28"),
    [
      {
        at: "main/hub00 gateway.subnetPrefix",
        text: "subnet GatewaySubnet, 10.0.200.16/28, is smaller than /27",
        got: "10.0.200.16/28",
        want: "/27 or larger (ExpressRoute gateway)",
        fix: 'subnetPrefix: "10.0.200.0/27"',
      },
    ],
  ),
  fails(
    "subnet-too-small",
    "a RouteServerSubnet of /27",
    ({ siteSubnets }) => (siteSubnets.routeServer.prefix = "10.100.210.0/27"),
    [
      {
        at: "main/hub100 routeServer.subnetPrefix",
        text: "subnet RouteServerSubnet, 10.100.210.0/27, is smaller than /26",
        got: "10.100.210.0/27",
        fix: 'subnetPrefix: "10.100.210.0/26"',
      },
    ],
  ),
  fails(
    "subnet-too-small",
    "an AzureBastionSubnet of /27",
    ({ hub }) =>
      hub.subnets.push(subnet(place("main/hub00/bastion", "prefix"), "AzureBastionSubnet", "10.0.30.0/27", {})),
    [
      {
        at: "main/hub00/bastion prefix",
        text: "subnet AzureBastionSubnet, 10.0.30.0/27, is smaller than /26",
        want: "/26 or larger (Azure)",
        fix: 'prefix: "10.0.30.0/26"',
      },
    ],
  ),
  fails(
    "subnet-too-small",
    "any other subnet of /30, with a neighbour that prevents it from growing",
    ({ hub, hubSubnets }) => {
      hubSubnets.client.prefix = "10.0.0.0/30";
      hub.subnets.push(subnet(place("main/hub00/extra", "prefix"), "extra", "10.0.0.4/30", {}));
    },
    [
      {
        at: "main/hub00 client.subnetPrefix",
        text: "subnet default, 10.0.0.0/30, is smaller than /29",
        got: "10.0.0.0/30",
        fix: 'subnetPrefix: "10.0.0.8/29"',
      },
      {
        at: "main/hub00/extra prefix",
        text: "subnet extra, 10.0.0.4/30, is smaller than /29",
        got: "10.0.0.4/30",
        fix: 'prefix: "10.0.0.8/29"',
      },
    ],
  ),
];
