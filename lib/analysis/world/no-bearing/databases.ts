import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const DATABASES: NoBearing = {
  reason:
    "databases behind a public address or a private endpoint, and settings of those that are listed by themselves",
  types: azurerm(`
    cosmosdb_account cosmosdb_cassandra_keyspace cosmosdb_cassandra_table cosmosdb_gremlin_database
    cosmosdb_gremlin_graph cosmosdb_mongo_collection cosmosdb_mongo_database cosmosdb_mongo_role_definition
    cosmosdb_mongo_user_definition cosmosdb_postgresql_cluster cosmosdb_postgresql_coordinator_configuration
    cosmosdb_postgresql_firewall_rule cosmosdb_postgresql_node_configuration cosmosdb_postgresql_role
    cosmosdb_sql_container cosmosdb_sql_database cosmosdb_sql_dedicated_gateway cosmosdb_sql_function
    cosmosdb_sql_role_assignment cosmosdb_sql_role_definition cosmosdb_sql_stored_procedure cosmosdb_sql_trigger
    cosmosdb_table database_migration_project managed_redis managed_redis_geo_replication mongo_cluster
    mongo_cluster_firewall_rule mongo_cluster_user mssql_database mssql_elasticpool mssql_failover_group
    mssql_firewall_rule mssql_job mssql_job_agent mssql_job_credential mssql_job_schedule mssql_job_step
    mssql_job_target_group mssql_managed_database mssql_managed_instance_failover_group
    mssql_managed_instance_start_stop_schedule mssql_outbound_firewall_rule mssql_server mssql_virtual_network_rule
    mysql_flexible_database mysql_flexible_server_configuration mysql_flexible_server_firewall_rule
    oracle_exadata_infrastructure oracle_exascale_database_storage_vault postgresql_configuration
    postgresql_database postgresql_firewall_rule postgresql_flexible_server_configuration
    postgresql_flexible_server_database postgresql_flexible_server_firewall_rule
    postgresql_flexible_server_virtual_endpoint postgresql_server postgresql_virtual_network_rule
    redis_cache_access_policy redis_cache_access_policy_assignment redis_enterprise_cluster
    redis_enterprise_database redis_firewall_rule redis_linked_server
  `),
};
