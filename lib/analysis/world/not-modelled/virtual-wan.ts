import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const VIRTUAL_WAN: readonly NotModelled[] = [
  {
    types: azurerm(`
      palo_alto_next_generation_firewall_virtual_hub_local_rulestack
      palo_alto_next_generation_firewall_virtual_hub_panorama
      palo_alto_next_generation_firewall_virtual_hub_strata_cloud_manager palo_alto_virtual_network_appliance
      virtual_hub_security_partner_provider vpn_gateway_nat_rule
    `),
    effect: "network",
    does: "may give routes of a virtual hub to the networks that are connected to it",
  },
  {
    types: azurerm("route_map vpn_server_configuration vpn_server_configuration_policy_group"),
    effect: "part",
    does: "acts through the connections and gateways of virtual hubs",
  },
];
