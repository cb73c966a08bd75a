import { check } from "../../../lib/analysis/check/check";
import type { PathResult, PathQuery } from "../../../lib/analysis/results";
import { ask, read, seenAs, verdictOf, warned, wayBack, wayOut } from "../../support/analysis/ask";
import type { Azure, Attributes } from "../../support/analysis/azure";
import {
  applicationRules,
  FIREWALL_ADDRESS,
  type FirewallHub,
  firewallHub,
  networkRule,
  networkRules,
} from "../../support/analysis/firewall-hub";

const toInternet = (hub: FirewallHub = {}, more: Partial<PathQuery> = {}): PathResult =>
  ask(read(firewallHub(hub)), "vm-app", "203.0.113.10", more);

test("internet traffic leaves through the firewall, with its public IP, and returns through it", () => {
  const result = toInternet();
  expect(result).toMatchObject({
    verdict: "firewall",
    faults: [],
    summary: expect.stringContaining("through afw-hub"),
  });
  expect(wayOut(result)).toEqual(["vm-app", "afw-hub", "internet"]);
  expect(wayBack(result)).toEqual(["internet", "afw-hub", "vm-app"]);
  expect(result.egress).toMatchObject([{ kind: "firewall", name: "pip-afw", machine: "afw-hub" }]);
});

test("a network that has a firewall and no NVA passes the check", () => {
  const report = check(read(firewallHub()));
  expect(report.findings.filter(({ severity }) => severity !== "warning")).toEqual([]);
  expect(report).toMatchObject({ outcome: "passed", machines: [{ machine: "vm-app", verdict: "firewall" }] });
});

test("a machine beside it that reaches the internet directly is a leak", () => {
  const azure = firewallHub()
    .subnet("spoke", "open", "10.1.9.0/24", { default_outbound_access_enabled: true })
    .vm("open", "spoke_open", { address: "10.1.9.4" });
  expect(check(read(azure)).findings).toContainEqual(
    expect.objectContaining({ id: "FT101", text: expect.stringContaining("vm-open reaches the internet directly") }),
  );
});

describe("what passes the firewall by is an error", () => {
  const found = (azure: Azure): string[] =>
    check(read(azure)).findings.flatMap(({ id, text }) => (id === "FT128" ? [text] : []));

  it("a service endpoint", () => {
    const azure = firewallHub().set("subnet.spoke_app", { service_endpoints: ["Microsoft.Storage"] });
    expect(found(azure)).toEqual(["vm-app bypasses the firewall for Microsoft.Storage"]);
  });

  it("half of the internet with a route to Internet", () => {
    const azure = firewallHub()
      .natGateway("spoke_app")
      .table("spoke_app", [
        ["0.0.0.0/0", FIREWALL_ADDRESS],
        ["128.0.0.0/1", "Internet"],
      ]);
    expect(found(azure)).toEqual(["vm-app bypasses the firewall for 128.0.0.0/1"]);
  });

  it("half of the internet, also where the client has no public address: one would open the leak", () => {
    const azure = firewallHub().table("spoke_app", [
      ["0.0.0.0/0", FIREWALL_ADDRESS],
      ["128.0.0.0/1", "Internet"],
    ]);
    const { findings } = check(read(azure));
    expect(findings.find(({ id }) => id === "FT102")?.fix).toBe("remove the route for 128.0.0.0/1");
  });

  it("many prefixes that are short together, also where they leave nothing to the default route", () => {
    const eighths = (firsts: readonly number[]): (readonly [string, string])[] =>
      firsts.map((first) => [`${first}.0.0.0/8`, "Internet"]);
    const exempting = (firsts: readonly number[]): Azure =>
      firewallHub()
        .natGateway("spoke_app")
        .table("spoke_app", [["0.0.0.0/0", FIREWALL_ADDRESS], ...eighths(firsts)]);
    const all = Array.from({ length: 223 }, (_, first) => first + 1).filter((first) => ![10, 127].includes(first));
    expect(found(exempting([52]))).toEqual([]);
    expect(found(exempting([52, 53]))).toEqual(["vm-app bypasses the firewall for 52.0.0.0/8 and 1 more prefix"]);
    expect(found(exempting(all))).toEqual(["vm-app bypasses the NVA for 1.0.0.0/8 and 220 more prefixes"]);
  });

  it("but no prefix that a route exempts by name, and no subnet with a default route to Internet", () => {
    for (const routes of [
      [
        ["0.0.0.0/0", FIREWALL_ADDRESS],
        ["20.118.99.224/32", "Internet"],
      ],
      [
        ["0.0.0.0/0", "Internet"],
        ["203.0.113.0/24", FIREWALL_ADDRESS],
      ],
    ] as const)
      expect(found(firewallHub().natGateway("spoke_app").table("spoke_app", routes))).toEqual([]);
  });
});

test("the internet sees any of several public IPs", () => {
  expect(toInternet({ publicIps: ["pip-a", "pip-b"] }).egress).toMatchObject([
    { name: "pip-a or pip-b", address: null },
  ]);
});

test("a NAT gateway on the firewall's subnet comes first, and translates no ICMP", () => {
  const topology = read(firewallHub().natGateway("hub_AzureFirewallSubnet"));
  expect(seenAs(ask(topology, "vm-app"))).toEqual(["ng-hub_AzureFirewallSubnet"]);
  expect(ask(topology, "vm-app", "203.0.113.10", { protocol: "icmp" })).toMatchObject({
    verdict: "dropped",
    reason: "no-egress-identity",
  });
});

test.each<[string, Attributes, string, string | undefined]>([
  ["has no rules", {}, "dropped", "firewall-deny"],
  [
    "denies the source",
    networkRules("Deny", networkRule({ source_addresses: ["10.1.0.0/16"] })),
    "dropped",
    "firewall-deny",
  ],
  [
    "allows another destination only",
    networkRules("Allow", { destination_addresses: ["198.51.100.0/24"] }),
    "dropped",
    "firewall-deny",
  ],
  ["allows every host over HTTPS", applicationRules("Allow", {}), "firewall", undefined],
  [
    "allows named hosts only",
    applicationRules("Allow", { destination_fqdns: ["*.ubuntu.com"] }),
    "undetermined",
    "value-unknown",
  ],
  [
    "allows a service tag only",
    networkRules("Allow", { destination_addresses: ["AzureMonitor"] }),
    "undetermined",
    "value-unknown",
  ],
  ["has rules of a variable", { network_rule_collection: "${var.collections}" }, "undetermined", "value-unknown"],
])("a firewall that %s", (_, group, verdict, reason) => {
  const azure = firewallHub({ group });
  azure.var("collections", { type: "any" });
  const result = ask(read(azure), "vm-app", "203.0.113.10");
  expect(result).toMatchObject({ verdict, ...(reason !== undefined && { reason }) });
});

test("what is undetermined is named", () => {
  const azure = firewallHub({ group: { network_rule_collection: "${var.collections}" } });
  azure.var("collections", { type: "any" });
  expect(ask(read(azure), "vm-app").summary).toContain("var.collections");
  expect(toInternet({ group: applicationRules("Allow", { destination_fqdns: ["*.ubuntu.com"] }) }).summary).toBe(
    "depends on the host name that is asked for at 203.0.113.10: dropped or firewall",
  );
});

test("the internet at large is reached through a firewall that allows named hosts, with a note", () => {
  const allowing = read(firewallHub({ group: applicationRules("Allow", { destination_fqdns: ["*.ubuntu.com"] }) }));
  const { verdict, warnings } = verdictOf(allowing, "vm-app");
  expect(verdict).toBe("firewall");
  expect(warnings.map(({ text }) => text)).toContainEqual(
    expect.stringMatching(/only for the host names of that rule$/),
  );
  expect(check(allowing).outcome).toBe("passed");
  const denying = read(firewallHub({ group: applicationRules("Deny", { destination_fqdns: ["*.ubuntu.com"] }) }));
  expect(verdictOf(denying, "vm-app")).toMatchObject({ verdict: "dropped", reason: "firewall-deny" });
});

test("the rules of a parent policy come before those of its child, whatever their priorities are", () => {
  const azure = firewallHub()
    .add("firewall_policy", "base", { name: "afwp-base" })
    .set("firewall_policy.hub", { base_policy_id: "${azurerm_firewall_policy.base.id}" })
    .add("firewall_policy_rule_collection_group", "base", {
      name: "rcg-base",
      firewall_policy_id: "${azurerm_firewall_policy.base.id}",
      priority: 60000,
      ...networkRules("Deny", { name: "no-dns", protocols: ["UDP"], destination_ports: ["53"] }),
    });
  const topology = read(azure);
  expect(ask(topology, "vm-app", "203.0.113.10", { protocol: "udp", port: 53 }).faults).toMatchObject([
    { reason: "firewall-deny", got: "deny net/no-dns", at: "azurerm_firewall_policy_rule_collection_group.base" },
  ]);
  expect(ask(topology, "vm-app").verdict).toBe("firewall");
});

test("groups and collections are asked by their priorities", () => {
  const azure = firewallHub({
    group: {
      network_rule_collection: [
        { name: "late", priority: 300, action: "Allow", rule: [networkRule({ name: "all" })] },
        {
          name: "early",
          priority: 200,
          action: "Deny",
          rule: [networkRule({ name: "web", destination_ports: ["443"] })],
        },
      ],
    },
  }).add("firewall_policy_rule_collection_group", "first", {
    name: "rcg-first",
    firewall_policy_id: "${azurerm_firewall_policy.hub.id}",
    priority: 100,
    ...networkRules("Allow", { name: "one", destination_addresses: ["203.0.113.10"] }),
  });
  const topology = read(azure);
  expect(ask(topology, "vm-app", "203.0.113.10").verdict).toBe("firewall");
  expect(ask(topology, "vm-app", "198.51.100.1").faults).toMatchObject([{ got: "deny early/web" }]);
});

test("a policy that is not in the files leaves the verdict undetermined", () => {
  const firewall_policy_id =
    "/subscriptions/s/resourceGroups/rg/providers/Microsoft.Network/firewallPolicies/afwp-corp";
  const result = toInternet({ firewall: { firewall_policy_id } });
  expect(result).toMatchObject({ verdict: "undetermined" });
  expect(result.summary).toContain("afwp-corp");
});

test("classic collections, with IP groups", () => {
  const azure = firewallHub({ firewall: { firewall_policy_id: null } })
    .add("ip_group", "spokes", { name: "ipg", cidrs: ["10.9.0.0/16"] })
    .add("ip_group_cidr", "app", { ip_group_id: "${azurerm_ip_group.spokes.id}", cidr: "10.1.0.0/24" })
    .add("firewall_network_rule_collection", "web", {
      name: "web",
      azure_firewall_name: "${azurerm_firewall.hub.name}",
      priority: 100,
      action: "Allow",
      rule: [
        {
          name: "https",
          protocols: ["TCP"],
          source_ip_groups: ["${azurerm_ip_group.spokes.id}"],
          destination_addresses: ["*"],
          destination_ports: ["443"],
        },
      ],
    })
    .add("firewall_application_rule_collection", "updates", {
      name: "updates",
      azure_firewall_name: "afw-hub",
      priority: 200,
      action: "Allow",
      rule: [{ name: "http", source_addresses: ["*"], target_fqdns: ["*"], protocol: [{ type: "Http", port: "80" }] }],
    });
  const topology = read(azure);
  const verdicts = [443, 80, 22].map((port) => ask(topology, "vm-app", "203.0.113.10", { port }).verdict);
  expect(verdicts).toEqual(["firewall", "firewall", "dropped"]);
});

describe("between private networks", () => {
  const twoSpokes = (backRoute = true): Azure => {
    const azure = firewallHub()
      .vnet("other", "10.2.0.0/16")
      .subnet("other", "db", "10.2.0.0/24")
      .vm("db", "other_db", { address: "10.2.0.4" })
      .peering("hub", "other")
      .peering("other", "hub");
    return backRoute ? azure.table("other_db", [["0.0.0.0/0", FIREWALL_ADDRESS]]) : azure;
  };

  it("the firewall keeps the source address, and both directions pass it", () => {
    const result = ask(read(twoSpokes()), "vm-app", "vm-db", { port: 5432 });
    expect(result).toMatchObject({ verdict: "delivered", warnings: expect.not.arrayContaining([{ row: "8.4" }]) });
    expect(wayOut(result)).toEqual(["vm-app", "afw-hub", "vm-db"]);
    expect(wayBack(result)).toEqual(["vm-db", "afw-hub", "vm-app"]);
    expect(result.out[0]!.hops[1]!.decisions.map(({ kind }) => kind)).not.toContain("nat");
  });

  it("an application rule makes it a proxy: the answer needs no route through the firewall", () => {
    const azure = twoSpokes(false).set("firewall_policy_rule_collection_group.hub", {
      network_rule_collection: null,
      ...applicationRules("Allow", {}),
    });
    const result = ask(read(azure), "vm-app", "vm-db");
    expect(result.verdict).toBe("delivered");
    expect(wayBack(result)).toEqual(["vm-db", "afw-hub", "vm-app"]);
  });

  it("without a route back the answer stops where the other network ends", () => {
    expect(ask(read(twoSpokes(false)), "vm-app", "vm-db", { port: 22 })).toMatchObject({
      verdict: "dropped",
      reason: "route-none",
    });
  });

  /** vm-jump is in the hub itself: it reaches the spoke directly. */
  const withJump = (): Azure =>
    firewallHub().subnet("hub", "jump", "10.0.9.0/24").vm("jump", "hub_jump", { address: "10.0.9.4" });

  it("the firewall drops answers to what it has not seen", () => {
    const azure = withJump().table("spoke_app", [
      ["0.0.0.0/0", FIREWALL_ADDRESS],
      ["10.0.0.0/16", FIREWALL_ADDRESS],
    ]);
    const result = ask(read(azure), "vm-jump", "vm-app", { port: 22 });
    expect(result).toMatchObject({ verdict: "dropped", reason: "firewall-state" });
    expect(wayBack(result)).toEqual(["vm-app", "afw-hub"]);
  });

  it("it drops a TCP connection of which it sees the requests only, and warns for UDP", () => {
    const topology = read(withJump().table("hub_jump", [["10.1.0.0/16", FIREWALL_ADDRESS]]));
    expect(ask(topology, "vm-jump", "vm-app", { port: 22 })).toMatchObject({
      verdict: "dropped",
      reason: "firewall-state",
    });
    const udp = ask(topology, "vm-jump", "vm-app", { protocol: "udp", port: 53 });
    expect(udp.verdict).toBe("delivered");
    expect(warned(udp)).toContain("8.4");
  });
});

test("private_ip_ranges that hold everything keep the source, which Azure does not let out", () => {
  const azure = firewallHub();
  azure.set("firewall_policy.hub", { private_ip_ranges: ["0.0.0.0/0"] });
  expect(ask(read(azure), "vm-app")).toMatchObject({ verdict: "dropped", reason: "nat-missing" });
  azure.set("firewall_policy.hub", { private_ip_ranges: ["IANAPrivateRanges", "203.0.113.0/24"] });
  expect(ask(read(azure), "vm-app", "203.0.113.10").reason).toBe("nat-missing");
  expect(ask(read(azure), "vm-app", "198.51.100.1").verdict).toBe("firewall");
});

test("a firewall whose subnet leads back to itself loops", () => {
  const azure = firewallHub({ management: true, ownRoutes: [["0.0.0.0/0", FIREWALL_ADDRESS]] });
  expect(ask(read(azure), "vm-app")).toMatchObject({ verdict: "loop" });
});

test("the overview names the firewall's public IP", () => {
  expect(verdictOf(read(firewallHub()), "vm-app")).toMatchObject({
    verdict: "firewall",
    defaultFrom: "rt-spoke_app, UDR",
  });
});
