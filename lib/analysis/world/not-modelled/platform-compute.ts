import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

const SENDS = "sends the traffic of its machines from its subnet";

export const PLATFORM_COMPUTE: readonly NotModelled[] = [
  {
    types: azurerm(`
      active_directory_domain_service active_directory_domain_service_replica_set batch_pool
      data_factory_integration_runtime_azure_ssis database_migration_service databricks_workspace
      dedicated_hardware_security_module dev_center_network_connection dev_test_linux_virtual_machine
      dev_test_virtual_network dev_test_windows_virtual_machine hdinsight_hadoop_cluster hdinsight_hbase_cluster
      hdinsight_interactive_query_cluster hdinsight_kafka_cluster hdinsight_spark_cluster
      machine_learning_compute_cluster machine_learning_compute_instance service_fabric_managed_cluster
      spring_cloud_service workloads_sap_single_node_virtual_instance workloads_sap_three_tier_virtual_instance
    `),
    effect: "own-traffic",
    does: SENDS,
  },
  {
    types: azurerm("machine_learning_workspace synapse_workspace"),
    effect: "own-traffic",
    does: SENDS,
    placedBy: ["compute_subnet_id", "serverless_compute"],
    optional: true,
  },
  {
    types: azurerm("dev_center_attached_network dev_center_project_pool"),
    effect: "part",
    does: "places dev boxes by a network connection",
  },
];
