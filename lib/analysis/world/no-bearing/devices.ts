import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const DEVICES: NoBearing = {
  reason: "hubs for devices behind a public address or a private endpoint",
  types: azurerm(`
    digital_twins_endpoint_eventgrid digital_twins_endpoint_eventhub digital_twins_endpoint_servicebus
    digital_twins_instance digital_twins_time_series_database_connection iotcentral_application
    iotcentral_application_network_rule_set iotcentral_organization iothub iothub_certificate iothub_consumer_group
    iothub_device_update_account iothub_device_update_instance iothub_dps iothub_dps_certificate
    iothub_dps_shared_access_policy iothub_endpoint_cosmosdb_account iothub_endpoint_eventhub
    iothub_endpoint_servicebus_queue iothub_endpoint_servicebus_topic iothub_endpoint_storage_container
    iothub_enrichment iothub_fallback_route iothub_file_upload iothub_route iothub_shared_access_policy
  `),
};
