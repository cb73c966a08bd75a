import { beside } from "../edit";
import { listRoutes, mayEscape } from "./escape";
import { findSubnet } from "../networks";
import type { Rule } from "../rule";

/** FT077. The one thing this library is there to prevent. */
export const clientNotTunnelled: Rule = {
  id: "FT077",
  name: "client-not-tunnelled",
  severity: "error",
  reason: "A user-defined default wins over the one that is learned, and without the gateway's routes none is learned.",
  source: "https://learn.microsoft.com/azure/virtual-network/virtual-networks-udr-overview",
  otherwise: "nobody tells",
  check: (app) =>
    app.clients.flatMap(({ path, network, subnetName }) => {
      const subnet = findSubnet(app, network, subnetName);
      if (!subnet) return [];
      const direct = (subnet.routes ?? []).filter(
        (route) => route.prefix !== undefined && route.nextHopType !== undefined && mayEscape([route]),
      );
      const want =
        "neither a route 0.0.0.0/0 to Internet nor gatewayRoutes: false: the client follows what the gateway learns";
      if (direct.length > 0) {
        const sentence = `client ${path} goes straight to the internet, past the NVA`;
        return [
          { at: beside(subnet.at, "routes"), sentence, got: listRoutes(direct), want, fix: "leave that route out" },
        ];
      }
      if (subnet.gatewayRoutes) return [];
      const sentence = `client ${path} learns no default route`;
      return [
        {
          at: beside(subnet.at, "gatewayRoutes"),
          sentence,
          got: "gatewayRoutes: false",
          want,
          fix: "gatewayRoutes: true",
        },
      ];
    }),
};
