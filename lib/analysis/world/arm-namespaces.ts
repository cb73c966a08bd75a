/**
 * Namespaces of Azure Resource Manager without bearing on packets, for resources that are written by their ARM type
 * (azapi_resource). Microsoft.Authorization is not one of them as a whole: policy assignments may modify networks.
 */
const WITHOUT_BEARING: readonly string[] = [
  "Microsoft.AlertsManagement",
  "Microsoft.Authorization/locks",
  "Microsoft.Authorization/roleAssignments",
  "Microsoft.Authorization/roleDefinitions",
  "Microsoft.Compute/disks",
  "Microsoft.Compute/galleries",
  "Microsoft.Compute/images",
  "Microsoft.Compute/sshPublicKeys",
  "Microsoft.Consumption",
  "Microsoft.ContainerRegistry/registries",
  "Microsoft.CostManagement",
  "Microsoft.DataProtection",
  "Microsoft.EventGrid",
  "Microsoft.EventHub",
  "Microsoft.Insights",
  "Microsoft.KeyVault",
  "Microsoft.ManagedIdentity",
  "Microsoft.Monitor",
  "Microsoft.Network/dnsZones",
  "Microsoft.Network/networkWatchers",
  "Microsoft.Network/privateDnsZones",
  "Microsoft.OperationalInsights",
  "Microsoft.OperationsManagement",
  "Microsoft.Portal",
  "Microsoft.RecoveryServices",
  "Microsoft.Resources/resourceGroups",
  "Microsoft.Security",
  "Microsoft.SecurityInsights",
  "Microsoft.ServiceBus",
  "Microsoft.Storage",
].map((name) => name.toLowerCase());

/** True for "Microsoft.Insights/components@2020-02-02". */
export function hasNoBearing(armType: string): boolean {
  const [type = ""] = armType.toLowerCase().split("@");
  return WITHOUT_BEARING.some((prefix) => type === prefix || type.startsWith(`${prefix}/`));
}
