import { symbol } from "../../../lib/analysis/unknown/value";
import { configured } from "../terraform/support";

test("of two networks with one name, a reference means the one in its own resource group", () => {
  const vnet = (group: string): object => ({ name: "vnet", resource_group_name: group });
  const topology = configured({
    azurerm_virtual_network: { a: vnet("rg-a"), b: vnet("rg-b") },
    azurerm_subnet: { s: { name: "s", virtual_network_name: "vnet", resource_group_name: "RG-B" } },
  });
  expect(topology.subnets[0]?.network).toBe("azurerm_virtual_network.b");
});

test("a resource that is not in the files has a placeholder, and a note", () => {
  const id = "/subscriptions/0/resourceGroups/rg/providers/Microsoft.Network/virtualNetworks/core/subnets/apps";
  const topology = configured({ azurerm_network_interface: { n: { ip_configuration: [{ subnet_id: id }] } } });
  expect(topology.subnets).toMatchObject([{ id, name: "apps", network: id.replace("/subnets/apps", "") }]);
  expect(topology.networks).toMatchObject([{ name: "core" }]);
  expect(topology.notes.map(({ kind }) => kind)).toEqual(["outside", "outside"]);
});

test("a dynamic address has one symbol, whatever attribute refers to it", () => {
  const peer = (end: string): object => ({ peer_ip: `\${azurerm_network_interface.n.${end}}` });
  const { bgpConnections, nics } = configured({
    azurerm_network_interface: { n: { ip_configuration: [{}] } },
    azurerm_route_server_bgp_connection: { a: peer("private_ip_address"), b: peer("private_ip_addresses[0]") },
  });
  expect([nics[0]?.address, ...bgpConnections.map(({ peerAddress }) => peerAddress)]).toEqual([
    undefined,
    ...Array<string>(2).fill(symbol("azurerm_network_interface.n.private_ip_address")),
  ]);
});
