import { escapeEdit, listRoutes, mayEscape, routesAt } from "./escape";
import { findSubnet } from "../networks";
import type { ConstructRule } from "../rule";

/**
 * FT072. The first packet arrives, but the answer leaves through the NVA with another source, so no session comes up.
 */
export const jumpSubnetWithoutEscape: ConstructRule = {
  id: "FT072",
  name: "jump-subnet-without-escape",
  severity: "error",
  summary: "The subnet of a jump server has no route to Internet for its operators.",
  why: "Once a default route is learned by BGP, answers of the jump server leave through the NVA with another source address, and no session comes up.",
  sources: ["https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview"],
  check: (app) =>
    app.jumpServers.flatMap(({ network, subnetName, operatorSources }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!subnet) return [];
      const lost = (operatorSources ?? []).flatMap(({ source }) =>
        source === undefined || mayEscape(subnet.routes, source) ? [] : source,
      );
      if (lost.length === 0) return [];
      return [
        {
          at: routesAt(subnet),
          text: `answers of the jump server to ${lost.join(", ")} follow the learned default route, through the NVA`,
          got: listRoutes(subnet.routes),
          want: "a route to Internet that covers every operator source (Azure)",
          fix: escapeEdit(subnet),
        },
      ];
    }),
};
