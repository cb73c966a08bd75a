import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const NAMES: NoBearing = {
  reason: "DNS: which address a name has; the analysis works with addresses",
  types: azurerm(`
    dns_a_record dns_aaaa_record dns_caa_record dns_cname_record dns_mx_record dns_ns_record dns_ptr_record
    dns_srv_record dns_txt_record dns_zone mssql_server_dns_alias private_dns_a_record private_dns_aaaa_record
    private_dns_cname_record private_dns_mx_record private_dns_ptr_record
    private_dns_resolver_dns_forwarding_ruleset private_dns_resolver_forwarding_rule
    private_dns_resolver_virtual_network_link private_dns_srv_record private_dns_txt_record private_dns_zone
    private_dns_zone_virtual_network_link virtual_network_dns_servers
  `),
};
