import { check } from "../../../lib/analysis/check/check";
import { path } from "../../../lib/analysis/forwarding/path";
import { ask, read, wayBack, wayOut } from "../../support/analysis/ask";
import type { Azure, Attributes } from "../../support/analysis/azure";
import { ALLOW_ALL, firewallHub, networkRules } from "../../support/analysis/firewall-hub";

const PUBLIC = "${azurerm_public_ip.pip-afw.ip_address}";

const natRule = (changes: Attributes = {}): Attributes => ({
  nat_rule_collection: [
    {
      name: "dnat",
      priority: 100,
      action: "Dnat",
      rule: [
        {
          name: "web",
          protocols: ["TCP"],
          source_addresses: ["*"],
          destination_address: PUBLIC,
          destination_ports: ["8443"],
          translated_address: "10.1.0.4",
          translated_port: "443",
          ...changes,
        },
      ],
    },
  ],
});

const published = (changes: Attributes = {}, more: Attributes = {}): Azure =>
  firewallHub({ group: { ...natRule(changes), ...more } });

test("a NAT rule leads packets to a public IP of the firewall to the machine, and answers return through it", () => {
  const result = ask(read(published()), "internet", "pip-afw", { port: 8443 });
  expect(result).toMatchObject({ verdict: "delivered", faults: [] });
  expect(wayOut(result)).toEqual(["internet", "afw-hub", "vm-app"]);
  expect(wayBack(result)).toEqual(["vm-app", "afw-hub", "internet"]);
  expect(result.out[0]!.hops[1]!.decisions.map(({ text }) => text)).toEqual([
    "allow dnat/web",
    expect.stringContaining("-> 10.1.0.4"),
    expect.stringContaining("-> an address of 10.0.1.0/26"),
    "10.1.0.0/16 -> VNetPeering",
  ]);
});

test("the machine is reached by its own name, on the port that the rule translates to", () => {
  const topology = read(published());
  expect(ask(topology, "internet", "vm-app", { port: 443 }).verdict).toBe("delivered");
  expect(ask(topology, "internet", "vm-app", { port: 22 })).toMatchObject({
    verdict: "dropped",
    reason: "no-such-address",
  });
});

test("a public IP with a known address, as a state has it", () => {
  const azure = published({ destination_address: "203.0.113.77" }).set("public_ip.pip-afw", {
    ip_address: "203.0.113.77",
  });
  expect(ask(read(azure), "198.51.100.7", "203.0.113.77", { port: 8443 }).verdict).toBe("delivered");
});

test("of two public IPs only that of the rule leads to the machine", () => {
  const azure = firewallHub({
    publicIps: ["pip-a", "pip-b"],
    group: natRule({ destination_address: "${azurerm_public_ip.pip-b.ip_address}" }),
  });
  const topology = read(azure);
  expect(ask(topology, "internet", "pip-b", { port: 8443 }).verdict).toBe("delivered");
  expect(ask(topology, "internet", "pip-a", { port: 8443 })).toMatchObject({
    verdict: "dropped",
    reason: "firewall-deny",
  });
});

test.each<[string, Attributes, Attributes, string]>([
  ["another port", { destination_ports: ["80"] }, {}, "firewall-deny"],
  ["another source", { source_addresses: ["198.51.100.0/24"] }, {}, "firewall-deny"],
  [
    "a network rule that denies the translated packet",
    {},
    networkRules("Deny", { destination_addresses: ["10.1.0.4"] }),
    "firewall-deny",
  ],
  ["a translated address that nobody has", { translated_address: "10.1.0.99" }, {}, "no-such-address"],
])("%s is dropped", (_, changes, more, reason) => {
  const result = ask(read(published(changes, more)), "203.0.113.10", "pip-afw", { port: 8443 });
  expect(result).toMatchObject({ verdict: "dropped", reason });
});

test("a port or source that is known only after apply leaves it undetermined", () => {
  const azure = published({ source_addresses: ["${var.operators}"] });
  azure.var("operators");
  expect(ask(read(azure), "internet", "pip-afw", { port: 8443 })).toMatchObject({
    verdict: "undetermined",
    waitsFor: [{ unknown: "var.operators" }],
  });
  expect(
    ask(read(published({ translated_fqdn: "app.internal", translated_address: null })), "internet", "pip-afw", {
      port: 8443,
    }).verdict,
  ).toBe("undetermined");
});

test("NAT rules of a parent policy may be inherited or not", () => {
  const azure = firewallHub()
    .add("firewall_policy", "base", { name: "afwp-base" })
    .set("firewall_policy.hub", { base_policy_id: "${azurerm_firewall_policy.base.id}" })
    .add("firewall_policy_rule_collection_group", "base", {
      name: "rcg-base",
      firewall_policy_id: "${azurerm_firewall_policy.base.id}",
      priority: 100,
      ...natRule(),
    });
  const result = ask(read(azure), "internet", "pip-afw", { port: 8443 });
  expect(result.verdict).toBe("undetermined");
  expect(result.summary).toContain("afw-hub inherits the NAT rules of the parent of its policy");
});

test("a management port that a NAT rule opens to everybody is found, whatever its public port is", () => {
  const report = check(read(published({ destination_ports: ["50022"], translated_port: "22" }, ALLOW_ALL)));
  expect(report.findings.filter(({ id }) => id === "FT109")).toMatchObject([
    {
      at: ["azurerm_firewall.hub", expect.any(String)],
      text: "tcp 22 of vm-app is reachable from the internet through pip-afw",
    },
  ]);
  const narrow = published({
    destination_ports: ["50022"],
    translated_port: "22",
    source_addresses: ["198.51.100.0/28"],
  });
  expect(check(read(narrow)).findings.filter(({ id }) => id === "FT109")).toEqual([]);
});

test("a name server at the firewall's address is not modelled", () => {
  const topology = read(firewallHub());
  expect(path(topology, { from: "vm-app", to: "10.0.1.4", protocol: "udp", port: 53 })).toMatchObject({
    verdict: "undetermined",
    reason: "not-modelled",
  });
  expect(path(topology, { from: "vm-app", to: "10.0.1.4", port: 443 })).toMatchObject({
    verdict: "dropped",
    reason: "firewall-deny",
  });
});

test("a frontend of an internal load balancer has the address, and chooses a machine that is not known", () => {
  const azure = published({ translated_address: "10.1.0.100" }).add("lb", "app", {
    name: "lb-app",
    sku: "Standard",
    frontend_ip_configuration: [
      { name: "front", subnet_id: "${azurerm_subnet.spoke_app.id}", private_ip_address: "10.1.0.100" },
    ],
  });
  const result = ask(read(azure), "internet", "pip-afw", { port: 8443 });
  expect(result).toMatchObject({ verdict: "undetermined", reason: "not-modelled" });
  expect(result.faults[0]!.text).toContain("lb-app");
});
