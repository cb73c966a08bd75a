import type { Rule } from "../rule";

/** FT048. */
export const branchToBranchOff: Rule = {
  id: "FT048",
  name: "branch-to-branch-off",
  severity: "error",
  reason:
    "Without branch-to-branch traffic the Route Server gives nothing to the gateway: the default never leaves the VNet.",
  source: "https://learn.microsoft.com/azure/route-server/expressroute-vpn-support",
  otherwise: "nobody tells",
  check: (app) =>
    app.routeServers
      .filter(({ branchToBranch, peers }) => branchToBranch === false && peers.length > 0)
      .flatMap(({ path, network }) => {
        const connection = app.connections.find((one) => one.network === network);
        if (!connection) return [];
        return [
          {
            at: { path, prop: "branchToBranchTraffic" },
            also: connection.at,
            sentence: `Route Server ${path} keeps its routes from the gateway of its VNet`,
            got: "branchToBranchTraffic: false",
            want: "true in a VNet that is connected to a circuit (Route Server)",
            fix: "branchToBranchTraffic: true",
          },
        ];
      }),
};
