import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const AUTOMATION: NoBearing = {
  reason: "jobs that run after deployment, outside VNets: what they may change then is not part of the configuration",
  types: azurerm(`
    automation_account automation_certificate automation_connection automation_connection_certificate
    automation_connection_classic_certificate automation_connection_service_principal automation_connection_type
    automation_credential automation_dsc_configuration automation_dsc_nodeconfiguration
    automation_hybrid_runbook_worker automation_hybrid_runbook_worker_group automation_job_schedule
    automation_module automation_powershell72_module automation_python3_package automation_runbook
    automation_schedule automation_software_update_configuration automation_source_control automation_variable_bool
    automation_variable_datetime automation_variable_int automation_variable_object automation_variable_string
    automation_watcher automation_webhook
  `),
};
