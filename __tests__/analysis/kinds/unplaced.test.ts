import { check } from "../../../lib/analysis/check/check";
import { read } from "../../support/analysis/ask";
import { type Attributes, Azure } from "../../support/analysis/azure";
import { apart, overVpn, t } from "../../support/analysis/situations";
import { connect, firewall, hubCircuit, intent, nva, peer, spoke, wan } from "../../support/analysis/virtual-wan";

const OTHER = "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network";

/** What was not read where a resource has other attributes; without a name, the first of its type. */
function changed(azure: Azure, type: string, name: string, attributes: Attributes) {
  const id = name || Object.keys(azure.resource[`azurerm_${type}`]!)[0]!;
  const { machines, coverage, outcome } = check(read(azure.set(`${type}.${id}`, attributes)), { whatIf: false });
  return {
    outcome,
    undetermined: machines.every(({ verdict }) => verdict === "undetermined"),
    unread: coverage.notModelled.map(({ type: unread }) => unread.replace("azurerm_", "")),
  };
}

const joined = (): Azure => connect(connect(spoke(spoke(wan(), "a", 1), "n", 2, nva("10.2.0.4", "hub1")), "a"), "n");
const secured = (): Azure => intent(firewall(joined(), "hub1"), "hub1", "Internet");
const peered = (): Azure => peer(joined(), "n", "hub1", "10.2.0.4");
const byCircuit = (): Azure => hubCircuit(joined(), "hub1", "circuit");

const gatewayIn = (subnet: string): Attributes => ({ ip_configuration: [{ name: "default", subnet_id: subnet }] });

test.each<[string, () => Azure, string, string, Attributes]>([
  ["a Route Server", t, "route_server", "", { subnet_id: "${var.subnet_id}" }],
  ["a gateway", t, "virtual_network_gateway", "", gatewayIn("${module.net.subnet_id}")],
  ["a BGP session", t, "route_server_bgp_connection", "", { route_server_id: "${var.route_server_id}" }],
  [
    "a connection",
    t,
    "virtual_network_gateway_connection",
    "",
    { virtual_network_gateway_id: '${local.gateways["hub"].id}' },
  ],
  ["a route table", t, "subnet_route_table_association", "", { subnet_id: "${azurerm_subnet.gone.id}" }],
  ["a security group", t, "subnet_network_security_group_association", "", { subnet_id: "${var.subnet_id}" }],
  ["a reserved subnet", t, "subnet", "hub00_GatewaySubnet", { virtual_network_name: "${var.network}" }],
  [
    "a route",
    () => t().add("route", "more", { name: "r", address_prefix: "0.0.0.0/0", next_hop_type: "Internet" }),
    "route",
    "more",
    { route_table_name: "${var.route_table}" },
  ],
])("%s that may be anywhere leaves everything undetermined", (_, situation, type, name, attributes) => {
  const found = changed(situation(), type, name, attributes);
  expect(found).toMatchObject({ undetermined: true, unread: [type] });
  expect(found.outcome).not.toBe("passed");
});

const anyHub = { virtual_hub_id: "${var.hub_id}" };

test.each<[string, () => Azure, string, string, Attributes]>([
  ["a routing intent", secured, "virtual_hub_routing_intent", "", anyHub],
  ["a firewall in a hub", secured, "firewall", "", { virtual_hub: [anyHub] }],
  [
    "a group of rules",
    secured,
    "firewall_policy_rule_collection_group",
    "",
    { firewall_policy_id: "${var.policy_id}" },
  ],
  ["a BGP session with a hub", peered, "virtual_hub_bgp_connection", "", anyHub],
  ["a gateway in a hub", byCircuit, "express_route_gateway", "", anyHub],
  ["a connection of a hub", byCircuit, "express_route_connection", "", { express_route_gateway_id: "${var.gateway}" }],
])("%s that may be anywhere leaves everything undetermined, too", (_, situation, type, name, attributes) => {
  expect(changed(situation(), type, name, attributes)).toMatchObject({ undetermined: true, unread: [type] });
});

test.each<[string, () => Azure, string, string, Attributes]>([
  ["A Route Server", t, "route_server", "", { subnet_id: `${OTHER}/virtualNetworks/other/subnets/RouteServerSubnet` }],
  ["A route table", apart, "subnet_route_table_association", "", { subnet_id: `${OTHER}/virtualNetworks/o/subnets/s` }],
  ["A subnet that is nobody's", t, "subnet", "hub00_jump", { virtual_network_name: "${var.network}" }],
])("%s whose place is known not to be here is understood", (_, situation, type, name, attributes) => {
  expect(changed(situation(), type, name, attributes).unread).toEqual([]);
});

test.each(["${var.site_id}", `${OTHER}/localNetworkGateways/site`])("a VPN site %s may announce anything", (id) => {
  const found = changed(overVpn(), "virtual_network_gateway_connection", "", {
    type: "IPsec",
    local_network_gateway_id: id,
  });
  expect(found.unread).toEqual(["virtual_network_gateway_connection"]);
  expect(found.outcome).not.toBe("passed");
});

test("a pool of a load balancer that is made elsewhere leaves its machine undetermined, and no other network", () => {
  const azure = t().add("network_interface_backend_address_pool_association", "client", {
    network_interface_id: "${azurerm_network_interface.hub00.id}",
    ip_configuration_name: "default",
    backend_address_pool_id: `${OTHER}/loadBalancers/lb/backendAddressPools/p`,
  });
  const { machines, coverage } = check(read(azure), { whatIf: false });
  expect(coverage.notModelled).toMatchObject([{ networks: ["azurerm_virtual_network.hub00"], everything: false }]);
  expect(machines.find(({ machine }) => machine === "vm-hub00")).toMatchObject({ verdict: "undetermined" });
});

test.each<[string, () => Azure, string, string, Attributes]>([
  [
    "a routing intent for unknown destinations",
    secured,
    "virtual_hub_routing_intent",
    "",
    { routing_policy: [{ name: "p", destinations: "${var.u}", next_hop: "${azurerm_firewall.hub1.id}" }] },
  ],
  ["a routing intent of unknown policies", secured, "virtual_hub_routing_intent", "", { routing_policy: "${var.u}" }],
  [
    "a connection of an unknown network",
    secured,
    "virtual_hub_connection",
    "",
    { remote_virtual_network_id: "${var.u}" },
  ],
])("%s leaves undetermined what it may change, and names the value", (_, situation, type, name, attributes) => {
  const { outcome, undetermined, unread } = changed(situation(), type, name, attributes);
  expect({ outcome, undetermined, unread }).toEqual({ outcome: "undecided", undetermined: true, unread: [type] });
});

test("a peering of an unknown network leaves undetermined what it may change, where another network may be meant", () => {
  const side = { virtual_network_name: "${var.u}" };
  const two = (): Azure =>
    new Azure()
      .vnet("a", "10.0.0.0/16")
      .vnet("b", "10.1.0.0/16")
      .subnet("a", "s", "10.0.0.0/24")
      .vm("a", "a_s")
      .peering("a", "b");
  const expected = { outcome: "undecided", undetermined: true, unread: ["virtual_network_peering"] };
  expect(changed(two(), "virtual_network_peering", "a-b", side)).toEqual(expected);
  expect(changed(two().drop("virtual_network.a"), "virtual_network_peering", "a-b", side).unread).toEqual([]);
});
