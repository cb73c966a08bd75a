import { check } from "../../../lib/analysis/check/check";
import { ask, read } from "../../support/analysis/ask";
import type { Attributes } from "../../support/analysis/azure";
import { alone } from "../../support/analysis/situations";
import {
  ALL_OPEN,
  AS_READ,
  concerns,
  HUB_OPEN,
  reportOf,
  SUBNET,
  verdicts,
  VNET,
  withMore,
} from "./beside-the-article";

describe("what sends for itself leaves the verdicts of machines alone", () => {
  test.each<[string, Readonly<Record<string, Attributes>>, readonly string[]]>([
    [
      "in a nested block",
      { "azurerm_kubernetes_cluster.k": { name: "aks", default_node_pool: { vnet_subnet_id: SUBNET } } },
      ["aks (azurerm_kubernetes_cluster) in vnet-hub00/default"],
    ],
    [
      "in a dynamic block",
      {
        "azurerm_kubernetes_cluster.k": {
          name: "aks",
          dynamic: { default_node_pool: { for_each: [1], content: { vnet_subnet_id: SUBNET } } },
        },
      },
      ["aks (azurerm_kubernetes_cluster) in vnet-hub00/default"],
    ],
    [
      "by what it belongs to",
      {
        "azurerm_kubernetes_cluster.k": { name: "aks", default_node_pool: { vnet_subnet_id: SUBNET } },
        "azurerm_kubernetes_cluster_node_pool.p": {
          name: "pool",
          kubernetes_cluster_id: "${azurerm_kubernetes_cluster.k.id}",
        },
      },
      [
        "aks (azurerm_kubernetes_cluster) in vnet-hub00/default",
        "pool (azurerm_kubernetes_cluster_node_pool) in vnet-hub00/default",
      ],
    ],
    [
      "by the name of the network",
      { "azurerm_batch_pool.b": { name: "pool", network_configuration: { virtual_network_name: "vnet-hub00" } } },
      ["pool (azurerm_batch_pool) in vnet-hub00"],
    ],
    [
      "in a subnet that only a module tells",
      { "azurerm_container_group.c": { name: "aci", subnet_ids: ["${module.net.subnet_id}"] } },
      ["aci (azurerm_container_group) in a subnet that is not known"],
    ],
    [
      "without a subnet",
      { "azurerm_kubernetes_cluster.k": { name: "aks" } },
      ["aks (azurerm_kubernetes_cluster) in no network of the input"],
    ],
    [
      "an app with VNet integration",
      { "azurerm_linux_web_app.w": { name: "app", virtual_network_subnet_id: SUBNET } },
      ["app (azurerm_linux_web_app) in vnet-hub00/default"],
    ],
  ])("%s", (_, more, expected) => {
    const report = reportOf(more);
    expect(concerns(report)).toEqual(expected);
    expect(verdicts(report)).toEqual(AS_READ);
    expect(report.outcome).toBe("undecided");
  });
});

describe("what may change routes leaves undecided whose packets it could touch", () => {
  const hub = {
    "azurerm_virtual_wan.w": { name: "wan" },
    "azurerm_virtual_hub.h": { name: "vhub", virtual_wan_id: "${azurerm_virtual_wan.w.id}" },
  };

  test.each<[string, Readonly<Record<string, Attributes>>, string, readonly string[]]>([
    [
      "the security partner of a virtual hub: the network that is connected to the hub",
      {
        ...hub,
        "azurerm_virtual_hub_security_partner_provider.p": {
          name: "partner",
          virtual_hub_id: "${azurerm_virtual_hub.h.id}",
        },
        "azurerm_virtual_hub_connection.c": {
          // For certain, Azure would refuse it beside the VNet's gateway.
          count: "${var.connected ? 1 : 0}",
          name: "conn",
          virtual_hub_id: "${azurerm_virtual_hub.h.id}",
          remote_virtual_network_id: VNET,
        },
      },
      "partner (azurerm_virtual_hub_security_partner_provider) concerns vnet-hub00",
      HUB_OPEN,
    ],
    [
      "the security partner of a virtual hub that nothing connects: everything",
      {
        ...hub,
        "azurerm_virtual_hub_security_partner_provider.p": {
          name: "partner",
          virtual_hub_id: "${azurerm_virtual_hub.h.id}",
        },
      },
      "partner (azurerm_virtual_hub_security_partner_provider) concerns the whole input",
      ALL_OPEN,
    ],
    [
      "a network manager: the members of its groups",
      {
        "azurerm_network_manager.m": { name: "nm" },
        "azurerm_network_manager_network_group.g": { name: "g", network_manager_id: "${azurerm_network_manager.m.id}" },
        "azurerm_network_manager_static_member.s": {
          name: "s",
          network_group_id: "${azurerm_network_manager_network_group.g.id}",
          target_virtual_network_id: VNET,
        },
        "azurerm_network_manager_deployment.d": {
          name: "d",
          network_manager_id: "${azurerm_network_manager.m.id}",
        },
      },
      "d (azurerm_network_manager_deployment) concerns vnet-hub00",
      HUB_OPEN,
    ],
    [
      "an unknown type: all that is connected to what it names",
      { "azurerm_of_tomorrow.x": { name: "x", route_table_id: "${azurerm_route_table.hub00_jump.id}" } },
      "x (azurerm_of_tomorrow) concerns vnet-hub00",
      ALL_OPEN,
    ],
    [
      "an unknown type that names a resource group only: everything",
      { "azapi_resource.x": { name: "x", type: "Microsoft.Network/x@1", parent_id: "${azurerm_resource_group.g.id}" } },
      "x (azapi_resource) concerns the whole input",
      ALL_OPEN,
    ],
    [
      "a template: everything",
      { "azurerm_resource_group_template_deployment.d": { name: "arm", template_content: "{}" } },
      "arm (azurerm_resource_group_template_deployment) concerns the whole input",
      ALL_OPEN,
    ],
  ])("%s", (_, more, concern, expected) => {
    const report = reportOf(more);
    expect(concerns(report)).toContain(concern);
    expect(verdicts(report)).toEqual(expected);
    expect(report.outcome).toBe("undecided");
    expect(report.undecided.length).toBeGreaterThan(5);
  });

  it("says what the verdict is as far as the network is modelled", () => {
    const topology = read(withMore({ "azurerm_of_tomorrow.x": { name: "x" } }));
    expect(ask(topology, "vm-hub00")).toMatchObject({
      verdict: "undetermined",
      reason: "not-modelled",
      summary:
        "tunnelled as far as the network is modelled; depends on what x (azurerm_of_tomorrow) does, which is not modelled",
    });
  });

  it("concerns the networks of its own island only", () => {
    const azure = withMore({
      "azurerm_of_tomorrow.x": { name: "x", virtual_network_id: "${azurerm_virtual_network.lone.id}" },
    });
    for (const [type, resources] of Object.entries(alone().resource))
      azure.resource[type] = { ...azure.resource[type], ...resources };
    expect(verdicts(check(read(azure)))).toEqual([
      "vm-alone undetermined",
      "vm-hub00 tunnelled",
      "vm-jump00 exempt",
      "vm-nva100 exempt",
    ]);
  });
});

describe("what has no bearing here is understood", () => {
  test.each<[string, Readonly<Record<string, Attributes>>]>([
    [
      "an app that only admits a subnet",
      {
        "azurerm_linux_web_app.w": {
          name: "app",
          site_config: { ip_restriction: [{ virtual_network_subnet_id: SUBNET }] },
        },
      },
    ],
    ["a type by its ARM name", { "azapi_resource.x": { name: "x", type: "Microsoft.Insights/components@2020-02-02" } }],
    ["random values", { "random_password.p": { length: 20 } }],
    [
      "a storage account that names a subnet",
      { "azurerm_storage_account.s": { network_rules: { virtual_network_subnet_ids: [SUBNET] } } },
    ],
  ])("%s", (_, more) => {
    const { coverage, outcome, machines } = reportOf(more);
    expect(coverage.notModelled).toEqual([]);
    expect(coverage.understood).toBe(coverage.resources);
    expect(outcome).toBe("passed");
    expect(machines).toHaveLength(3);
  });
});

describe("what acts only through another resource", () => {
  it("is counted, and decides nothing by itself", () => {
    const report = reportOf({ "azurerm_palo_alto_local_rulestack.p": { name: "rules" } });
    expect(concerns(report)).toEqual(["rules (azurerm_palo_alto_local_rulestack)"]);
    expect(report.coverage.resources - report.coverage.understood).toBe(1);
    expect(report.outcome).toBe("passed");
  });
});

describe("an accepted resource", () => {
  const more = { "azurerm_of_tomorrow.x": { name: "x" }, "azurerm_of_tomorrow.y": { name: "y" } };
  const reason = "it only names things, tested";

  it("is taken to change nothing, with its reason", () => {
    const accept = [{ rule: "not-modelled", reason }];
    const report = check(read(withMore(more)), { accept });
    expect(verdicts(report)).toEqual(AS_READ);
    expect(report.outcome).toBe("passed");
    expect(report.accepted.map(({ accepted }) => accepted)).toEqual([reason]);
    expect(report.coverage.notModelled.map(({ accepted }) => accepted)).toEqual([reason, reason]);
  });

  it("leaves the others as they are", () => {
    const report = check(read(withMore(more)), { accept: [{ rule: "FT130", at: "x", reason }] });
    expect(verdicts(report)).toEqual(ALL_OPEN);
    expect(report.outcome).toBe("undecided");
  });
});
