import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("subnets-overlap", "adjacent subnets", ({ hubSubnets }) => (hubSubnets.jump.prefix = "10.0.220.0/25")),
  fails(
    "subnets-overlap",
    "a subnet inside another one",
    ({ hubSubnets, jump }) => {
      hubSubnets.jump.prefix = "10.0.0.128/25";
      jump.privateIpAddress = undefined;
    },
    [
      {
        at: "main/hub00 jumpServer.subnetPrefix",
        also: "main/hub00 client.subnetPrefix",
        text: "subnet jump, 10.0.0.128/25, lies inside subnet default, 10.0.0.0/24, in vnet-hub00",
        got: "10.0.0.128/25 and 10.0.0.0/24",
        want: "subnets that do not overlap (Azure)",
        fix: 'subnetPrefix: "10.0.1.0/25"',
      },
    ],
  ),
];
