import type { Topology } from "../../../lib/analysis/model/azure";
import { read } from "../../support/analysis/ask";
import {
  alone,
  nva,
  onCircuit,
  overVpn,
  peered,
  site,
  t,
  withHubRouteServer,
  withSiteMachine,
  withThirdVnet,
} from "../../support/analysis/situations";
import { Azure } from "../../support/analysis/azure";
import { defaultSite } from "../../support/analysis/premises";

const OPEN_RDP = {
  name: "AllowEverybody",
  priority: 100,
  direction: "Inbound",
  access: "Allow",
  protocol: "Tcp",
  from: "*",
  port: "3389",
} as const;
const DENY_REST = { name: "DenyAll", priority: 4096, direction: "Inbound", access: "Deny" } as const;
const EDGE = { name: "edge-tokyo", circuit: "circuit", asn: 64512 } as const;

const CLUSTER = {
  name: "aks-app",
  default_node_pool: { name: "np", vnet_subnet_id: "${azurerm_subnet.hub00_default.id}" },
};
const FIREWALL = {
  name: "afw-hub00",
  ip_configuration: {
    name: "c",
    subnet_id: "${azurerm_subnet.hub00_AzureFirewallSubnet.id}",
    public_ip_address_id: "${azurerm_public_ip.fw.id}",
  },
};
const EVERYTHING = {
  name: "all",
  azure_firewall_name: "afw-hub00",
  priority: 100,
  action: "Allow",
  rule: {
    name: "all",
    protocols: ["Any"],
    source_addresses: ["*"],
    destination_addresses: ["*"],
    destination_ports: ["*"],
  },
};

/** T whose client has its default route to an Azure Firewall in its own VNet. */
const behindFirewall = (firewall: object = {}): Azure =>
  clientTo(
    t()
      .subnet("hub00", "AzureFirewallSubnet", "10.0.40.0/26")
      .add("public_ip", "fw", { name: "pip-fw", allocation_method: "Static", sku: "Standard" })
      .add("firewall", "fw", { ...FIREWALL, ...firewall })
      .add("firewall_network_rule_collection", "all", EVERYTHING),
    "0.0.0.0/0",
    "10.0.40.4",
  );
const MANAGED = {
  management_ip_configuration: {
    name: "m",
    subnet_id: "${azurerm_subnet.hub00_AzureFirewallManagementSubnet.id}",
    public_ip_address_id: "${azurerm_public_ip.fwm.id}",
  },
};

/** One's own circuit in place of one that others made. */
function withOwnCircuit(azure: Azure): Azure {
  azure.add("express_route_circuit", "own", {
    name: "erc-own",
    service_provider_name: "X",
    peering_location: "Tokyo",
    bandwidth_in_mbps: 50,
  });
  for (const vnet of ["hub00", "hub100"])
    azure.set(`virtual_network_gateway_connection.conn-${vnet}`, {
      express_route_circuit_id: "${azurerm_express_route_circuit.own.id}",
    });
  return azure;
}

const routes = (count: number): readonly (readonly [string, string])[] =>
  Array.from({ length: count }, (_, n) => [`10.${50 + Math.floor(n / 256)}.${n % 256}.0/24`, "None"] as const);
const prefixes = (count: number): string[] =>
  Array.from({ length: count }, (_, n) => `172.${16 + Math.floor(n / 256)}.${n % 256}.0/24`);

/** A Route Server with so many NVAs. */
function manyNvas(count: number): Azure {
  const azure = site(new Azure(), "hub100", "10.100");
  for (let n = 0; n < count; n++) nva(azure, `nva${100 + n}`, "hub100", `10.100.0.${10 + n}`);
  return azure;
}

/** Two machines whose defaults name each other. */
function circle(): Azure {
  return new Azure()
    .vnet("lone", "10.0.0.0/16")
    .subnet("lone", "a", "10.0.0.0/24")
    .subnet("lone", "b", "10.0.1.0/24")
    .vm("a", "lone_a", {
      address: "10.0.0.4",
      forwarding: true,
      userData: "#cloud-config\nruncmd:\n  - sysctl -w net.ipv4.ip_forward=1\n",
    })
    .vm("b", "lone_b", {
      address: "10.0.1.4",
      forwarding: true,
      userData: "#cloud-config\nruncmd:\n  - sysctl -w net.ipv4.ip_forward=1\n",
    })
    .vm("c", "lone_a", { address: "10.0.0.5" })
    .table("lone_a", [["0.0.0.0/0", "10.0.1.4"]])
    .table("lone_b", [["0.0.0.0/0", "10.0.0.4"]]);
}

/** VNets with gateways on the circuit, besides those of T. */
function onOneCircuit(count: number): Azure {
  const azure = t();
  for (let n = 2; n < count; n++) onCircuit(azure.vnet(`hub${n}`, `10.${n}.0.0/16`), `hub${n}`, `10.${n}`);
  return azure;
}

/** A UDR of the client to the NVA of the site, which only the circuit connects. */
const clientTo = (azure: Azure, prefix: string, nextHop: string): Azure =>
  azure.table("hub00_default", [[prefix, nextHop]]);

/** A route beside those that are blocks of its table. */
const SEPARATE_ROUTE = {
  name: "part",
  route_table_name: "${azurerm_route_table.hub00_jump.name}",
  address_prefix: "10.7.0.0/16",
  next_hop_type: "None",
};

/** The peering that uses the Route Server of the site is made last. */
const inOrder = (azure: Azure): Azure =>
  azure.set("virtual_network_peering.hub00-hub100", {
    depends_on: ["azurerm_route_server.hub100", "azurerm_virtual_network_peering.hub100-hub00"],
  });

/** For each rule a topology that it finds something in, and one like it that it leaves alone. */
export const SITUATIONS: Readonly<Record<string, { readonly bad: () => Topology; readonly good: () => Topology }>> = {
  "too-many-networks-on-circuit": { bad: () => read(onOneCircuit(11)), good: () => read(onOneCircuit(10)) },
  "route-server-without-peer": {
    bad: () => read(site(new Azure(), "hub100", "10.100")),
    // Another rule reports a Route Server that keeps the default route out of its VNet, or could.
    good: () => read(withHubRouteServer(t(), { branch_to_branch_traffic_enabled: false })),
  },
  "next-hop-behind-circuit": {
    bad: () => read(clientTo(t(), "172.16.0.0/12", "10.100.0.10")),
    good: () => read(clientTo(peered(), "172.16.0.0/12", "10.100.0.10")),
  },
  "bastion-under-forced-tunnel": {
    bad: () => read(t().subnet("hub00", "AzureBastionSubnet", "10.0.30.0/26")),
    good: () => read(alone().subnet("lone", "AzureBastionSubnet", "10.0.30.0/26")),
  },
  "gateway-without-connection": {
    bad: () => read(t().drop("virtual_network_gateway_connection.conn-hub00")),
    good: () => read(t()),
  },
  "default-site-without-connection": {
    bad: () =>
      read(
        defaultSite()
          .add("local_network_gateway", "branch", { name: "lng-branch" })
          .set("virtual_network_gateway_connection.vpn-office", {
            local_network_gateway_id: "${azurerm_local_network_gateway.branch.id}",
          }),
      ),
    good: () => read(defaultSite()),
  },
  "direct-egress": {
    bad: () =>
      read(
        t({ routeServer: { branch_to_branch_traffic_enabled: false } }).set("subnet.hub00_default", {
          default_outbound_access_enabled: true,
        }),
      ),
    // Without an NVA nothing says that anybody is to be tunnelled.
    good: () => read(alone()),
  },
  "internet-unreachable": {
    bad: () => read(t({ nva: { forwarding: false } })),
    good: () => read(t().table("hub00_default", [["0.0.0.0/0", "None"]])),
  },
  "nva-loops-on-its-own-default": { bad: () => read(t().noTable("hub100_nva")), good: () => read(t()) },
  "routing-loop": { bad: () => read(circle()), good: () => read(t()) },
  "next-hops-disagree": { bad: () => read(t({ second: { forwarding: false } })), good: () => read(t({ second: {} })) },
  "answer-lost": {
    bad: () =>
      read(
        t()
          .table("hub100_nva", [["0.0.0.0/0", "Internet"]], { bgp_route_propagation_enabled: false })
          .nsg("hub100_nva", [{ priority: 100, direction: "Inbound", access: "Allow" }]),
      ),
    good: () => read(t().nsg("hub100_nva", [{ priority: 100, direction: "Inbound", access: "Allow" }])),
  },
  "nva-without-translation": { bad: () => read(t({ nva: { translates: false } })), good: () => read(t()) },
  "refused-by-azure": { bad: () => read(t().nsg("hub100_GatewaySubnet")), good: () => read(t()) },
  "management-port-open": { bad: () => read(t().nsg("hub00_jump", [OPEN_RDP])), good: () => read(t()) },
  "jump-server-unreachable": { bad: () => read(t().nsg("hub00_jump")), good: () => read(t()) },
  "public-ip-under-tunnel": {
    bad: () => read(t({ client: { address: "10.0.0.4", publicIp: true } })),
    good: () => read(t()),
  },
  "virtual-network-tag-widened": { bad: () => read(t()), good: () => read(t().nsg("hub00_default", [DENY_REST])) },
  "default-reaches-others": { bad: () => read(withThirdVnet(t())), good: () => read(withOwnCircuit(t())) },
  "fails-open": { bad: () => read(t().natGateway("hub00_default")), good: () => read(t()) },
  "single-nva": { bad: () => read(t()), good: () => read(t({ second: { prepend: [65001] } })) },
  "bgp-session-one-sided": { bad: () => read(t().drop("route_server_bgp_connection.nva100")), good: () => read(t()) },
  "bgp-asn-mismatch": {
    bad: () => read(t().set("route_server_bgp_connection.nva100", { peer_asn: 65009 })),
    good: () => read(t()),
  },
  "azure-asn-in-path": {
    bad: () => read(t({ nva: { prepend: [12076] } })),
    good: () => read(t({ nva: { prepend: [65001] } })),
  },
  "route-server-instance-unpeered": {
    bad: () => read(t({ nva: { neighbors: ["10.100.210.4"] } })),
    good: () => read(t({ nva: { neighbors: ["10.100.210.4", "10.100.210.5"] } })),
  },
  "default-outbound-relied-upon": {
    bad: () =>
      read(t({ nva: { publicIp: false } }).set("subnet.hub100_nva", { default_outbound_access_enabled: true })),
    good: () => read(t().set("subnet.hub100_nva", { default_outbound_access_enabled: true })),
  },
  "limit-exceeded": {
    bad: () => read(t({ nva: { announces: ["0.0.0.0/0", ...prefixes(1000)] } })),
    good: () => read(t({ nva: { announces: ["0.0.0.0/0", ...prefixes(900)] } })),
  },
  "limit-near": {
    bad: () => read(manyNvas(7)),
    good: () => read(manyNvas(6).table("hub100_nva", [["0.0.0.0/0", "Internet"], ...routes(318)])),
  },
  "fastpath-in-the-way": {
    bad: () => read(t().set("virtual_network_gateway_connection.conn-hub100", { express_route_gateway_bypass: true })),
    // Where clients are it only shortens the way back.
    good: () => read(t().set("virtual_network_gateway_connection.conn-hub00", { express_route_gateway_bypass: true })),
  },
  "route-server-beside-clients": {
    bad: () => read(withHubRouteServer(t(), { branch_to_branch_traffic_enabled: false })),
    good: () => read(t()),
  },
  "default-over-vpn": { bad: () => read(overVpn()), good: () => read(peered()) },
  "answer-asymmetric": {
    bad: () => read(withSiteMachine(t()).table("hub100_GatewaySubnet", [["10.100.1.0/24", "10.100.0.10"]])),
    good: () =>
      read(
        withSiteMachine(t())
          .table("hub100_GatewaySubnet", [["10.100.1.0/24", "10.100.0.10"]])
          .table("hub100_work", [["10.0.0.0/16", "10.100.0.10"]]),
      ),
  },
  "rests-on-thin-evidence": { bad: () => read(t().natGateway("hub00_default")), good: () => read(alone()) },
  "exception-to-the-tunnel": {
    bad: () => read(t().set("subnet.hub00_default", { service_endpoints: ["Microsoft.Storage"] })),
    good: () => read(t()),
  },
  "advertised-inside-vnet": {
    bad: () =>
      read(
        withSiteMachine(
          nva(site(new Azure(), "hub100", "10.100"), "nva100", "hub100", "10.100.0.10", {
            announces: ["10.100.1.0/24"],
          }),
        ),
      ),
    good: () =>
      read(
        withSiteMachine(
          nva(site(new Azure(), "hub100", "10.100"), "nva100", "hub100", "10.100.0.10", {
            announces: ["10.200.0.0/16"],
          }),
        ),
      ),
  },
  "default-from-elsewhere": {
    bad: () => read(t(), { onPremises: [{ ...EDGE, announces: ["0.0.0.0/0"] }] }),
    good: () => read(t(), { onPremises: [{ ...EDGE, announces: ["172.20.0.0/16"] }] }),
  },
  "not-modelled": {
    bad: () => read(t().add("kubernetes_cluster", "aks", CLUSTER)),
    good: () => read(t().add("container_registry", "acr", { name: "acr" })),
  },
  "verdict-undetermined": {
    bad: () =>
      read(
        behindFirewall({
          firewall_policy_id: "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/afwp",
        }),
      ),
    good: () => read(t()),
  },
  "next-hop-unreachable": {
    bad: () => read(clientTo(t(), "172.20.0.0/16", "VirtualNetworkGateway")),
    good: () => read(overVpn().table("hub00_default", [["172.20.0.0/16", "VirtualNetworkGateway"]])),
  },
  "unordered-apply": { bad: () => read(peered()), good: () => read(inOrder(peered())) },
  "two-owners": {
    bad: () => read(t().add("route", "hub00_jump", SEPARATE_ROUTE)),
    good: () =>
      read(
        t()
          .add("route", "hub00_jump", SEPARATE_ROUTE)
          .set("route_table.hub00_jump", { lifecycle: { ignore_changes: ["route"] } }),
      ),
  },
  "four-byte-asn": {
    bad: () => read(t().set("route_server_bgp_connection.nva100", { peer_asn: 65555 })),
    good: () => read(t()),
  },
  "firewall-past-the-nva": {
    bad: () => read(behindFirewall().table("hub00_AzureFirewallSubnet", [["0.0.0.0/0", "Internet"]])),
    good: () =>
      read(
        behindFirewall(MANAGED)
          .subnet("hub00", "AzureFirewallManagementSubnet", "10.0.41.0/26")
          .add("public_ip", "fwm", { name: "pip-fwm", allocation_method: "Static", sku: "Standard" }),
      ),
  },
  "nva-without-traffic": {
    bad: () => read(t({ second: { neighbors: ["10.100.211.4"] } }).drop("route_server_bgp_connection.nva101")),
    good: () => read(t({ second: {} })),
  },
  "announced-prefix-returns": {
    bad: () => read(t({ nva: { announces: ["0.0.0.0/0", "10.50.0.0/16"] } })),
    good: () => read(t({ nva: { announces: ["0.0.0.0/0", "10.0.0.0/8"] } })),
  },
  "next-hop-does-not-forward": {
    bad: () => read(clientTo(t(), "172.20.0.0/16", "10.0.220.10")),
    good: () =>
      read(
        clientTo(t(), "172.20.0.0/16", "10.0.220.10").set("network_interface.jump00", { ip_forwarding_enabled: true }),
      ),
  },
  "lost-at-reboot": { bad: () => read(t({ nva: { saves: false } })), good: () => read(t()) },
};

/** T with what T warns of repaired: nothing is left to find but what cannot be otherwise. */
export const sound = (): Topology =>
  read(withOwnCircuit(t({ second: { prepend: [65001] } })).nsg("hub00_default", [DENY_REST]));
