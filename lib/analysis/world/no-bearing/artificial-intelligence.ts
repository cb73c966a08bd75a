import { azurerm } from "../azurerm";
import type { NoBearing } from "../no-bearing";

export const ARTIFICIAL_INTELLIGENCE: NoBearing = {
  reason: "models and health data behind a public address or a private endpoint",
  types: azurerm(`
    ai_foundry ai_foundry_project ai_services cognitive_account_project cognitive_account_rai_blocklist
    cognitive_account_rai_policy cognitive_deployment healthbot healthcare_dicom_service healthcare_fhir_service
    healthcare_medtech_service healthcare_medtech_service_fhir_destination healthcare_service healthcare_workspace
  `),
};
