import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const FIREWALLS: readonly NotModelled[] = [
  {
    types: azurerm(`
      palo_alto_next_generation_firewall_virtual_network_local_rulestack
      palo_alto_next_generation_firewall_virtual_network_panorama
      palo_alto_next_generation_firewall_virtual_network_strata_cloud_manager
    `),
    effect: "own-traffic",
    does: "forwards packets that a route sends to it, and sends from its subnets",
  },
  {
    types: azurerm(`
      palo_alto_local_rulestack palo_alto_local_rulestack_certificate palo_alto_local_rulestack_fqdn_list
      palo_alto_local_rulestack_outbound_trust_certificate_association
      palo_alto_local_rulestack_outbound_untrust_certificate_association palo_alto_local_rulestack_prefix_list
      palo_alto_local_rulestack_rule
    `),
    effect: "part",
    does: "decides what a firewall does with the packets that a route sends to it",
  },
];
