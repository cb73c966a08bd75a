import { unknown } from "../../../lib/analysis/unknown/value";
import { configured } from "../terraform/support";
import { id, network } from "./sample-resources";

test("VPN gateways have their BGP settings, their sites and their connections", () => {
  const gateway = { name: "g", type: "Vpn", ip_configuration: [{ subnet_id: id("azurerm_subnet.s") }] };
  const { gateways, connections, localNetworkGateways } = configured({
    ...network,
    azurerm_local_network_gateway: {
      site: { name: "site", address_space: ["192.168.0.0/16"], bgp_settings: [{ asn: 65010 }] },
      plain: { name: "plain", address_space: ["172.16.0.0/12"] },
    },
    azurerm_virtual_network_gateway: {
      g: {
        ...gateway,
        enable_bgp: true,
        active_active: "${var.two}",
        bgp_settings: [{ asn: 65020 }],
        default_local_network_gateway_id: id("azurerm_local_network_gateway.site"),
      },
      h: { ...gateway, name: "h" },
    },
    azurerm_virtual_network_gateway_connection: {
      site: {
        name: "site",
        virtual_network_gateway_id: id("azurerm_virtual_network_gateway.g"),
        local_network_gateway_id: id("azurerm_local_network_gateway.site"),
        bgp_enabled: true,
      },
      peer: {
        name: "peer",
        virtual_network_gateway_id: id("azurerm_virtual_network_gateway.g"),
        peer_virtual_network_gateway_id: id("azurerm_virtual_network_gateway.h"),
        routing_weight: 10,
      },
    },
  });
  expect(gateways).toMatchObject([
    {
      kind: "Vpn",
      network: "azurerm_virtual_network.v",
      bgp: true,
      asn: 65020,
      activeActive: unknown("var.two"),
      defaultSite: "azurerm_local_network_gateway.site",
    },
    { bgp: false, asn: 65515, activeActive: false },
  ]);
  expect(gateways[1]).not.toHaveProperty("defaultSite");
  expect(connections).toMatchObject([
    { peerGateway: "azurerm_virtual_network_gateway.h", routingWeight: 10, bgp: false },
    { localNetworkGateway: "azurerm_local_network_gateway.site", routingWeight: 0, bgp: true },
  ]);
  expect(localNetworkGateways).toMatchObject([
    { addressSpace: ["172.16.0.0/12"] },
    { addressSpace: ["192.168.0.0/16"], asn: 65010 },
  ]);
  expect(localNetworkGateways[0]).not.toHaveProperty("asn");
});
