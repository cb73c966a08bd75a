import type { PathResult } from "../../../lib/analysis";
import { ask, read, rowsFor, warned } from "../../support/analysis/ask";
import { Azure, type Attributes } from "../../support/analysis/azure";
import {
  applicationRules,
  EVERYTHING,
  FIREWALL_ADDRESS,
  firewallHub,
  networkRules,
} from "../../support/analysis/firewall-hub";

const ENDPOINT = "10.1.9.9";

/** A private endpoint in a subnet of its own in the spoke. @param policies `private_endpoint_network_policies` */
const withEndpoint = (azure: Azure, policies?: unknown): Azure =>
  azure
    .subnet("spoke", "pe", "10.1.9.0/24", policies === undefined ? {} : { private_endpoint_network_policies: policies })
    .add("private_endpoint", "store", {
      name: "pe-store",
      subnet_id: "${azurerm_subnet.spoke_pe.id}",
      ip_configuration: [{ name: "ip", private_ip_address: ENDPOINT }],
    });

const toEndpoint = (azure: Azure, options?: Parameters<typeof ask>[3]): PathResult =>
  ask(read(azure), "vm-app", ENDPOINT, options);

describe("the security group of a private endpoint's subnet (row 4.10)", () => {
  const denying = (policies?: unknown): Azure =>
    withEndpoint(
      new Azure().vnet("spoke", "10.1.0.0/16").subnet("spoke", "app", "10.1.0.0/24").vm("app", "spoke_app", {
        address: "10.1.0.4",
      }),
      policies,
    ).nsg("spoke_pe", [{ name: "deny-all", priority: 100, direction: "Inbound", access: "Deny" }]);

  it.each(["Enabled", "NetworkSecurityGroupEnabled"])("filters with the policy %s", (policies) => {
    const result = toEndpoint(denying(policies));
    expect(result).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
    expect(result.faults[0]).toMatchObject({ at: "azurerm_network_security_group.spoke_pe", got: "deny-all (100)" });
  });

  it.each([undefined, "Disabled", "RouteTableEnabled"])("does not filter with the policy %s", (policies) => {
    expect(toEndpoint(denying(policies))).toMatchObject({ verdict: "delivered", faults: [] });
  });

  it("applies the policy of the VNet's own subnet blocks too", () => {
    const block = (name: string, prefix: string, more: Attributes = {}): Attributes => ({
      name,
      address_prefixes: [prefix],
      ...more,
    });
    const azure = new Azure()
      .add("network_security_group", "pe", { name: "nsg-pe", security_rule: [] })
      .vnet("spoke", "10.1.0.0/16", {
        subnet: [
          block("app", "10.1.0.0/24"),
          block("pe", "10.1.9.0/24", {
            private_endpoint_network_policies: "Enabled",
            security_group: "${azurerm_network_security_group.pe.id}",
          }),
        ],
      })
      .vm("app", "spoke_app", { address: "10.1.0.4" })
      .add("private_endpoint", "store", {
        name: "pe-store",
        subnet_id: "${azurerm_virtual_network.spoke.id}/subnets/pe",
        ip_configuration: [{ name: "ip", private_ip_address: ENDPOINT }],
      });
    const nic = { name: "ip", subnet_id: "${azurerm_virtual_network.spoke.id}/subnets/app" };
    azure.set("network_interface.app", { ip_configuration: [{ ...nic, private_ip_address: "10.1.0.4" }] });
    expect(toEndpoint(azure).verdict).toBe("delivered");
    azure.set("network_security_group.pe", {
      security_rule: [
        {
          name: "deny",
          priority: 100,
          direction: "Inbound",
          access: "Deny",
          protocol: "*",
          source_address_prefix: "*",
          source_port_range: "*",
          destination_address_prefix: "*",
          destination_port_range: "*",
        },
      ],
    });
    expect(toEndpoint(azure)).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
  });

  it("knows application security groups of private endpoints, and no source ports", () => {
    const rule = {
      direction: "Inbound",
      protocol: "Tcp",
      source_address_prefix: "*",
      destination_port_range: "*",
    };
    const azure = denying("Enabled")
      .add("application_security_group", "store", { name: "asg-store" })
      .set("network_security_group.spoke_pe", {
        security_rule: [
          {
            ...rule,
            name: "allow",
            priority: 100,
            access: "Allow",
            source_port_range: "1024-2000",
            destination_application_security_group_ids: ["${azurerm_application_security_group.store.id}"],
          },
          {
            ...rule,
            name: "deny",
            priority: 200,
            access: "Deny",
            source_port_range: "*",
            destination_address_prefix: "*",
          },
        ],
      });
    expect(toEndpoint(azure)).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
    azure.add("private_endpoint_application_security_group_association", "store", {
      private_endpoint_id: "${azurerm_private_endpoint.store.id}",
      application_security_group_id: "${azurerm_application_security_group.store.id}",
    });
    expect(toEndpoint(azure)).toMatchObject({ verdict: "delivered", waitsFor: [] });
  });

  it("is named where the policy is known only after apply, and only where it decides", () => {
    const azure = denying();
    azure.set("subnet.spoke_pe", { private_endpoint_network_policies: azure.var("policies") });
    const result = toEndpoint(azure);
    expect(result.verdict).toBe("undetermined");
    expect(result.waitsFor.map(({ unknown }) => unknown)).toEqual(["var.policies security groups"]);
    expect(toEndpoint(azure.nsg("spoke_pe")).verdict).toBe("delivered");
  });

  it("lets in what its rules allow", () => {
    const azure = withEndpoint(denying().drop("private_endpoint.store").drop("subnet.spoke_pe"), "Enabled");
    azure.nsg("spoke_pe", [
      { name: "https", priority: 100, direction: "Inbound", access: "Allow", port: "443" },
      { name: "deny-all", priority: 200, direction: "Inbound", access: "Deny" },
    ]);
    expect(toEndpoint(azure).verdict).toBe("delivered");
    expect(toEndpoint(azure, { port: 1433 })).toMatchObject({ verdict: "dropped", reason: "nsg-deny" });
  });
});

describe("a firewall before a private endpoint (row 4.11)", () => {
  const behindFirewall = (more: Parameters<typeof firewallHub>[0] = {}, policies?: unknown): Azure =>
    withEndpoint(firewallHub(more), policies).table("spoke_app", [
      ["0.0.0.0/0", FIREWALL_ADDRESS],
      [`${ENDPOINT}/32`, FIREWALL_ADDRESS],
    ]);
  const network = networkRules("Allow", {});

  it("keeps the source by a network rule: the answers are not known", () => {
    const result = toEndpoint(behindFirewall({ group: network }));
    expect(result).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
    expect(result.faults[0]?.text).toMatch(/^afw-hub forwards 10\.1\.0\.4 to pe-store without source NAT/);
  });

  it("translates by an application rule, or by its private ranges", () => {
    expect(toEndpoint(behindFirewall({ group: applicationRules("Allow", {}) }))).toMatchObject({
      verdict: "delivered",
      warnings: [],
    });
    const always = { firewall: { firewall_policy_id: null, private_ip_ranges: ["255.255.255.255/32"] } };
    const azure = behindFirewall(always).add("firewall_network_rule_collection", "all", {
      name: "all",
      azure_firewall_name: "afw-hub",
      priority: 100,
      action: "Allow",
      rule: [EVERYTHING],
    });
    expect(toEndpoint(azure)).toMatchObject({ verdict: "delivered", warnings: [] });
  });

  it("gets the answers where the policy makes them follow routes to it", () => {
    const azure = behindFirewall({ group: network }, "RouteTableEnabled");
    expect(toEndpoint(azure).verdict).toBe("undetermined");
    azure.table("spoke_pe", [["10.1.0.0/24", FIREWALL_ADDRESS]]);
    const result = toEndpoint(azure);
    expect(result.verdict).toBe("delivered");
    expect(warned(result)).toContain("4.11");
  });
});

describe("an NVA before a private endpoint (row 4.11)", () => {
  const FORWARDS = "#!/bin/bash\nsysctl -w net.ipv4.ip_forward=1\necho net.ipv4.ip_forward=1 > /etc/sysctl.d/9.conf\n";
  const behindNva = (nic: Attributes = {}, policies?: unknown, userData = FORWARDS): Azure =>
    withEndpoint(
      new Azure()
        .vnet("hub", "10.0.0.0/16")
        .subnet("hub", "nva", "10.0.0.0/24")
        .vm("nva", "hub_nva", { address: "10.0.0.4", forwarding: true, userData })
        .peering("hub", "spoke")
        .peering("spoke", "hub")
        .vnet("spoke", "10.1.0.0/16")
        .subnet("spoke", "app", "10.1.0.0/24")
        .vm("app", "spoke_app", { address: "10.1.0.4" })
        .table("spoke_app", [[`${ENDPOINT}/32`, "10.0.0.4"]])
        .set("network_interface.nva", nic),
      policies,
    );

  it("keeps the source: the answers are not known", () => {
    const result = toEndpoint(behindNva());
    expect(result).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
    expect(result.faults[0]?.fix).toBe(
      'translate the source at vm-nva, or set "tags": { "disableSnatOnPL": "true" } on its network interface nic-nva',
    );
  });

  it.each([
    [{ disableSnatOnPL: "true" }, "delivered"],
    [{ disablesnatonpl: "true" }, "undetermined"],
    [{ disableSnatOnPL: "false" }, "undetermined"],
    ["${var.tags}", "undetermined"],
  ])("with the tags %j of its network interface: %s", (tags, verdict) => {
    const azure = behindNva({ tags });
    azure.var("tags", { type: "map(string)" });
    expect(toEndpoint(azure).verdict).toBe(verdict);
  });

  it("translates the source", () => {
    const masquerade =
      "#cloud-config\nwrite_files:\n  - path: /etc/nftables.conf\n    content: |\n      flush ruleset\n      table ip nat {\n" +
      "        chain post {\n          type nat hook postrouting priority 100;\n          masquerade\n        }\n      }\n" +
      "runcmd:\n  - sysctl -w net.ipv4.ip_forward=1\n  - echo net.ipv4.ip_forward=1 > /etc/sysctl.d/9.conf\n" +
      "  - systemctl enable --now nftables\n";
    expect(toEndpoint(behindNva({}, undefined, masquerade))).toMatchObject({ verdict: "delivered", warnings: [] });
  });

  it("does with the policy for route tables, where answers follow the routes of the endpoint's subnet", () => {
    const result = toEndpoint(behindNva({}, "RouteTableEnabled"));
    expect(result.verdict).toBe("delivered");
    expect(warned(result)).toContain("4.11");
  });
});

it("a peering that lets no traffic through lets none to private endpoints", () => {
  const azure = withEndpoint(
    new Azure()
      .vnet("hub", "10.0.0.0/16")
      .subnet("hub", "app", "10.0.0.0/24")
      .vm("app", "hub_app", { address: "10.0.0.4" })
      .peering("hub", "spoke", { access: false })
      .peering("spoke", "hub")
      .vnet("spoke", "10.1.0.0/16"),
  );
  expect(toEndpoint(azure)).toMatchObject({ verdict: "dropped", reason: "peering-access-off" });
});

describe("the addresses of a private endpoint", () => {
  const inSpoke = (endpoint: Attributes, more: (azure: Azure) => Azure = (azure) => azure): Azure =>
    more(
      new Azure()
        .vnet("spoke", "10.1.0.0/16")
        .subnet("spoke", "app", "10.1.0.0/24")
        .subnet("spoke", "pe", "10.1.9.0/24")
        .vm("app", "spoke_app", { address: "10.1.0.4" })
        .add("private_endpoint", "store", {
          name: "pe-store",
          subnet_id: "${azurerm_subnet.spoke_pe.id}",
          ...endpoint,
        }),
    );
  const configurations = (...addresses: readonly string[]): Attributes => ({
    ip_configuration: addresses.map((address, at) => ({ name: `ip-${at}`, private_ip_address: address })),
  });
  const verdict = (azure: Azure, to: string): string => ask(read(azure), "vm-app", to).verdict;

  it("may be several, each with a route", () => {
    const azure = inSpoke(configurations("10.1.9.5", "10.1.9.6"));
    expect(["10.1.9.5", "10.1.9.6", "10.1.9.7"].map((to) => verdict(azure, to))).toEqual([
      "delivered",
      "delivered",
      "dropped",
    ]);
    expect(rowsFor(read(azure), "vm-app", "10.1.9.6/32")).toEqual(["Default Active 10.1.9.6/32 InterfaceEndpoint -"]);
  });

  it("may be any free one of its subnet where only the apply tells it", () => {
    const azure = inSpoke({}, (one) => one.vm("other", "spoke_pe", { address: "10.1.9.8" }));
    const result = ask(read(azure), "vm-app", "10.1.9.4");
    expect(result.verdict).toBe("undetermined");
    expect(result.waitsFor.map(({ unknown }) => unknown)).toEqual([
      "azurerm_private_endpoint.store.private_service_connection[0].private_ip_address",
    ]);
    expect(["10.1.9.8", "10.1.9.3", "10.1.9.255", "10.1.0.9"].map((to) => verdict(azure, to))).toEqual([
      "delivered",
      "dropped",
      "dropped",
      "dropped",
    ]);
  });

  it("comes before a shorter UDR then, unless the policy for route tables is on", () => {
    const lost = (policies: string): Azure =>
      inSpoke({}, (one) =>
        one
          .set("subnet.spoke_pe", { private_endpoint_network_policies: policies })
          .table("spoke_app", [["10.1.9.0/24", "None"]]),
      );
    expect(verdict(lost("Disabled"), "10.1.9.4")).toBe("undetermined");
    expect(verdict(lost("RouteTableEnabled"), "10.1.9.4")).toBe("dropped");
  });

  it("takes TCP and UDP; of ICMP it is not documented (row 4.13)", () => {
    const topology = read(inSpoke(configurations("10.1.9.5")));
    const by = (protocol: "udp" | "icmp"): string =>
      ask(topology, "vm-app", "10.1.9.5", { protocol, port: 53 }).verdict;
    expect([by("udp"), by("icmp")]).toEqual(["delivered", "undetermined"]);
  });

  it("passes packets only once it is approved (row 4.12)", () => {
    const connection = (manual: unknown): Attributes => ({
      ...configurations("10.1.9.5"),
      private_service_connection: [{ name: "c", is_manual_connection: manual }],
    });
    const result = ask(read(inSpoke(connection(true))), "vm-app", "10.1.9.5");
    expect(result.verdict).toBe("undetermined");
    const [sentence] = result.waitsFor.map(({ unknown }) => unknown);
    expect(sentence).toBe("pe-store is approved by the owner of its service");
    expect(verdict(inSpoke(connection(false)), "10.1.9.5")).toBe("delivered");
    const said = (answer: boolean): string =>
      ask(read(inSpoke(connection(true)), { values: { [sentence!]: answer } }), "vm-app", "10.1.9.5").verdict;
    expect([said(true), said(false)]).toEqual(["delivered", "dropped"]);
  });
});
