import { fails, passes, type Case } from "../case";

export const CASES: readonly Case[] = [
  passes("second-gateway-in-network", "one gateway in each VNet", () => undefined),
  fails(
    "second-gateway-in-network",
    "two gateways in one VNet",
    ({ app, hubGateway }) => app.gateways.push({ ...hubGateway, path: "main/second" }),
    [
      {
        at: "main/second name",
        also: "main/hub00/gateway name",
        text: "vnet-hub00 already has an ExpressRoute gateway",
        got: "a second ExpressRoute gateway in one VNet",
        want: "one ExpressRoute gateway in a VNet (Azure)",
        fix: "remove main/second, and connect main/hub00/gateway to its circuits",
      },
    ],
  ),
];
