import { check } from "../../lib/analysis/check/check";
import { ask, read, seenAs, verdictOf } from "../support/analysis/ask";
import type { Azure, Attributes } from "../support/analysis/azure";
import { firewallHub } from "../support/analysis/firewall-hub";
import { alone, t } from "../support/analysis/situations";

const withCluster = (azure: Azure, subnet: string, outboundType: string | undefined, pool: Attributes = {}): Azure =>
  azure.add("kubernetes_cluster", "aks", {
    name: "aks-app",
    default_node_pool: [{ name: "system", vnet_subnet_id: `\${azurerm_subnet.${subnet}.id}`, ...pool }],
    network_profile: [{ network_plugin: "azure", ...(outboundType !== undefined && { outbound_type: outboundType }) }],
  });

/** AKS wants one, and the default route comes by BGP. */
const withTable = (azure: Azure): Azure => azure.table("hub00_default", []);

const notModelled = (azure: Azure): readonly string[] =>
  check(read(azure)).coverage.notModelled.map(({ name }) => name);

test("with userDefinedRouting the nodes follow the routes of their subnet: to the NVA", () => {
  const azure = withTable(withCluster(t(), "hub00_default", "userDefinedRouting"));
  expect(verdictOf(read(azure), "aks-app")).toMatchObject({ verdict: "tunnelled" });
  expect(notModelled(azure)).toEqual([]);
});

test("AKS does not create it in a subnet without a route table", () => {
  const bare = read(withCluster(t(), "hub00_default", "userDefinedRouting"));
  expect(verdictOf(bare, "aks-app")).toMatchObject({ verdict: "refused" });
  const refused = check(bare).findings.find(({ id }) => id === "FT108");
  expect(refused?.at[0]).toBe("azurerm_kubernetes_cluster.aks");
});

test.each<[string, Attributes]>([
  ["pods in container instances", { aci_connector_linux: [{ subnet_name: "jump" }] }],
  [
    "IPv6",
    {
      network_profile: [
        { network_plugin: "azure", outbound_type: "userDefinedRouting", ip_versions: ["IPv4", "IPv6"] },
      ],
    },
  ],
])("a cluster with %s has other ways out, and is named", (_, attributes) => {
  const azure = withTable(withCluster(t(), "hub00_default", "userDefinedRouting"));
  azure.set("kubernetes_cluster.aks", attributes);
  expect(notModelled(azure)).toEqual(["aks-app"]);
});

test("a route table that may exist is not reported as missing", () => {
  const azure = withTable(withCluster(t(), "hub00_default", "userDefinedRouting"));
  azure.set("subnet_route_table_association.hub00_default", { count: "${var.with_table ? 1 : 0}" });
  expect(verdictOf(read(azure), "aks-app").verdict).toBe("tunnelled");
});

test("and to the firewall", () => {
  expect(verdictOf(read(withCluster(firewallHub(), "spoke_app", "userDefinedRouting")), "aks-app")).toMatchObject({
    verdict: "firewall",
    egress: [{ name: "pip-afw" }],
  });
});

test("a further pool has the verdict of its own subnet", () => {
  const azure = withTable(withCluster(t(), "hub00_default", "userDefinedRouting"))
    .subnet("hub00", "user", "10.0.30.0/24")
    .table("hub00_user", [["0.0.0.0/0", "Internet"]])
    .natGateway("hub00_user")
    .add("kubernetes_cluster_node_pool", "user", {
      name: "user",
      kubernetes_cluster_id: "${azurerm_kubernetes_cluster.aks.id}",
      vnet_subnet_id: "${azurerm_subnet.hub00_user.id}",
    });
  const topology = read(azure);
  expect(verdictOf(topology, "aks-app/user")).toMatchObject({ verdict: "exempt" });
  expect(seenAs(ask(topology, "aks-app/user"))).toEqual(["ng-hub00_user"]);
  expect(verdictOf(topology, "aks-app").verdict).toBe("tunnelled");
});

test("with userAssignedNATGateway they leave by the NAT gateway of their subnet", () => {
  const azure = withCluster(
    alone({ privateSubnet: true }).natGateway("lone_default"),
    "lone_default",
    "userAssignedNATGateway",
  );
  expect(seenAs(ask(read(azure), "aks-app"))).toEqual(["ng-lone_default"]);
});

test.each<[string, string | undefined, Attributes]>([
  ["a load balancer of its own", "loadBalancer", {}],
  ["the default, a load balancer", undefined, {}],
  ["a NAT gateway of its own", "managedNATGateway", {}],
  ["pods in a subnet of their own", "userDefinedRouting", { pod_subnet_id: "${azurerm_subnet.hub00_jump.id}" }],
  ["public IPs of its nodes", "userDefinedRouting", { node_public_ip_enabled: true }],
])("a cluster with %s is not modelled, and named", (_, outboundType, pool) => {
  const azure = withCluster(t(), "hub00_default", outboundType, pool);
  expect(notModelled(azure)).toEqual(["aks-app"]);
  expect(check(read(azure)).outcome).not.toBe("passed");
});
