import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const ANALYTICS: NoBearing = {
  reason: "analytics and search behind a public address or a private endpoint",
  types: azurerm(`
    analysis_services_server fabric_capacity graph_services_account kusto_attached_database_configuration
    kusto_cluster_managed_private_endpoint kusto_cluster_principal_assignment kusto_cosmosdb_data_connection
    kusto_database kusto_database_principal_assignment kusto_eventgrid_data_connection
    kusto_eventhub_data_connection kusto_iothub_data_connection kusto_script powerbi_embedded purview_account
    search_service search_shared_private_link_service stream_analytics_cluster
    stream_analytics_function_javascript_uda stream_analytics_function_javascript_udf stream_analytics_job
    stream_analytics_job_schedule stream_analytics_job_storage_account stream_analytics_managed_private_endpoint
    stream_analytics_output_blob stream_analytics_output_cosmosdb stream_analytics_output_eventhub
    stream_analytics_output_function stream_analytics_output_mssql stream_analytics_output_powerbi
    stream_analytics_output_servicebus_queue stream_analytics_output_servicebus_topic
    stream_analytics_output_synapse stream_analytics_output_table stream_analytics_reference_input_blob
    stream_analytics_reference_input_mssql stream_analytics_stream_input_blob stream_analytics_stream_input_eventhub
    stream_analytics_stream_input_eventhub_v2 stream_analytics_stream_input_iothub synapse_firewall_rule
    synapse_integration_runtime_azure synapse_integration_runtime_self_hosted synapse_linked_service
    synapse_managed_private_endpoint synapse_private_link_hub synapse_role_assignment synapse_spark_pool
    synapse_sql_pool synapse_sql_pool_workload_classifier synapse_sql_pool_workload_group video_indexer_account
  `),
};
