import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const IDENTITY: NoBearing = {
  reason: "identities and permissions: who may call Azure, not which way a packet takes",
  types: azurerm(`
    aadb2c_directory active_directory_domain_service_trust federated_identity_credential lighthouse_assignment
    lighthouse_definition marketplace_role_assignment mssql_managed_instance_active_directory_administrator
    mysql_flexible_server_active_directory_administrator pim_active_role_assignment pim_eligible_role_assignment
    postgresql_active_directory_administrator postgresql_flexible_server_active_directory_administrator
    resource_management_private_link resource_management_private_link_association role_assignment role_definition
    role_management_policy synapse_workspace_aad_admin synapse_workspace_sql_aad_admin user_assigned_identity
  `),
};
