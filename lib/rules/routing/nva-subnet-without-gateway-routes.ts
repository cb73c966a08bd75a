import { beside } from "../edit";
import { findSubnet } from "../networks";
import type { ConstructRule } from "../rule";

/**
 * FT060. It also keeps the default route of the NVA out of its subnet, but with it the routes back to the clients.
 */
export const nvaSubnetWithoutGatewayRoutes: ConstructRule = {
  id: "FT060",
  name: "nva-subnet-without-gateway-routes",
  severity: "error",
  summary: "The subnet of an NVA does not propagate gateway routes.",
  why: "The subnet of the NVA then has no route back to the clients, and Azure drops every answer.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  check: (app) =>
    app.nvas.flatMap(({ path, network, subnetName }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!subnet || subnet.gatewayRoutes) return [];
      return [
        {
          at: beside(subnet.at, "gatewayRoutes"),
          text: `subnet ${subnetName} of ${path} does not propagate gateway routes`,
          got: "propagation of gateway routes off",
          want: "propagation on, and a route 0.0.0.0/0 with next hop Internet (Azure)",
          fix: "gatewayRoutes: true",
        },
      ];
    }),
};
