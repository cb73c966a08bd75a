import { Azure, type Attributes, type Route } from "./azure";

/** What of the hub a situation changes. */
export interface FirewallHub {
  /** Arguments of the firewall. */
  readonly firewall?: Attributes;
  /** Blocks of the rule collection group. */
  readonly group?: Attributes;
  /** @default one */
  readonly publicIps?: readonly string[];
  /** With a management subnet and its own public IP. @default false */
  readonly management?: boolean;
  /** Routes of AzureFirewallSubnet. @default no route table */
  readonly ownRoutes?: readonly Route[];
}

/** A rule of a collection of network rules that matches every packet. */
export const EVERYTHING: Attributes = {
  name: "all",
  protocols: ["Any"],
  source_addresses: ["*"],
  destination_addresses: ["*"],
  destination_ports: ["*"],
};

/** A network rule that allows everything. */
export const ALLOW_ALL: Attributes = {
  network_rule_collection: [{ name: "net", priority: 100, action: "Allow", rule: [EVERYTHING] }],
};

export const FIREWALL_ADDRESS = "${azurerm_firewall.hub.ip_configuration[0].private_ip_address}";

/**
 * vnet-hub (10.0.0.0/16) with the Azure Firewall afw-hub at 10.0.1.4 and its policy, and vnet-spoke (10.1.0.0/16) with
 * vm-app at 10.1.0.4, whose default route leads to the firewall.
 */
export function firewallHub({
  firewall = {},
  group = ALLOW_ALL,
  publicIps = ["pip-afw"],
  management = false,
  ownRoutes,
}: FirewallHub = {}): Azure {
  const azure = new Azure()
    .vnet("hub", "10.0.0.0/16")
    .subnet("hub", "AzureFirewallSubnet", "10.0.1.0/26", { default_outbound_access_enabled: true })
    .peering("hub", "spoke", { transit: true })
    .peering("spoke", "hub")
    .vnet("spoke", "10.1.0.0/16")
    .subnet("spoke", "app", "10.1.0.0/24")
    .vm("app", "spoke_app", { address: "10.1.0.4" })
    .table("spoke_app", [["0.0.0.0/0", FIREWALL_ADDRESS]]);
  for (const name of publicIps) azure.add("public_ip", name, { name, allocation_method: "Static", sku: "Standard" });
  if (ownRoutes) azure.table("hub_AzureFirewallSubnet", ownRoutes);
  if (management) managed(azure);
  azure.add("firewall_policy", "hub", { name: "afwp-hub" }).add("firewall_policy_rule_collection_group", "hub", {
    name: "rcg",
    firewall_policy_id: "${azurerm_firewall_policy.hub.id}",
    priority: 200,
    ...group,
  });
  return azure.add("firewall", "hub", {
    name: "afw-hub",
    sku_name: "AZFW_VNet",
    sku_tier: "Standard",
    firewall_policy_id: "${azurerm_firewall_policy.hub.id}",
    ip_configuration: configurations(publicIps),
    ...(management && {
      management_ip_configuration: [
        {
          name: "management",
          subnet_id: "${azurerm_subnet.hub_AzureFirewallManagementSubnet.id}",
          public_ip_address_id: "${azurerm_public_ip.management.id}",
        },
      ],
    }),
    ...firewall,
  });
}

/** The first configuration names the subnet, each further one a public IP only. */
function configurations(publicIps: readonly string[]): readonly Attributes[] {
  const [first, ...others] = publicIps;
  return [
    {
      name: "ip-0",
      subnet_id: "${azurerm_subnet.hub_AzureFirewallSubnet.id}",
      ...(first !== undefined && { public_ip_address_id: `\${azurerm_public_ip.${first}.id}` }),
    },
    ...others.map((name, at) => ({ name: `ip-${at + 1}`, public_ip_address_id: `\${azurerm_public_ip.${name}.id}` })),
  ];
}

const managed = (azure: Azure): Azure =>
  azure
    .subnet("hub", "AzureFirewallManagementSubnet", "10.0.2.0/26")
    .add("public_ip", "management", { name: "pip-management", allocation_method: "Static", sku: "Standard" });

/** A collection group with one collection of network rules. */
export const networkRules = (action: string, ...rules: readonly Attributes[]): Attributes => ({
  network_rule_collection: [{ name: "net", priority: 100, action, rule: rules.map(networkRule) }],
});

/** What is left out is everything. */
export const networkRule = (rule: Attributes): Attributes => ({
  name: "rule",
  protocols: ["Any"],
  source_addresses: ["*"],
  destination_addresses: ["*"],
  destination_ports: ["*"],
  ...rule,
});

/** A collection group with one collection of application rules for HTTPS. */
export const applicationRules = (action: string, ...rules: readonly Attributes[]): Attributes => ({
  application_rule_collection: [{ name: "app", priority: 100, action, rule: rules.map(applicationRule) }],
});

const applicationRule = (rule: Attributes): Attributes => ({
  name: "rule",
  protocols: [{ type: "Https", port: 443 }],
  source_addresses: ["*"],
  destination_fqdns: ["*"],
  ...rule,
});
