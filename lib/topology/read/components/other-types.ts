import type { Resource } from "../resource";

const READ = new Set(
  [
    "virtual_network",
    "subnet",
    "subnet_network_security_group_association",
    "subnet_route_table_association",
    "subnet_nat_gateway_association",
    "route_table",
    "route",
    "network_security_group",
    "network_security_rule",
    "network_interface",
    "network_interface_security_group_association",
    "network_interface_application_security_group_association",
    "network_interface_backend_address_pool_association",
    "application_security_group",
    "public_ip",
    "public_ip_prefix",
    "nat_gateway",
    "nat_gateway_public_ip_association",
    "nat_gateway_public_ip_prefix_association",
    "lb",
    "lb_backend_address_pool",
    "lb_backend_address_pool_address",
    "lb_outbound_rule",
    "lb_rule",
    "linux_virtual_machine",
    "windows_virtual_machine",
    "virtual_machine",
    "virtual_network_gateway",
    "virtual_network_gateway_connection",
    "local_network_gateway",
    "route_server",
    "route_server_bgp_connection",
    "virtual_network_peering",
    "express_route_circuit",
    "private_endpoint",
  ].map((type) => `azurerm_${type}`),
);

/** True for a resource that plays no part in the topology. What is only looked up is not mentioned. */
export const isOther = ({ type, data }: Resource): boolean => !data && !READ.has(type);
