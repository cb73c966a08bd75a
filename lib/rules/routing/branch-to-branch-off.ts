import type { ConstructRule } from "../rule";

/** FT048. */
export const branchToBranchOff: ConstructRule = {
  id: "FT048",
  name: "branch-to-branch-off",
  severity: "error",
  summary: "Branch-to-branch traffic is off on a Route Server whose VNet is connected to a circuit.",
  why: "The Route Server then advertises nothing to the gateway, and the default route never leaves the VNet.",
  sources: ["https://learn.microsoft.com/azure/route-server/expressroute-vpn-support"],
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
            text: `Route Server ${path} does not advertise routes to the gateway of its VNet`,
            got: "branchToBranchTraffic: false",
            want: "true in a VNet that is connected to a circuit (Route Server)",
            fix: "branchToBranchTraffic: true",
          },
        ];
      }),
};
