import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const GOVERNANCE: NoBearing = {
  reason: "billing, naming and rules for people: containers and records without packets",
  types: azurerm(`
    advisor_suppression billing_account_cost_management_export consumption_budget_management_group
    consumption_budget_resource_group consumption_budget_subscription cost_anomaly_alert
    cost_management_scheduled_action custom_provider dev_test_policy managed_application_definition management_group
    management_group_policy_exemption management_group_policy_set_definition
    management_group_subscription_association management_lock marketplace_agreement oracle_resource_anchor
    policy_definition policy_set_definition portal_dashboard portal_tenant_configuration resource_group
    resource_group_cost_management_export resource_group_cost_management_view resource_group_policy_exemption
    resource_policy_exemption resource_provider_registration subscription subscription_cost_management_export
    subscription_cost_management_view subscription_policy_exemption
  `),
};
