import type { ConstructRule } from "../rule";

/** FT049. It is off by default on gateways made since May 2024; older pages do not mention it. */
export const remoteVnetTrafficOff: ConstructRule = {
  id: "FT049",
  name: "remote-vnet-traffic-off",
  severity: "error",
  summary: "A gateway on a circuit does not exchange routes with other VNets.",
  why: "VNets on one circuit exchange routes only if the gateways of both allow it. The setting is off by default on gateways made since May 2024.",
  sources: ["https://learn.microsoft.com/azure/expressroute/virtual-network-connectivity-guidance"],
  check: (app) =>
    app.gateways
      .filter(({ remoteVnetTraffic }) => remoteVnetTraffic === false)
      .flatMap(({ path }) => {
        const connection = app.connections.find(({ gateway }) => gateway === path);
        if (!connection) return [];
        return [
          {
            at: { path, prop: "remoteVnetTraffic" },
            also: connection.at,
            text: `gateway ${path} exchanges no routes with other VNets on its circuit`,
            got: "remoteVnetTraffic: false",
            want: "true on every gateway that the traffic passes (ExpressRoute)",
            fix: "remoteVnetTraffic: true",
          },
        ];
      }),
};
