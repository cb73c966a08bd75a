import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const SPRING_CLOUD: NoBearing = {
  reason: "apps and settings of Azure Spring Apps; the service itself is spring_cloud_service",
  types: azurerm(`
    spring_cloud_accelerator spring_cloud_active_deployment spring_cloud_api_portal
    spring_cloud_api_portal_custom_domain spring_cloud_app spring_cloud_app_cosmosdb_association
    spring_cloud_app_dynamics_application_performance_monitoring spring_cloud_app_mysql_association
    spring_cloud_app_redis_association spring_cloud_application_insights_application_performance_monitoring
    spring_cloud_application_live_view spring_cloud_build_deployment spring_cloud_build_pack_binding
    spring_cloud_builder spring_cloud_certificate spring_cloud_configuration_service spring_cloud_connection
    spring_cloud_container_deployment spring_cloud_custom_domain spring_cloud_customized_accelerator
    spring_cloud_dev_tool_portal spring_cloud_dynatrace_application_performance_monitoring
    spring_cloud_elastic_application_performance_monitoring spring_cloud_gateway spring_cloud_gateway_custom_domain
    spring_cloud_gateway_route_config spring_cloud_java_deployment
    spring_cloud_new_relic_application_performance_monitoring spring_cloud_storage
  `),
};
