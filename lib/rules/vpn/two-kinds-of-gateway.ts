import { networkLabel } from "../networks";
import type { ConstructRule } from "../rule";

/** FT196. */
export const twoKindsOfGateway: ConstructRule = {
  id: "FT196",
  name: "two-kinds-of-gateway",
  severity: "error",
  summary: "A hub has an ExpressRoute gateway and a VPN gateway.",
  why: "If both bring a default route, only that of ExpressRoute is used, so the VPN would not tunnel. This library makes one of them.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-howto-coexist-resource-manager"],
  check: (app) =>
    app.vpnGateways.flatMap(({ path, network }) => {
      const other = app.gateways.find((gateway) => gateway.network === network);
      if (!other) return [];
      return [
        {
          at: { path, prop: "name" },
          also: { path: other.path, prop: "name" },
          text: `${networkLabel(app, network)} has gateways of two kinds`,
          got: "gateway and vpnGateway",
          want: "one of them",
          fix: "leave gateway out, or vpnGateway",
        },
      ];
    }),
};
