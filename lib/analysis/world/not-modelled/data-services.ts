import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

const SENDS = "sends and receives from its subnet";

export const DATA_SERVICES: readonly NotModelled[] = [
  {
    types: azurerm(`
      cosmosdb_cassandra_cluster cosmosdb_cassandra_datacenter hpc_cache managed_lustre_file_system
      mssql_managed_instance mssql_virtual_machine_availability_group_listener netapp_volume
      netapp_volume_group_oracle netapp_volume_group_sap_hana oracle_cloud_vm_cluster orbital_contact_profile
      qumulo_file_system
    `),
    effect: "own-traffic",
    does: SENDS,
  },
  {
    types: azurerm(`
      kusto_cluster mysql_flexible_server oracle_autonomous_database oracle_autonomous_database_clone_from_backup
      oracle_autonomous_database_clone_from_database postgresql_flexible_server redis_cache
    `),
    effect: "own-traffic",
    does: SENDS,
    optional: true,
  },
  {
    types: azurerm("cognitive_account"),
    effect: "own-traffic",
    does: "sends the traffic of its agents from its subnet",
    placedBy: ["network_injection"],
    optional: true,
  },
];
