import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const PROXIES: readonly NotModelled[] = [
  {
    types: azurerm("application_gateway application_load_balancer_subnet_association nginx_deployment"),
    effect: "own-traffic",
    does: "accepts connections from clients, and opens its own ones to back ends from its subnet",
  },
  {
    types: azurerm("api_management api_management_standalone_gateway"),
    effect: "own-traffic",
    does: "accepts connections from clients, and opens its own ones to back ends from its subnet",
    placedBy: ["backend_subnet_id", "virtual_network_configuration"],
    optional: true,
  },
  {
    types: azurerm("private_dns_resolver_inbound_endpoint private_dns_resolver_outbound_endpoint"),
    effect: "own-traffic",
    does: "forwards DNS queries from its subnet",
  },
  {
    types: azurerm(`
      application_load_balancer application_load_balancer_frontend application_load_balancer_security_policy
      network_interface_application_gateway_backend_address_pool_association nginx_configuration private_dns_resolver
      web_application_firewall_policy
    `),
    effect: "part",
    does: "configures a proxy or resolver",
  },
];
