import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const VIRTUAL_WAN: readonly NotModelled[] = [
  {
    types: azurerm(`
      express_route_connection express_route_gateway palo_alto_next_generation_firewall_virtual_hub_local_rulestack
      palo_alto_next_generation_firewall_virtual_hub_panorama
      palo_alto_next_generation_firewall_virtual_hub_strata_cloud_manager palo_alto_virtual_network_appliance
      point_to_site_vpn_gateway route_map virtual_hub virtual_hub_bgp_connection virtual_hub_ip virtual_hub_route_table
      virtual_hub_route_table_route virtual_hub_routing_intent virtual_hub_security_partner_provider vpn_gateway
      vpn_gateway_connection vpn_gateway_nat_rule
    `),
    effect: "network",
    does: "may give routes of a virtual hub to the networks that are connected to it",
  },
  {
    types: azurerm("virtual_wan vpn_server_configuration vpn_server_configuration_policy_group vpn_site"),
    effect: "part",
    does: "acts through virtual hubs and their gateways",
  },
];
