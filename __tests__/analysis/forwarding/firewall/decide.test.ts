import { decidePacket, decideTranslated, natRuleFor } from "../../../../lib/analysis/forwarding/firewall/decide";
import { askedAddress, knownAddress } from "../../../../lib/analysis/model/address";
import type { FirewallRule } from "../../../../lib/analysis/model/azure";
import type { Packet } from "../../../../lib/analysis/model/packet";
import { explore } from "../../../../lib/analysis/unknown/explore";
import { Scenario } from "../../../../lib/analysis/unknown/scenario";
import { symbol, unknown } from "../../../../lib/analysis/unknown/value";

const rule = (kind: FirewallRule["kind"], changes: Partial<FirewallRule> = {}): FirewallRule => ({
  kind,
  name: `${kind}/rule`,
  at: "rcg",
  action: "Allow",
  order: [100, 100],
  sources: ["*"],
  destinations: ["*"],
  ports: ["*"],
  protocols: [kind === "application" ? "tcp" : "any"],
  hosts: kind === "application" ? ["*"] : [],
  ...changes,
});

const packet = (changes: Partial<Packet> = {}): Packet => ({
  source: knownAddress("10.1.0.4"),
  destination: knownAddress("203.0.113.10"),
  protocol: "tcp",
  port: 443,
  answer: false,
  ...changes,
});

const owner = (...rules: readonly FirewallRule[]): { name: string; rules: readonly FirewallRule[] } => ({
  name: "afw",
  rules,
});

/** "allow", "deny", or both, with what decides. */
function decisions(rules: readonly FirewallRule[], of: Packet = packet()): string {
  const { results } = explore((scenario) => decidePacket(scenario, owner(...rules), of).allowed);
  const values = new Set(results.flatMap(({ answers }) => [...answers.values()].flatMap(({ claim }) => claim.about)));
  const outcomes = new Set(results.map(({ result }) => (result ? "allow" : "deny")));
  return [[...outcomes].sort().join(" or "), ...values].join("; ");
}

describe("the rules of a firewall", () => {
  it.each<[string, readonly FirewallRule[], Partial<Packet>, string]>([
    ["no rule", [], {}, "deny"],
    ["a network rule that allows", [rule("network")], {}, "allow"],
    ["one that denies, before one that allows", [rule("network", { action: "Deny" }), rule("network")], {}, "deny"],
    [
      "a network rule before an application rule",
      [rule("network", { action: "Deny" }), rule("application")],
      {},
      "deny",
    ],
    ["an application rule for every host", [rule("application", { ports: ["443"] })], {}, "allow"],
    ["an application rule for another port", [rule("application", { ports: ["80"] })], {}, "deny"],
    ["an application rule, for UDP", [rule("application")], { protocol: "udp" }, "deny"],
    [
      "a network rule for TCP, for ICMP",
      [rule("network", { protocols: ["tcp", "udp"] })],
      { protocol: "icmp", port: null },
      "deny",
    ],
    [
      "a network rule for any protocol, for ICMP",
      [rule("network", { ports: ["*"] })],
      { protocol: "icmp", port: null },
      "allow",
    ],
    ["a NAT rule alone", [rule("nat")], {}, "deny"],
    ["a range of ports", [rule("network", { ports: ["80", "400-500"] })], {}, "allow"],
    ["another source", [rule("network", { sources: ["10.2.0.0/16"] })], {}, "deny"],
    ["a range of addresses that holds the source", [rule("network", { sources: ["10.1.0.1-10.1.0.9"] })], {}, "allow"],
    ["a range of addresses that does not", [rule("network", { sources: ["10.1.0.5-10.1.0.9"] })], {}, "deny"],
    ["a prefix that holds the destination", [rule("network", { destinations: ["203.0.113.0/24"] })], {}, "allow"],
  ])("%s", (_, rules, changes, expected) => {
    expect(decisions(rules, packet(changes))).toBe(expected);
  });

  it.each<[string, readonly FirewallRule[], string]>([
    ["a service tag", [rule("network", { destinations: ["AzureMonitor"] })], "allow or deny; service tag AzureMonitor"],
    [
      "a regional service tag",
      [rule("network", { destinations: ["Storage.WestEurope"] })],
      "allow or deny; service tag Storage.WestEurope",
    ],
    [
      "a host name in a network rule",
      [rule("network", { destinations: ["time.windows.com"] })],
      "allow or deny; the addresses of time.windows.com",
    ],
    [
      "host names",
      [rule("application", { hosts: ["*.ubuntu.com"] })],
      "allow or deny; the host name that is asked for at 203.0.113.10",
    ],
    [
      "an IP group that is not in the files",
      [rule("network", { sources: [symbol("var.group")] })],
      "allow or deny; var.group",
    ],
    ["an unknown action", [rule("network", { action: unknown("var.action") })], "allow or deny; var.action"],
    ["an unknown port", [rule("network", { ports: [symbol("var.port")] })], "allow or deny; var.port"],
    ["an unknown protocol", [rule("network", { protocols: [symbol("var.p")] })], "allow or deny; var.p"],
  ])("%s leaves a packet to an address open", (_, rules, expected) => {
    expect(decisions(rules, packet({ destination: askedAddress("203.0.113.10", true) }))).toBe(expected);
  });

  it.each<[string, readonly FirewallRule[], string, string]>([
    ["an allowed host", [rule("application", { hosts: ["*.ubuntu.com"] })], "203.0.113.10", "allow"],
    ["in a network rule", [rule("network", { destinations: ["time.windows.com"] })], "203.0.113.10", "allow"],
    ["none that is denied", [rule("application", { hosts: ["x.y"], action: "Deny" })], "203.0.113.10", "deny"],
    [
      "no private address",
      [rule("network", { destinations: ["time.windows.com"] })],
      "10.2.0.4",
      "allow or deny; the addresses of time.windows.com",
    ],
  ])("host names: the internet at large is %s", (_, rules, to, expected) => {
    expect(decisions(rules, packet({ destination: knownAddress(to) }))).toBe(expected);
  });

  it("asks nothing that cannot change the decision", () => {
    const hosts = rule("application", { hosts: ["*.ubuntu.com"] });
    expect(decisions([hosts, rule("application")])).toBe("allow");
    expect(decisions([rule("network", { action: "Deny", destinations: ["AzureMonitor"] })])).toBe("deny");
    expect(decisions([rule("network"), rule("network", { action: unknown("var.action") })])).toBe("allow");
  });

  it("asks for a priority where the order matters", () => {
    const deny = rule("network", { action: "Deny", order: [100, unknown("var.priority")] });
    expect(decisions([rule("network"), deny])).toBe("allow or deny; var.priority");
    expect(decisions([rule("network", { action: "Deny" }), deny])).toBe("deny");
  });

  it("a service tag holds no private address", () => {
    const tagged = rule("network", { destinations: ["AzureCloud"] });
    expect(decisions([tagged], packet({ destination: knownAddress("10.2.0.4") }))).toBe("deny");
  });
});

describe("a NAT rule", () => {
  const nat = rule("nat", { destinations: ["203.0.113.10"], ports: ["443"], translated: { address: "10.1.0.4" } });

  it("translates what it matches", () => {
    expect(natRuleFor(new Scenario(), owner(nat), packet())).toBe(nat);
    expect(natRuleFor(new Scenario(), owner(nat), packet({ port: 80 }))).toBeUndefined();
  });

  it("of a parent policy may be inherited or not", () => {
    const { results } = explore((scenario) => natRuleFor(scenario, owner({ ...nat, inherited: true }), packet()));
    expect(results.map(({ result }) => result !== undefined).sort()).toEqual([false, true]);
  });

  it("lets packets pass unless a network rule denies them", () => {
    const of = (...rules: readonly FirewallRule[]): boolean =>
      decideTranslated(new Scenario(), owner(nat, ...rules), packet()).allowed;
    expect(of()).toBe(true);
    expect(of(rule("network", { action: "Deny" }))).toBe(false);
    expect(of(rule("application", { action: "Deny" }))).toBe(true);
  });
});
