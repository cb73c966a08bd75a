import { networkLabel } from "../networks";
import { groupBy } from "../../domain/group-by";
import type { ConstructRule } from "../rule";

/** FT068. */
export const secondGatewayInNetwork: ConstructRule = {
  id: "FT068",
  name: "second-gateway-in-network",
  severity: "error",
  summary: "A VNet has two ExpressRoute gateways.",
  why: "A VNet has one GatewaySubnet, which holds one ExpressRoute gateway.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  otherwise: "Azure, at apply",
  check: (app) =>
    groupBy(app.gateways, ({ network }) => network).flatMap(([first, ...others]) =>
      others.map(({ path, network }) => ({
        at: { path, prop: "name" },
        also: { path: first.path, prop: "name" },
        text: `${networkLabel(app, network)} already has an ExpressRoute gateway`,
        got: "a second ExpressRoute gateway in one VNet",
        want: "one ExpressRoute gateway in a VNet (Azure)",
        fix: `remove ${path}, and connect ${first.path} to its circuits`,
      })),
    ),
};
