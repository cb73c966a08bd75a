import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const KEYS: NoBearing = {
  reason: "keys, secrets and certificates",
  types: azurerm(`
    attestation_provider cognitive_account_customer_managed_key confidential_ledger
    data_factory_customer_managed_key eventhub_namespace_customer_managed_key key_vault key_vault_access_policy
    key_vault_certificate key_vault_certificate_contacts key_vault_certificate_issuer key_vault_key
    key_vault_managed_hardware_security_module key_vault_managed_hardware_security_module_key
    key_vault_managed_hardware_security_module_key_rotation_policy
    key_vault_managed_hardware_security_module_role_assignment
    key_vault_managed_hardware_security_module_role_definition key_vault_managed_storage_account
    key_vault_managed_storage_account_sas_token_definition key_vault_secret kusto_cluster_customer_managed_key
    mssql_managed_instance_transparent_data_encryption mssql_server_transparent_data_encryption
    netapp_account_encryption postgresql_server_key servicebus_namespace_customer_managed_key
    storage_account_customer_managed_key synapse_workspace_key trusted_signing_account
  `),
};
