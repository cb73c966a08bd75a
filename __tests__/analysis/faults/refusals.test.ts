import { refusals } from "../../../lib/analysis/faults/refusals/all";
import { ask, read } from "../../support/analysis/ask";
import { apart, onCircuit, peered, t, withHubRouteServer } from "../../support/analysis/situations";
import { firewallHub } from "../../support/analysis/firewall-hub";
import type { Azure, Rule } from "../../support/analysis/azure";

const told = (azure: Azure): [string, string][] => refusals(read(azure)).map(({ at, text }) => [at, text]);
const many = (count: number): readonly (readonly [string, string])[] =>
  Array.from({ length: count }, (_, n) => [`10.${50 + Math.floor(n / 256)}.${n % 256}.0/24`, "None"] as const);

it("refused parts of Azure Bastion leave the verdicts on machines as they are: it forwards none of their packets", () => {
  const bastion = (): Azure =>
    t()
      .subnet("hub00", "AzureBastionSubnet", "10.0.30.0/27")
      .table("hub00_AzureBastionSubnet", [["10.9.0.0/16", "None"]])
      .nsg("hub00_AzureBastionSubnet")
      .add("public_ip", "bastion", { name: "pip-bastion", sku: "Basic", allocation_method: "Dynamic" })
      .add("bastion_host", "b", {
        name: "bas",
        ip_configuration: [
          {
            subnet_id: "${azurerm_subnet.hub00_AzureBastionSubnet.id}",
            public_ip_address_id: "${azurerm_public_ip.bastion.id}",
          },
        ],
      });
  expect(told(bastion())).toHaveLength(4);
  expect(ask(read(bastion()), "vm-hub00")).toMatchObject({ verdict: "tunnelled" });
  const inside = bastion().vm("lost", "hub00_AzureBastionSubnet", { address: "10.0.30.10" });
  expect(ask(read(inside), "vm-lost")).toMatchObject({ verdict: "refused" });
});

it("what is refused on GatewaySubnet bears on packets that pass the gateway", () => {
  const topology = read(t().nsg("hub00_GatewaySubnet"));
  expect(ask(topology, "vm-hub00")).toMatchObject({ verdict: "refused" });
  expect(ask(topology, "vm-jump00")).toMatchObject({ verdict: "exempt" });
});

it("Azure takes the known topologies as they are", () => {
  const managed = firewallHub({ firewall: { sku_tier: "Basic" }, management: true });
  managed.set("firewall_policy.hub", { sku: "Basic" });
  for (const azure of [t(), peered(), withHubRouteServer(t()), managed]) expect(told(azure)).toEqual([]);
});

it("a Route Server may be in the network that lends its gateway, where only the apply tells which network it is in", () => {
  const azure = peered();
  azure.set("route_server.hub100", { subnet_id: azure.var("route_server_subnet") });
  expect(told(azure)).toEqual([]);
});

it.each([
  [
    "a security group on GatewaySubnet",
    () => t().nsg("hub00_GatewaySubnet"),
    "azurerm_subnet.hub00_GatewaySubnet",
    "vnet-hub00/GatewaySubnet has a network security group",
  ],
  [
    "a security group on RouteServerSubnet",
    () => t().nsg("hub100_RouteServerSubnet"),
    "azurerm_subnet.hub100_RouteServerSubnet",
    "vnet-hub100/RouteServerSubnet has a network security group",
  ],
  [
    "a default on GatewaySubnet",
    () => t().table("hub00_GatewaySubnet", [["0.0.0.0/0", "Internet"]]),
    "azurerm_route_table.hub00_GatewaySubnet",
    "vnet-hub00/GatewaySubnet has a route 0.0.0.0/0",
  ],
  [
    "a security group on AzureFirewallSubnet",
    () => t().subnet("hub00", "AzureFirewallSubnet", "10.0.30.0/26").nsg("hub00_AzureFirewallSubnet"),
    "azurerm_subnet.hub00_AzureFirewallSubnet",
    "vnet-hub00/AzureFirewallSubnet has a network security group",
  ],
  [
    "a route table on RouteServerSubnet",
    () => t().table("hub100_RouteServerSubnet", [["10.9.0.0/16", "None"]]),
    "azurerm_subnet.hub100_RouteServerSubnet",
    "vnet-hub100/RouteServerSubnet has a route table",
  ],
  [
    "a default of AzureFirewallSubnet to an appliance",
    () =>
      t()
        .subnet("hub00", "AzureFirewallSubnet", "10.0.30.0/26")
        .table("hub00_AzureFirewallSubnet", [["0.0.0.0/0", "10.0.0.9"]]),
    "azurerm_route_table.hub00_AzureFirewallSubnet",
    "rt-hub00_AzureFirewallSubnet of vnet-hub00/AzureFirewallSubnet has no route 0.0.0.0/0 to Internet, and the firewall has no management subnet",
  ],
  [
    "a Basic firewall without a management subnet",
    () => firewallHub({ firewall: { sku_tier: "Basic" } }).set("firewall_policy.hub", { sku: "Basic" }),
    "azurerm_firewall.hub",
    "afw-hub is a Basic firewall without a management subnet",
  ],
  [
    "a rule for all ports of a Basic load balancer",
    () =>
      t()
        .add("lb", "nva", {
          name: "ilb-nva",
          sku: "Basic",
          frontend_ip_configuration: [{ name: "fe", subnet_id: "${azurerm_subnet.hub100_nva.id}" }],
        })
        .add("lb_rule", "nva", {
          loadbalancer_id: "${azurerm_lb.nva.id}",
          frontend_ip_configuration_name: "fe",
          protocol: "All",
          frontend_port: 0,
          backend_port: 0,
        }),
    "azurerm_lb.nva",
    "ilb-nva is a Basic load balancer with a rule for all ports",
  ],
  [
    "a Premium policy of a Standard firewall",
    () => firewallHub().set("firewall_policy.hub", { sku: "Premium", intrusion_detection: [{ mode: "Alert" }] }),
    "azurerm_firewall.hub",
    "afw-hub of tier Standard has the policy afwp-hub of tier Premium",
  ],
  [
    "a Standard policy, which is the default, of a Basic firewall",
    () => firewallHub({ firewall: { sku_tier: "Basic" }, management: true }),
    "azurerm_firewall.hub",
    "afw-hub of tier Basic has the policy afwp-hub of tier Standard",
  ],
  [
    "intrusion detection in a Standard policy",
    () => firewallHub().set("firewall_policy.hub", { intrusion_detection: [{ mode: "Alert" }] }),
    "azurerm_firewall.hub",
    "the policy afwp-hub of tier Standard has intrusion_detection, which is a part of tier Premium",
  ],
  [
    "a firewall in another subnet than AzureFirewallSubnet",
    () => firewallHub().set("subnet.hub_AzureFirewallSubnet", { name: "firewall" }),
    "azurerm_firewall.hub",
    "afw-hub is in vnet-hub/firewall, which is not named AzureFirewallSubnet",
  ],
  [
    "Azure Bastion in another subnet than AzureBastionSubnet",
    () =>
      t().add("bastion_host", "b", {
        name: "bas",
        ip_configuration: [{ subnet_id: "${azurerm_subnet.hub00_jump.id}" }],
      }),
    "azurerm_bastion_host.b",
    "bas is in vnet-hub00/jump, which is not named AzureBastionSubnet",
  ],
  [
    "the third address of a subnet",
    () => t().vm("low", "hub00_default", { address: "10.0.0.3" }),
    "azurerm_network_interface.low",
    "the address of nic-low is one that Azure keeps in default",
  ],
  [
    "the last address of a subnet",
    () => t().vm("high", "hub00_default", { address: "10.0.0.255" }),
    "azurerm_network_interface.high",
    "the address of nic-high is one that Azure keeps in default",
  ],
  [
    "one NIC of two machines",
    () =>
      t()
        .vm("second", "hub00_default", { address: "10.0.0.20" })
        .set("linux_virtual_machine.second", { network_interface_ids: ["${azurerm_network_interface.hub00.id}"] }),
    "azurerm_linux_virtual_machine.second",
    "vm-hub00 and vm-second have the same NIC nic-hub00",
  ],
  [
    "an AzureBastionSubnet of /27, whatever its letter case",
    () => t().subnet("hub00", "azurebastionsubnet", "10.0.30.0/27"),
    "azurerm_subnet.hub00_azurebastionsubnet",
    "vnet-hub00/azurebastionsubnet is too small for Azure Bastion",
  ],
  [
    "a machine in GatewaySubnet",
    () => t().vm("lost", "hub00_GatewaySubnet", { address: "10.0.200.10" }),
    "azurerm_network_interface.lost",
    "vm-lost is in vnet-hub00/GatewaySubnet, which Azure keeps for gateways",
  ],
  [
    "a security group on AzureBastionSubnet without the rules of Azure Bastion",
    () =>
      t()
        .subnet("hub00", "AzureBastionSubnet", "10.0.30.0/26")
        .nsg("hub00_AzureBastionSubnet", [{ priority: 100, direction: "Inbound", access: "Allow" }]),
    "azurerm_network_security_group.hub00_AzureBastionSubnet",
    "nsg-hub00_AzureBastionSubnet of vnet-hub00/AzureBastionSubnet lacks rules that Azure Bastion requires",
  ],
  [
    "a dynamic Standard public IP",
    () => t().set("public_ip.nva100", { allocation_method: "Dynamic" }),
    "azurerm_public_ip.nva100",
    "pip-nva100 of nic-nva100 is a Standard public IP with dynamic allocation",
  ],
  [
    "a prefix twice",
    () =>
      t().table("hub00_default", [
        ["10.1.0.0/16", "None"],
        ["10.1.0.0/16", "10.0.0.9"],
      ]),
    "azurerm_route_table.hub00_default",
    "rt-hub00_default has 10.1.0.0/16 twice",
  ],
  [
    "a prefix with host bits",
    () => t().table("hub00_default", [["10.1.0.5/16", "None"]]),
    "azurerm_route_table.hub00_default",
    "the route route-0 of rt-hub00_default is for 10.1.0.5/16, which has host bits set",
  ],
  [
    "a next hop that is not an address",
    () => t().table("hub00_default", [["10.1.0.0/16", "10.0.0.256"]]),
    "azurerm_route_table.hub00_default",
    "the route route-0 of rt-hub00_default has a next hop that is not an address",
  ],
  [
    "too many routes",
    () => t().table("hub00_default", many(401)),
    "azurerm_route_table.hub00_default",
    "rt-hub00_default has 401 routes",
  ],
  [
    "use_remote_gateways beside a gateway of its own",
    () => onCircuit(peered(), "hub00", "10.0"),
    "azurerm_virtual_network_peering.hub00-hub100",
    "peer-hub00-hub100 uses the remote gateway, and vnet-hub00 has one of its own",
  ],
  [
    "use_remote_gateways beside a Route Server of its own",
    () => withHubRouteServer(peered()),
    "azurerm_virtual_network_peering.hub00-hub100",
    "peer-hub00-hub100 uses the remote gateway, and vnet-hub00 has one of its own",
  ],
  [
    "a remote side that lends nothing",
    () => peered().set("virtual_network_peering.hub100-hub00", { allow_gateway_transit: false }),
    "azurerm_virtual_network_peering.hub100-hub00",
    "peer-hub00-hub100 uses the gateway of vnet-hub100, whose side does not allow gateway transit",
  ],
  [
    "a remote network without a gateway",
    () =>
      apart()
        .vnet("bare", "10.7.0.0/16")
        .peering("hub00", "bare", { remoteGateways: true })
        .peering("bare", "hub00", { transit: true }),
    "azurerm_virtual_network_peering.hub00-bare",
    "peer-hub00-bare uses the gateway of vnet-bare, which has none",
  ],
  [
    "networks with common addresses",
    () => apart().vnet("twin", "10.0.128.0/17").peering("hub00", "twin").peering("twin", "hub00"),
    "azurerm_virtual_network_peering.hub00-twin",
    "vnet-hub00 and vnet-twin are peered and share addresses",
  ],
  [
    "an AS number of Azure's",
    () => t({ nva: { asn: 65515 } }),
    "azurerm_route_server_bgp_connection.nva100",
    "vm-nva100 peers with AS 65515, which belongs to the Route Server",
  ],
])("refuses %s", (_, azure, at, text) => {
  expect(told(azure())).toEqual([[at, text]]);
});

const BASTION_RULES: readonly Rule[] = [
  { priority: 100, direction: "Inbound", access: "Allow", protocol: "Tcp", from: "203.0.113.0/24", port: "443" },
  { priority: 110, direction: "Inbound", access: "Allow", protocol: "Tcp", from: "GatewayManager", port: "443" },
  { priority: 120, direction: "Inbound", access: "Allow", from: "VirtualNetwork", to: "VirtualNetwork" },
  { priority: 100, direction: "Outbound", access: "Allow", to: "VirtualNetwork" },
  { priority: 110, direction: "Outbound", access: "Allow", protocol: "Tcp", to: "AzureCloud", port: "400-500" },
];

it("accepts a policy of a lower tier, and the first and last address that Azure leaves", () => {
  const premium = firewallHub({ firewall: { sku_tier: "Premium" } });
  expect(told(premium)).toEqual([]);
  expect(told(premium.set("firewall_policy.hub", { sku: "Premium", tls_certificate: [{ name: "ca" }] }))).toEqual([]);
  const used = t()
    .vm("low", "hub00_default", { address: "10.0.0.4" })
    .vm("high", "hub00_default", { address: "10.0.0.254" });
  expect(told(used)).toEqual([]);
});

it("leaves a tier, a subnet's name and a machine that only the apply knows", () => {
  const open = firewallHub();
  open.set("firewall_policy.hub", { sku: open.var("sku") });
  open.set("subnet.hub_AzureFirewallSubnet", { name: open.var("name") });
  expect(told(open)).toEqual([]);
  const perhaps = t().vm("second", "hub00_default", { address: "10.0.0.20" });
  perhaps.set("linux_virtual_machine.second", {
    count: `\${${perhaps.var("on", { type: "bool" }).slice(2, -1)} ? 1 : 0}`,
    network_interface_ids: ["${azurerm_network_interface.hub00.id}"],
  });
  expect(told(perhaps)).toEqual([]);
});

it("accepts a security group on AzureBastionSubnet that has the rules of Azure Bastion, or may have them", () => {
  const azure = t()
    .subnet("hub00", "AzureBastionSubnet", "10.0.30.0/26")
    .nsg("hub00_AzureBastionSubnet", BASTION_RULES);
  expect(told(azure)).toEqual([]);
  const group = "network_security_group.hub00_AzureBastionSubnet";
  expect(told(azure.set(group, { security_rule: azure.var("rules") }))).toEqual([]);
});

it("accepts a default of AzureFirewallSubnet to an appliance where the firewall has a management subnet", () => {
  const azure = t()
    .subnet("hub00", "AzureFirewallSubnet", "10.0.30.0/26")
    .subnet("hub00", "AzureFirewallManagementSubnet", "10.0.31.0/26")
    .table("hub00_AzureFirewallSubnet", [["0.0.0.0/0", "10.0.0.9"]]);
  expect(told(azure)).toEqual([]);
});

it("accepts a GatewaySubnet of /29 for a VPN gateway of SKU Basic only", () => {
  const small = (sku: string): Azure =>
    apart()
      .subnet("hub00", "GatewaySubnet", "10.0.200.0/29")
      .vpnGateway("hub00")
      .set("virtual_network_gateway.vpngw-hub00", { sku });
  expect(told(small("Basic"))).toEqual([]);
  expect(told(small("VpnGw1AZ")).map(([, text]) => text)).toEqual([
    "vnet-hub00/GatewaySubnet is too small for gateways",
  ]);
});

it.each([
  [{ next_hop_type: "VirtualAppliance", next_hop_in_ip_address: null }, "has no next hop address"],
  [{ next_hop_type: "Internet", next_hop_in_ip_address: "10.0.0.9" }, "has the next hop Internet with an address"],
])("refuses a route with %j", (nextHop, text) => {
  const route = [{ name: "r", address_prefix: "10.1.0.0/16", ...nextHop }];
  const azure = t().table("hub00_default", []).set("route_table.hub00_default", { route });
  expect(told(azure)).toEqual([["azurerm_route_table.hub00_default", `the route r of rt-hub00_default ${text}`]]);
});

it("refuses the gateways of two networks", () => {
  const azure = peered()
    .vnet("other", "10.8.0.0/16")
    .subnet("other", "RouteServerSubnet", "10.8.210.0/24")
    .routeServer("other");
  azure.peering("hub00", "other", { remoteGateways: true }).peering("other", "hub00", { transit: true });
  expect(told(azure).map(([, text]) => text)).toEqual(["vnet-hub00 uses the gateways of 2 VNets"]);
});

it("names the networks that it concerns, and the row", () => {
  expect(refusals(read(onCircuit(peered(), "hub00", "10.0")))[0]).toMatchObject({
    networks: ["azurerm_virtual_network.hub00", "azurerm_virtual_network.hub100"],
    row: "3.4",
    fix: '"use_remote_gateways": false',
  });
});

it("refuses nothing that is not known before the apply", () => {
  const azure = onCircuit(peered(), "hub00", "10.0");
  expect(
    told(
      azure.set("virtual_network_peering.hub00-hub100", {
        use_remote_gateways: azure.var("transit", { type: "bool" }),
      }),
    ),
  ).toEqual([]);
});
