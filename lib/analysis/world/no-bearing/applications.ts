import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const APPLICATIONS: NoBearing = {
  reason: "settings of apps, and workflows that run outside VNets",
  types: azurerm(`
    app_configuration app_configuration_feature app_configuration_key app_service_active_slot
    app_service_certificate app_service_certificate_binding app_service_certificate_order app_service_connection
    app_service_custom_hostname_binding app_service_hybrid_connection app_service_managed_certificate
    app_service_plan app_service_public_certificate app_service_slot_custom_hostname_binding
    app_service_source_control app_service_source_control_slot app_service_source_control_token
    container_app_custom_domain container_app_environment_certificate container_app_environment_custom_domain
    container_app_environment_storage function_app_active_slot function_app_connection function_app_function
    function_app_hybrid_connection logic_app_action_custom logic_app_action_http logic_app_integration_account
    logic_app_integration_account_agreement logic_app_integration_account_assembly
    logic_app_integration_account_batch_configuration logic_app_integration_account_certificate
    logic_app_integration_account_map logic_app_integration_account_partner logic_app_integration_account_schema
    logic_app_integration_account_session logic_app_trigger_custom logic_app_trigger_http_request
    logic_app_trigger_recurrence logic_app_workflow nginx_api_key nginx_certificate service_plan
    source_control_token web_app_active_slot web_app_hybrid_connection
  `),
};
