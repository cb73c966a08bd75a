import { azurerm } from "../azurerm";
import type { NotModelled } from "../not-modelled";

export const DEPLOYMENTS: readonly NotModelled[] = [
  {
    types: azurerm(`
      blueprint_assignment managed_application management_group_template_deployment resource_group_template_deployment
      subscription_template_deployment tenant_template_deployment
    `),
    effect: "network",
    does: "deploys resources that are not in the input",
  },
  {
    types: azurerm("resource_deployment_script_azure_cli resource_deployment_script_azure_power_shell"),
    effect: "network",
    does: "runs commands that may change any resource",
  },
  {
    types: azurerm(`
      management_group_policy_assignment management_group_policy_remediation resource_group_policy_assignment
      resource_group_policy_remediation resource_policy_assignment resource_policy_remediation
      subscription_policy_assignment subscription_policy_remediation
    `),
    effect: "network",
    does: "assigns a policy, which may modify or deploy resources",
  },
];
