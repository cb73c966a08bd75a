import { fails, passes, type Case } from "../case";
import type { Article } from "../declaration-builder";

const exempt = (nextHopType: string) => (parts: Article) => {
  const at = { path: "main/hub00/network/tools", prop: "prefix" };
  const route = { at, name: "0_0_0_0_0", prefix: "0.0.0.0/0", nextHopType, nextHopAddress: null };
  parts.app.networks[0]!.subnets.push({
    at,
    name: "tools",
    prefix: "10.0.9.0/24",
    networkSecurityGroup: false,
    existing: undefined,
    routes: [route],
    gatewayRoutes: true,
  });
  parts.app.exemptSubnets = [{ path: at.path, network: "main/hub00/network", subnetName: "tools" }];
};

export const CASES: readonly Case[] = [
  passes("exempt-subnet-without-escape", "an exempt subnet with a route to Internet", exempt("Internet")),
  fails("exempt-subnet-without-escape", "an exempt subnet whose default route leads nowhere", exempt("None"), [
    {
      at: "main/hub00/network/tools routes",
      text: "main/hub00/network/tools is not exempt: its internet traffic follows the learned default route",
      got: "0.0.0.0/0 to None",
      want: "a route 0.0.0.0/0 to Internet (Azure)",
      fix: 'routes: [{ name: "0_0_0_0_0", addressPrefix: "0.0.0.0/0", nextHopType: "Internet" }]',
    },
  ]),
];
