import { type FactTexts, documented, seen } from "./fact-text";
import { PEERING, PEERING_ORDER, FIREWALL_ROUTE_ERROR, INLINE_SUBNETS, PROVIDER_VIRTUAL_NETWORK } from "./sources";

/** What Terraform and Azure do while a configuration is applied. */
export const APPLY = {
  "12.1": {
    statement:
      "Terraform creates resources at the same time unless one refers to the other or has `depends_on`. Azure rejects a " +
      "peering with `use_remote_gateways` while the remote VNet has no gateway or its peering does not allow gateway " +
      "transit yet, and a route table on AzureFirewallSubnet before its 0.0.0.0/0 to Internet exists.",
    evidence: [documented(PEERING), seen(PEERING_ORDER, FIREWALL_ROUTE_ERROR)],
    modelled: "yes",
    remark: "within one stack; what a module depends on is not looked at",
  },
  "12.2": {
    statement:
      "Subnets as blocks of a VNet exclude azurerm_subnet and associations for the same VNet, as `route` and " +
      "`security_rule` blocks exclude azurerm_route and azurerm_network_security_rule: each apply removes what the other " +
      "resource made, unless `ignore_changes` names the block.",
    evidence: [documented(PROVIDER_VIRTUAL_NETWORK), seen(INLINE_SUBNETS)],
    modelled: "yes",
  },
} satisfies FactTexts;
