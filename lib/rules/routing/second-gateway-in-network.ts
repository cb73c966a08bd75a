import { networkLabel } from "../networks";
import { groupBy } from "../pairs";
import type { Rule } from "../rule";

/** FT068. */
export const secondGatewayInNetwork: Rule = {
  id: "FT068",
  name: "second-gateway-in-network",
  severity: "error",
  reason: "A VNet has one GatewaySubnet, and it takes one ExpressRoute gateway.",
  source: "https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways",
  otherwise: "Azure refuses at apply",
  check: (app) =>
    [...groupBy(app.gateways, ({ network }) => network).values()].flatMap(([first, ...others]) =>
      others.map(({ path, network }) => ({
        at: { path, prop: "name" },
        also: { path: first.path, prop: "name" },
        sentence: `${networkLabel(app, network)} has an ExpressRoute gateway already`,
        got: "a second ExpressRoute gateway in one VNet",
        want: "one ExpressRoute gateway in a VNet (Azure)",
        fix: `leave ${path} out, and connect ${first.path} to its circuits`,
      })),
    ),
};
