import { beside } from "../edit";
import { findSubnet } from "../networks";
import type { Rule } from "../rule";

/**
 * FT060. It is the other way to keep the NVA's own default out of its subnet, and it keeps the way back out as well.
 */
export const nvaSubnetWithoutGatewayRoutes: Rule = {
  id: "FT060",
  name: "nva-subnet-without-gateway-routes",
  severity: "error",
  reason:
    "Without the gateway's routes the NVA's subnet does not know where the clients are, and Azure drops every answer.",
  source: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview",
  otherwise: "nobody tells",
  check: (app) =>
    app.nvas.flatMap(({ path, network, subnetName }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!subnet || subnet.gatewayRoutes) return [];
      return [
        {
          at: beside(subnet.at, "gatewayRoutes"),
          sentence: `subnet ${subnetName} of ${path} does not take over gateway routes`,
          got: "propagation of gateway routes off",
          want: "propagation on, and a route 0.0.0.0/0 with next hop Internet (Azure)",
          fix: "gatewayRoutes: true",
        },
      ];
    }),
};
