import { beside } from "../edit";
import { ESCAPE_EDIT, listRoutes, mayEscape } from "./escape";
import { findSubnet } from "../networks";
import type { Rule } from "../rule";

/** FT012. The Route Server programs the NVA's own default into the NVA's subnet too. */
export const nvaSubnetWithoutEscape: Rule = {
  id: "FT012",
  name: "nva-subnet-without-escape",
  severity: "error",
  reason:
    "Without a user-defined default to the internet, the NVA's subnet learns the NVA's own default, and packets loop.",
  source: "https://learn.microsoft.com/azure/route-server/troubleshoot-route-server",
  otherwise: "nobody tells",
  check: (app) =>
    app.nvas.flatMap(({ path, network, subnetName }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!subnet || mayEscape(subnet.routes)) return [];
      return [
        {
          at: beside(subnet.at, "routes"),
          sentence: `subnet ${subnetName} of ${path} has no route 0.0.0.0/0 to the internet`,
          got: listRoutes(subnet.routes),
          want: "a route 0.0.0.0/0 with next hop Internet (Route Server)",
          fix: ESCAPE_EDIT,
        },
      ];
    }),
};
