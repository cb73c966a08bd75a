import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const API_MANAGEMENT: NoBearing = {
  reason: "settings of API Management: APIs, products and users; the service itself is api_management",
  types: azurerm(`
    api_connection api_management_api api_management_api_diagnostic api_management_api_operation
    api_management_api_operation_policy api_management_api_operation_tag api_management_api_policy
    api_management_api_release api_management_api_schema api_management_api_tag api_management_api_tag_description
    api_management_api_version_set api_management_authorization_server api_management_backend
    api_management_certificate api_management_custom_domain api_management_diagnostic api_management_email_template
    api_management_gateway api_management_gateway_api api_management_gateway_certificate_authority
    api_management_gateway_host_name_configuration api_management_global_schema api_management_group
    api_management_group_user api_management_identity_provider_aad api_management_identity_provider_aadb2c
    api_management_identity_provider_facebook api_management_identity_provider_google
    api_management_identity_provider_microsoft api_management_identity_provider_twitter api_management_logger
    api_management_named_value api_management_notification_recipient_email
    api_management_notification_recipient_user api_management_openid_connect_provider api_management_policy
    api_management_policy_fragment api_management_product api_management_product_api api_management_product_group
    api_management_product_policy api_management_product_tag api_management_redis_cache api_management_subscription
    api_management_tag api_management_user api_management_workspace api_management_workspace_api_version_set
    api_management_workspace_certificate api_management_workspace_policy api_management_workspace_policy_fragment
  `),
};
