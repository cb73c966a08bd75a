import { reported, type TopologyRule } from "../topology-rule";

/** FT079. Without any circuit that is provisioned, or with a count of 0, the connections are made elsewhere, or not yet. */
export const gatewayWithoutConnection: TopologyRule = {
  id: "FT079",
  name: "gateway-without-connection",
  severity: "warning",
  summary: "An ExpressRoute gateway is not connected to a circuit.",
  why: "A gateway without a connection costs as much as a connected one, and nothing is tunnelled through it.",
  sources: ["https://learn.microsoft.com/azure/expressroute/expressroute-about-virtual-network-gateways"],
  facts: ["3.1"],
  example: "a hub whose gateway has no azurerm_virtual_network_gateway_connection, beside VNets on a circuit",
  structural: true,
  check: ({ topology, whole, index }) =>
    topology.gateways
      .filter(
        ({ id, kind, absentConnections }) =>
          kind === "ExpressRoute" &&
          absentConnections === undefined &&
          whole.circuits.some(({ provisioned }) => provisioned !== false) &&
          !topology.connections.some(({ gateway }) => gateway === id),
      )
      .map(({ id, name, network }) =>
        reported({
          at: id,
          also: [network],
          text: `${name} of ${index.networks.get(network)?.name} is not connected to a circuit`,
          got: "no azurerm_virtual_network_gateway_connection",
          want: `a connection to ${whole.circuits.map((circuit) => circuit.name).join(" or ")}`,
          fix: `add an azurerm_virtual_network_gateway_connection, or remove ${name}`,
          rows: ["3.1"],
        }),
      ),
};
