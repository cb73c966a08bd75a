import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const NETWORK_MANAGER: readonly NotModelled[] = [
  {
    types: azurerm(`
      network_manager_admin_rule network_manager_admin_rule_collection network_manager_connectivity_configuration
      network_manager_deployment network_manager_routing_configuration network_manager_routing_rule
      network_manager_routing_rule_collection network_manager_security_admin_configuration
    `),
    effect: "network",
    does: "may change peerings, routes and security rules of the networks in its groups",
  },
  {
    types: azurerm(`
      network_manager network_manager_management_group_connection network_manager_network_group
      network_manager_scope_connection network_manager_static_member network_manager_subscription_connection
    `),
    effect: "part",
    does: "says which networks a configuration of a network manager applies to",
  },
];
