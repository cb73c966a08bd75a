import { beside } from "../edit";
import { listRoutes, mayEscape, routesAt } from "./escape";
import { findSubnet } from "../networks";
import type { ConstructRule } from "../rule";

/** FT077. The mistake that this library exists to prevent. */
export const clientNotTunnelled: ConstructRule = {
  id: "FT077",
  name: "client-not-tunnelled",
  severity: "error",
  summary: "The subnet of a client has a route around the tunnel, or learns no default route.",
  why: "A user-defined default route wins over a learned one, and a subnet without gateway routes learns none.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  check: (app) =>
    app.clients.flatMap(({ path, network, subnetName }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!subnet) return [];
      const direct = (subnet.routes ?? []).filter(
        (route) => route.prefix !== undefined && route.nextHopType !== undefined && mayEscape([route]),
      );
      const want =
        "no route 0.0.0.0/0 to Internet, and gatewayRoutes: true, so that the client follows the learned default route";
      if (direct.length > 0) {
        const text = `client ${path} reaches the internet directly, past the NVA`;
        const fix =
          subnet.existing === undefined
            ? "remove that route"
            : 'another subnet, which learns the default route: internetTraffic: "tunnelled"';
        return [{ at: routesAt(subnet), text, got: listRoutes(direct), want, fix }];
      }
      if (subnet.gatewayRoutes) return [];
      const text = `client ${path} learns no default route`;
      return [
        {
          at: beside(subnet.at, "gatewayRoutes"),
          text,
          got: "gatewayRoutes: false",
          want,
          fix: "gatewayRoutes: true",
        },
      ];
    }),
};
