import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const EDGE: NoBearing = {
  reason: "services at the edge of Azure or outside VNets: they are reached at public addresses and send from there",
  types: azurerm(`
    bot_channel_alexa bot_channel_direct_line_speech bot_channel_directline bot_channel_email bot_channel_facebook
    bot_channel_line bot_channel_ms_teams bot_channel_slack bot_channel_sms bot_channel_web_chat
    bot_channels_registration bot_connection bot_service_azure_bot bot_web_app cdn_endpoint
    cdn_endpoint_custom_domain cdn_frontdoor_custom_domain cdn_frontdoor_custom_domain_association
    cdn_frontdoor_endpoint cdn_frontdoor_firewall_policy cdn_frontdoor_origin cdn_frontdoor_origin_group
    cdn_frontdoor_profile cdn_frontdoor_route cdn_frontdoor_rule cdn_frontdoor_rule_set cdn_frontdoor_secret
    cdn_frontdoor_security_policy cdn_profile communication_service communication_service_email_domain_association
    email_communication_service email_communication_service_domain
    email_communication_service_domain_sender_username fluid_relay_server frontdoor
    frontdoor_custom_https_configuration frontdoor_firewall_policy frontdoor_rules_engine maps_account maps_creator
    notification_hub notification_hub_authorization_rule notification_hub_namespace signalr_service
    signalr_service_custom_certificate signalr_service_custom_domain signalr_service_network_acl
    signalr_shared_private_link_resource static_site static_site_custom_domain static_web_app
    static_web_app_custom_domain static_web_app_function_app_registration traffic_manager_azure_endpoint
    traffic_manager_external_endpoint traffic_manager_nested_endpoint traffic_manager_profile
    voice_services_communications_gateway voice_services_communications_gateway_test_line web_pubsub
    web_pubsub_custom_certificate web_pubsub_custom_domain web_pubsub_hub web_pubsub_network_acl
    web_pubsub_shared_private_link_resource web_pubsub_socketio
  `),
};
