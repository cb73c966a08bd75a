import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const MESSAGING: NoBearing = {
  reason: "queues, topics and event routing behind a public address or a private endpoint",
  types: azurerm(`
    eventgrid_domain eventgrid_domain_topic eventgrid_event_subscription eventgrid_namespace
    eventgrid_partner_configuration eventgrid_partner_namespace eventgrid_partner_registration
    eventgrid_system_topic eventgrid_system_topic_event_subscription eventgrid_topic eventhub
    eventhub_authorization_rule eventhub_cluster eventhub_consumer_group eventhub_namespace
    eventhub_namespace_authorization_rule eventhub_namespace_disaster_recovery_config
    eventhub_namespace_schema_group relay_hybrid_connection relay_hybrid_connection_authorization_rule
    relay_namespace relay_namespace_authorization_rule servicebus_namespace servicebus_namespace_authorization_rule
    servicebus_namespace_disaster_recovery_config servicebus_queue servicebus_queue_authorization_rule
    servicebus_subscription servicebus_subscription_rule servicebus_topic servicebus_topic_authorization_rule
  `),
};
