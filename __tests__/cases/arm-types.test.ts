import { overview } from "../../lib/analysis";
import { readTopology } from "../../lib/analysis/kinds/read-topology";
import type { Topology } from "../../lib/analysis/model/azure";
import { EVERYTHING } from "../support/analysis/firewall-hub";

const network = (name: string, space: string): object => ({ name, location: "westeurope", address_space: [space] });

const arm = (type: string, parent: string, properties: unknown, more: object = {}): object => ({
  type: `Microsoft.Network/${type}@2023-09-01`,
  name: "made",
  parent_id: `\${${parent}.id}`,
  body: { properties },
  ...more,
});

/** A spoke of a secured hub: subnet, connection and routing intent are written by their types in Azure Resource Manager. */
function secured(change: Readonly<Record<string, object>> = {}): Topology {
  const resource = {
    azurerm_virtual_network: { spoke: network("vnet-spoke", "10.1.0.0/16") },
    azurerm_virtual_wan: { wan: { name: "wan" } },
    azurerm_virtual_hub: {
      hub: { name: "hub", address_prefix: "10.0.0.0/23", virtual_wan_id: "${azurerm_virtual_wan.wan.id}" },
    },
    azurerm_firewall: {
      fw: {
        name: "fw",
        sku_name: "AZFW_Hub",
        sku_tier: "Standard",
        firewall_policy_id: "${azurerm_firewall_policy.p.id}",
        virtual_hub: [{ virtual_hub_id: "${azurerm_virtual_hub.hub.id}", public_ip_count: 1 }],
      },
    },
    azurerm_firewall_policy: { p: { name: "p" } },
    azurerm_firewall_policy_rule_collection_group: {
      g: {
        name: "g",
        firewall_policy_id: "${azurerm_firewall_policy.p.id}",
        priority: 100,
        network_rule_collection: [
          {
            name: "net",
            priority: 100,
            action: "Allow",
            rule: [EVERYTHING],
          },
        ],
      },
    },
    azapi_resource: {
      subnet: arm("virtualNetworks/subnets", "azurerm_virtual_network.spoke", {
        addressPrefixes: ["10.1.0.0/24"],
        defaultOutboundAccess: false,
      }),
      connection: arm("virtualHubs/hubVirtualNetworkConnections", "azurerm_virtual_hub.hub", {
        allowHubToRemoteVnetTransit: true,
        enableInternetSecurity: true,
        remoteVirtualNetwork: { id: "${azurerm_virtual_network.spoke.id}" },
      }),
      intent: arm("virtualHubs/routingIntent", "azurerm_virtual_hub.hub", undefined, {
        body: '${jsonencode({ properties = { routingPolicies = [{ name = "i", destinations = ["Internet"], nextHop = azurerm_firewall.fw.id }] } })}',
      }),
      ...change,
    },
    azurerm_network_interface: {
      n: {
        name: "nic",
        ip_configuration: [
          {
            name: "i",
            subnet_id: "${azapi_resource.subnet.id}",
            private_ip_address_allocation: "Static",
            private_ip_address: "10.1.0.4",
          },
        ],
      },
    },
    azurerm_linux_virtual_machine: { vm: { name: "vm", network_interface_ids: ["${azurerm_network_interface.n.id}"] } },
  };
  return readTopology([{ name: "main.tf.json", text: JSON.stringify({ resource }) }]);
}

test("subnets, connections and routing intents of azapi are read as those of azurerm", () => {
  const topology = secured();
  expect(topology.unread).toEqual([]);
  expect(topology.subnets).toMatchObject([
    { id: "azapi_resource.subnet", network: "azurerm_virtual_network.spoke", defaultOutboundAccess: false },
  ]);
  expect(overview(topology)).toMatchObject([{ machine: "vm", verdict: "firewall" }]);
});

test("a subnet of azapi has the route table, security group and NAT gateway of its body", () => {
  const topology = secured({
    subnet: arm("virtualNetworks/subnets", "azurerm_virtual_network.spoke", {
      addressPrefix: "10.1.0.0/24",
      routeTable: { id: "${azapi_resource.table.id}" },
      natGateway: { id: "ng" },
      networkSecurityGroup: null,
      serviceEndpoints: [{ service: "Microsoft.Storage" }],
    }),
    table: {
      type: "Microsoft.Network/routeTables@2023-09-01",
      name: "rt",
      body: {
        properties: {
          disableBgpRoutePropagation: true,
          routes: [{ name: "r", properties: { addressPrefix: "0.0.0.0/0", nextHopType: "None" } }],
        },
      },
    },
  });
  expect(topology.unread).toEqual([]);
  expect(topology.subnets).toMatchObject([
    {
      prefixes: ["10.1.0.0/24"],
      routeTable: "azapi_resource.table",
      natGateway: "ng",
      serviceEndpoints: ["Microsoft.Storage"],
    },
  ]);
  expect(topology.routeTables).toMatchObject([
    { name: "rt", propagation: false, routes: [{ name: "r", prefix: "0.0.0.0/0", nextHopType: "None" }] },
  ]);
});

test.each([
  ["a property that is not known", { enableInternetSecurity: true, other: true }],
  ["properties that are known only after apply", "${data.x.y.z}"],
  [
    "routing that is not in the form of Azure Resource Manager",
    { routingConfiguration: { associatedRouteTable: "t" } },
  ],
])("an azapi resource is left as it is with %s", (_, properties) => {
  const topology = secured({
    connection: arm("virtualHubs/hubVirtualNetworkConnections", "azurerm_virtual_hub.hub", properties),
  });
  expect(topology.unread).toMatchObject([{ id: "azapi_resource.connection", type: "azapi_resource" }]);
});
