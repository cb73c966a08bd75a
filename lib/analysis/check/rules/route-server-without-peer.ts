import { networksLearningDefault } from "../learned-default";
import { reported, type TopologyRule } from "../topology-rule";

/** FT050. Where a Route Server keeps a default route out of its VNet, another rule says so. */
export const routeServerWithoutPeer: TopologyRule = {
  id: "FT050",
  name: "route-server-without-peer",
  severity: "warning",
  summary: "A Route Server has no BGP peer.",
  why: "A Route Server advertises the routes of its peers. Without a peer it costs money, and no default route comes from it.",
  sources: ["https://learn.microsoft.com/azure/route-server/overview"],
  facts: ["3.9"],
  example: "an azurerm_route_server without an azurerm_route_server_bgp_connection",
  check: (context) => {
    const { topology } = context;
    const peered = new Set(topology.bgpConnections.map(({ routeServer }) => routeServer));
    const reportedElsewhere = new Set(context.causes.map(({ fault }) => fault.at));
    const learning = networksLearningDefault(context);
    return topology.routeServers
      .filter(({ id, network }) => !peered.has(id) && !reportedElsewhere.has(id) && !learning.has(network))
      .map(({ id, name, network }) =>
        reported({
          at: id,
          also: [network],
          text: `${name} has no BGP peer`,
          got: "no azurerm_route_server_bgp_connection",
          want: "an NVA that advertises the default route",
          fix: `add an azurerm_route_server_bgp_connection to an NVA, or remove ${name}`,
          rows: ["3.9"],
        }),
      );
  },
};
