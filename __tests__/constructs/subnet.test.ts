import { StorageAccount } from "@cdktf/provider-azurerm/lib/storage-account";
import { article, Template, variable } from "../support/apps";

test("addSubnet adds a subnet whose L1 resource can be changed", () => {
  const { stack, hub } = article();
  const subnet = hub.network.addSubnet("app", {
    name: "app",
    prefix: "10.0.1.0/24",
    securityRules: [],
    routes: [{ name: "in", addressPrefix: "10.9.0.0/16", nextHopType: "None" }],
  });
  subnet.subnet.serviceEndpoints = ["Microsoft.Storage"];
  new StorageAccount(stack, "storage", {
    name: "logs",
    resourceGroupName: "rg",
    location: "japaneast",
    accountTier: "Standard",
    accountReplicationType: "LRS",
    networkRules: { defaultAction: "Deny", virtualNetworkSubnetIds: [subnet.id] },
  });
  const template = new Template(stack);
  expect(template.one("subnet", "app")).toMatchObject({
    address_prefixes: ["10.0.1.0/24"],
    service_endpoints: ["Microsoft.Storage"],
  });
  expect(template.one("route_table", "rt-appSubnet-hub00")).toBeDefined();
  expect(template.one("virtual_network_gateway", "ergw-hub00").depends_on).toEqual(
    expect.arrayContaining([expect.stringContaining("app_route-table-association")]),
  );
});

test("security rules accept a protocol, several ports, a service tag and a reference to a list", () => {
  const { stack, hub } = article();
  const rule = { direction: "Inbound", access: "Allow" } as const;
  hub.network.addSubnet("app", {
    name: "app",
    prefix: "10.0.1.0/24",
    defaultOutboundAccess: true,
    securityRules: [
      {
        ...rule,
        name: "Web",
        priority: 200,
        protocol: "Tcp",
        sources: ["10.0.0.0/24"],
        destinationPorts: ["80", "8000-8080"],
        description: "the web",
      },
      { ...rule, name: "Balancer", priority: 210, sources: ["AzureLoadBalancer"] },
      { ...rule, name: "Listed", priority: 220, sources: variable(stack, "sources", "list(string)").listValue },
    ],
  });
  const template = new Template(stack);
  expect(template.one("subnet", "app")).toMatchObject({ default_outbound_access_enabled: true });
  expect(template.one("network_security_group", "vnet-hub00-app-nsg-japaneast").security_rule).toMatchObject([
    {
      name: "Web",
      protocol: "Tcp",
      source_address_prefix: "10.0.0.0/24",
      destination_port_range: null,
      destination_port_ranges: ["80", "8000-8080"],
      description: "the web",
    },
    { name: "Balancer", source_address_prefix: "AzureLoadBalancer", source_address_prefixes: null },
    { name: "Listed", source_address_prefix: null, source_address_prefixes: "${var.sources}" },
  ]);
});
