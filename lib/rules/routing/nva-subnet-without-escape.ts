import { escapeEdit, listRoutes, mayEscape, routesAt } from "./escape";
import { findSubnet } from "../networks";
import type { ConstructRule } from "../rule";

/** FT012. The Route Server also programs the default route of the NVA in the subnet of the NVA. */
export const nvaSubnetWithoutEscape: ConstructRule = {
  id: "FT012",
  name: "nva-subnet-without-escape",
  severity: "error",
  summary: "The subnet of an NVA has no route 0.0.0.0/0 to Internet.",
  why: "Without it the subnet of the NVA learns the default route of the NVA itself, and packets loop.",
  sources: ["https://learn.microsoft.com/azure/route-server/troubleshoot-route-server"],
  check: (app) =>
    app.nvas.flatMap(({ path, network, subnetName, advertisesDefault }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!advertisesDefault || !subnet || mayEscape(subnet.routes)) return [];
      return [
        {
          at: routesAt(subnet),
          text: `subnet ${subnetName} of ${path} has no route 0.0.0.0/0 to Internet`,
          got: listRoutes(subnet.routes),
          want: "a route 0.0.0.0/0 with next hop Internet (Route Server)",
          fix: escapeEdit(subnet),
        },
      ];
    }),
};
