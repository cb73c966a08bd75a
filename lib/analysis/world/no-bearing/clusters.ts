import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const CLUSTERS: NoBearing = {
  reason: "registries, and settings of clusters that are listed by themselves",
  types: azurerm(`
    container_connected_registry container_registry container_registry_cache_rule container_registry_credential_set
    container_registry_scope_map container_registry_task container_registry_task_schedule_run_now
    container_registry_token container_registry_token_password container_registry_webhook
    databricks_access_connector databricks_workspace_customer_managed_key
    databricks_workspace_root_dbfs_customer_managed_key kubernetes_cluster_trusted_access_role_binding
    kubernetes_fleet_manager kubernetes_fleet_member kubernetes_fleet_update_run kubernetes_fleet_update_strategy
    machine_learning_datastore_blobstorage machine_learning_datastore_datalake_gen2
    machine_learning_datastore_fileshare machine_learning_synapse_spark
    machine_learning_workspace_network_outbound_rule_fqdn
    machine_learning_workspace_network_outbound_rule_private_endpoint
    machine_learning_workspace_network_outbound_rule_service_tag
  `),
};
