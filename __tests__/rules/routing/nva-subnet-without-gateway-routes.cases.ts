import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("nva-subnet-without-gateway-routes", "an NVA whose subnet is known after apply", ({ nva, siteSubnets }) => {
    nva.subnetName = undefined;
    siteSubnets.nva.gatewayRoutes = false;
  }),
  fails(
    "nva-subnet-without-gateway-routes",
    "propagation of gateway routes switched off",
    ({ siteSubnets }) => (siteSubnets.nva.gatewayRoutes = false),
    [
      {
        at: "main/hub100 nva.gatewayRoutes",
        text: "subnet nva of main/nva100 does not propagate gateway routes",
        got: "propagation of gateway routes off",
        want: "propagation on, and a route 0.0.0.0/0 with next hop Internet (Azure)",
        fix: "gatewayRoutes: true",
      },
    ],
  ),
];
