import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const RECOVERY: NoBearing = {
  reason: "backups, replicas and restore points: they act on a restore or failover, not on the deployed network",
  types: azurerm(`
    backup_container_storage_account backup_policy_file_share backup_policy_vm backup_policy_vm_workload
    backup_protected_file_share backup_protected_vm data_protection_backup_instance_blob_storage
    data_protection_backup_instance_disk data_protection_backup_instance_kubernetes_cluster
    data_protection_backup_instance_mysql_flexible_server data_protection_backup_instance_postgresql
    data_protection_backup_instance_postgresql_flexible_server data_protection_backup_policy_blob_storage
    data_protection_backup_policy_disk data_protection_backup_policy_kubernetes_cluster
    data_protection_backup_policy_mysql_flexible_server data_protection_backup_policy_postgresql
    data_protection_backup_policy_postgresql_flexible_server data_protection_backup_vault
    data_protection_backup_vault_customer_managed_key data_protection_resource_guard netapp_backup_policy
    netapp_backup_vault netapp_snapshot netapp_snapshot_policy oracle_autonomous_database_backup
    postgresql_flexible_server_backup recovery_services_vault recovery_services_vault_resource_guard_association
    restore_point_collection site_recovery_fabric site_recovery_hyperv_network_mapping
    site_recovery_hyperv_replication_policy site_recovery_hyperv_replication_policy_association
    site_recovery_network_mapping site_recovery_protection_container site_recovery_protection_container_mapping
    site_recovery_replicated_vm site_recovery_replication_policy site_recovery_replication_recovery_plan
    site_recovery_services_vault_hyperv_site site_recovery_vmware_replicated_vm
    site_recovery_vmware_replication_policy site_recovery_vmware_replication_policy_association snapshot
    virtual_machine_restore_point virtual_machine_restore_point_collection
  `),
};
