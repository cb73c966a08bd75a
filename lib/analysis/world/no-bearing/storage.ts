import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const STORAGE: NoBearing = {
  reason: "storage behind a public address or a private endpoint: a destination that sends nothing by itself",
  types: azurerm(`
    data_share data_share_account data_share_dataset_blob_storage data_share_dataset_data_lake_gen2
    data_share_dataset_kusto_cluster data_share_dataset_kusto_database elastic_san elastic_san_volume
    elastic_san_volume_group hpc_cache_access_policy hpc_cache_blob_nfs_target hpc_cache_blob_target
    hpc_cache_nfs_target netapp_account netapp_pool netapp_volume_quota_rule storage_account
    storage_account_local_user storage_account_network_rules storage_account_queue_properties
    storage_account_static_website storage_blob storage_blob_inventory_policy storage_container
    storage_container_immutability_policy storage_data_lake_gen2_filesystem storage_data_lake_gen2_path
    storage_encryption_scope storage_management_policy storage_mover storage_mover_job_definition
    storage_mover_project storage_mover_source_endpoint storage_mover_target_endpoint storage_object_replication
    storage_queue storage_share storage_share_directory storage_share_file storage_sync storage_sync_cloud_endpoint
    storage_sync_group storage_sync_server_endpoint storage_table storage_table_entity
    subnet_service_endpoint_storage_policy
  `),
};
