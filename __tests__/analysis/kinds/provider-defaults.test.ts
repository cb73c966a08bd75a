import { unknown } from "../../../lib/analysis/unknown/value";
import { configured } from "../terraform/support";
import { network } from "./sample-resources";

const subnet = {
  azurerm_subnet: { s: { name: "s", virtual_network_name: "vnet", address_prefixes: ["10.0.0.0/24"] } },
};

describe("the provider's defaults, and attributes of its older versions", () => {
  test("subnets have default outbound access, route tables propagate, NICs do not forward", () => {
    const topology = configured({
      ...network,
      ...subnet,
      azurerm_route_table: { t: {} },
      azurerm_network_interface: { n: { ip_configuration: [{ subnet_id: "${azurerm_subnet.s.id}" }] } },
    });
    expect(topology.subnets[0]).toMatchObject({
      defaultOutboundAccess: true,
      privateEndpointPolicyForRoutes: false,
      privateEndpointPolicyForGroups: false,
      serviceEndpoints: [],
    });
    expect(topology.routeTables[0]?.propagation).toBe(true);
    expect(topology.nics[0]).toMatchObject({ forwarding: false, subnet: "azurerm_subnet.s" });
  });

  test("disable_bgp_route_propagation and enable_ip_forwarding are read", () => {
    const topology = configured({
      azurerm_route_table: {
        a: { disable_bgp_route_propagation: true },
        b: { disable_bgp_route_propagation: "${var.off}" },
      },
      azurerm_network_interface: { n: { enable_ip_forwarding: true } },
    });
    expect(topology.routeTables.map(({ propagation }) => propagation)).toEqual([false, unknown("!var.off")]);
    expect(topology.nics[0]?.forwarding).toBe(true);
  });

  test("peerings allow virtual network access, and nothing else", () => {
    const peering = configured({
      ...network,
      azurerm_virtual_network_peering: {
        p: { virtual_network_name: "vnet", remote_virtual_network_id: "${azurerm_virtual_network.v.id}" },
      },
    }).peerings[0];
    expect(peering).toMatchObject({
      virtualNetworkAccess: true,
      forwardedTraffic: false,
      gatewayTransit: false,
      useRemoteGateways: false,
    });
  });

  test("an unknown flag is named by its expression, and a given value decides it", () => {
    const { routeServers } = configured({
      azurerm_route_server: { r: { branch_to_branch_traffic_enabled: "${var.b2b}" } },
    });
    expect(routeServers[0]?.branchToBranch).toEqual(unknown("var.b2b"));
    expect(
      configured(
        { azurerm_route_server: { r: { branch_to_branch_traffic_enabled: "${var.b2b}" } } },
        {},
        { values: { "var.b2b": true } },
      ).routeServers[0]?.branchToBranch,
    ).toBe(true);
  });
});
