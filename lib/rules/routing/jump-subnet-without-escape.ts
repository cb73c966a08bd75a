import { beside } from "../edit";
import { ESCAPE_EDIT, listRoutes, mayEscape } from "./escape";
import { findSubnet } from "../networks";
import type { Rule } from "../rule";

/**
 * FT072. The first packet arrives, its answer leaves through the NVA with another source, and the session never opens.
 */
export const jumpSubnetWithoutEscape: Rule = {
  id: "FT072",
  name: "jump-subnet-without-escape",
  severity: "error",
  reason:
    "Once a default is learned by BGP, a machine's own public IP works only where a user-defined route goes to Internet.",
  source: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview",
  otherwise: "nobody tells",
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
          at: beside(subnet.at, "routes"),
          sentence: `the jump server's answers to ${lost.join(", ")} follow the learned default, through the NVA`,
          got: listRoutes(subnet.routes),
          want: "a route to Internet that covers every operator source (Azure)",
          fix: ESCAPE_EDIT,
        },
      ];
    }),
};
