import { escapeEdit, listRoutes, mayEscape, routesAt } from "./escape";
import { findSubnet } from "../networks";
import type { ConstructRule } from "../rule";

/** FT152. */
export const exemptSubnetWithoutEscape: ConstructRule = {
  id: "FT152",
  name: "exempt-subnet-without-escape",
  severity: "error",
  summary: "A subnet is meant to be exempt, and its routes do not lead to Internet.",
  why: "Without a route of its own, the subnet follows the learned default route: its machines are tunnelled.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  check: (app) =>
    app.exemptSubnets.flatMap(({ path, network, subnetName }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!subnet || mayEscape(subnet.routes)) return [];
      return [
        {
          at: routesAt(subnet),
          text: `${path} is not exempt: its internet traffic follows the learned default route`,
          got: listRoutes(subnet.routes),
          want: "a route 0.0.0.0/0 to Internet (Azure)",
          fix: escapeEdit(subnet),
        },
      ];
    }),
};
