import { networksLearningDefault } from "../learned-default";
import { reported, type TopologyRule } from "../topology-rule";

/** FT124. With branch-to-branch traffic on, the default route is not learned, which other rules report. */
export const routeServerBesideClients: TopologyRule = {
  id: "FT124",
  name: "route-server-beside-clients",
  severity: "warning",
  summary: "A VNet that learns its default route from a circuit has a Route Server.",
  why: "It works while branch-to-branch traffic of that Route Server is off. Once it is on, the Route Server drops the default route, and the tunnel is lost.",
  sources: ["https://learn.microsoft.com/azure/route-server/expressroute-vpn-support"],
  facts: ["3.14"],
  example: "a Route Server in the hub, with branch_to_branch_traffic_enabled = false",
  check: (context) => {
    const { topology } = context;
    const networks = networksLearningDefault(context);
    return topology.routeServers
      .filter(({ network, branchToBranch }) => networks.has(network) && branchToBranch === false)
      .map(({ id, name, network }) =>
        reported({
          at: id,
          also: [network],
          text: `${context.index.networks.get(network)?.name} keeps its default route only while branch-to-branch traffic of ${name} is off`,
          got: '\"branch_to_branch_traffic_enabled\": false',
          want: "no Route Server in a VNet that learns its default route from a circuit",
          fix: `remove ${name}`,
          rows: ["3.14"],
        }),
      );
  },
};
