import { reported, type TopologyRule } from "../topology-rule";

/** FT123. */
export const fastpathInTheWay: TopologyRule = {
  id: "FT123",
  name: "fastpath-in-the-way",
  severity: "warning",
  summary: "FastPath is on for a connection of the VNet of the NVA.",
  why: "FastPath sends packets past the gateway, whose routes lead to the NVA. Its behaviour with a default route from a Route Server is not documented.",
  sources: ["https://learn.microsoft.com/azure/expressroute/about-fastpath"],
  facts: ["8.6"],
  example: "express_route_gateway_bypass = true on the site's connection",
  structural: true,
  check: ({ topology }) => {
    const served = new Set(topology.routeServers.map(({ network }) => network));
    const gateways = new Map(
      topology.gateways.filter(({ network }) => served.has(network)).map((gateway) => [gateway.id, gateway]),
    );
    return topology.connections
      .filter(({ gateway, fastPath }) => fastPath === true && gateways.has(gateway))
      .map(({ id, name, gateway }) =>
        reported({
          at: id,
          also: [gateway],
          text: `${name} uses FastPath, whose behaviour with a default route from a Route Server is not documented`,
          got: '\"express_route_gateway_bypass\": true',
          want: "traffic through the gateway, whose routes lead to the NVA",
          fix: '\"express_route_gateway_bypass\": false',
          rows: ["8.6"],
        }),
      );
  },
};
