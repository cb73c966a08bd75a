export const id = (address: string): string => `\${${address}.id}`;

export const network = {
  azurerm_virtual_network: { v: { name: "v", address_space: ["10.0.0.0/16"] } },
  azurerm_subnet: { s: { name: "s", virtual_network_name: "v", address_prefixes: ["10.0.0.0/24"] } },
};

export const nic = (address: string): object => ({
  ip_configuration: [{ name: "ip", subnet_id: id("azurerm_subnet.s"), private_ip_address: address }],
});

export const nva = {
  ...network,
  azurerm_network_interface: { n: nic("10.0.0.4") },
  azurerm_linux_virtual_machine: { m: { name: "nva", network_interface_ids: [id("azurerm_network_interface.n")] } },
  azurerm_route_server: {
    r: { name: "rs", subnet_id: id("azurerm_subnet.s"), virtual_router_ips: ["10.0.0.8", "10.0.0.9"] },
  },
  azurerm_route_server_bgp_connection: {
    b: { name: "b", route_server_id: id("azurerm_route_server.r"), peer_asn: 65001, peer_ip: "10.0.0.4" },
  },
};
