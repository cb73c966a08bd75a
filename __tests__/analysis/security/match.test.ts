import { inspectionOf } from "../../../lib/analysis/forwarding/nsg/evaluate";
import { matches, portsMatch } from "../../../lib/analysis/security/match";
import { knownAddress } from "../../../lib/analysis/model/address";
import type { SecurityRule } from "../../../lib/analysis/model/azure";
import type { Packet } from "../../../lib/analysis/model/packet";
import { claim, equals, not, type Truth } from "../../../lib/analysis/unknown/truth";
import { symbol, unknown } from "../../../lib/analysis/unknown/value";
import { nic } from "../../support/analysis/topology";
import { stateIn } from "../routes/situation";
import { inspection, packet, rule } from "../forwarding/nsg/rules";

const table: readonly (readonly [string, Partial<SecurityRule>, Partial<Packet>, Truth])[] = [
  ["everything", {}, {}, true],
  ["another direction", { direction: "Inbound" }, {}, false],
  ["its protocol in any case", { protocol: "TCP" }, {}, true],
  ["another protocol", { protocol: "Udp" }, {}, false],
  ["its port", { destinationPorts: ["443"] }, {}, true],
  ["the first port of a range", { destinationPorts: ["443-500"] }, {}, true],
  ["the last port of a range", { destinationPorts: ["400-443"] }, {}, true],
  ["ports around its own", { destinationPorts: ["400-442", "444-500"] }, {}, false],
  ["any port with ICMP", { destinationPorts: ["22"] }, { protocol: "icmp", port: null }, true],
  ["its source", { sources: ["10.0.0.0/24"] }, {}, true],
  ["another source", { sources: ["10.0.1.0/24"] }, {}, false],
  ["one of several destinations", { destinations: ["1.1.1.1", "8.8.8.8"] }, {}, true],
  ["an IPv6 prefix", { destinations: ["::/0"] }, {}, false],
  ["no address and no application security group", { destinations: [], destinationGroups: ["asg"] }, {}, false],
  ["the tag Internet in any case", { destinations: ["INTERNET"] }, {}, true],
  ["the tag VirtualNetwork for the internet", { destinations: ["VirtualNetwork"] }, {}, false],
  ["the tag VirtualNetwork for its own network", { sources: ["virtualnetwork"] }, {}, true],
  ["the tag Internet for its own network", { sources: ["Internet"] }, {}, false],
  ["the load balancer's probes", { sources: ["AzureLoadBalancer"] }, { source: knownAddress("168.63.129.16") }, true],
  ["another address than the load balancer's", { sources: ["AzureLoadBalancer"] }, {}, false],
  ["a service tag for a private address", { sources: ["Storage"] }, {}, false],
  [
    "a service tag for a public address",
    { destinations: ["Storage"] },
    {},
    claim("service tag Storage", "contains 8.8.8.8"),
  ],
  ["an unknown rule", { exists: unknown("var.on") }, {}, unknown("var.on")],
  ["an unknown direction", { direction: unknown("var.d") }, {}, not(equals("var.d", "Inbound"))],
  ["an unknown protocol", { protocol: symbol("var.p") }, {}, claim("var.p", "matches tcp")],
  ["an unknown port", { destinationPorts: [symbol("var.p")] }, {}, claim("var.p", "contains port 443")],
  ["an unknown destination", { destinations: [symbol("var.d")] }, {}, claim("var.d", "contains 8.8.8.8")],
  ["an unknown protocol, and another source", { protocol: symbol("var.p"), sources: ["10.9.0.0/16"] }, {}, false],
];

test.each(table)("a rule for %s", (_, changes, sent, truth) => {
  expect(matches(inspection(sent), rule(changes))).toEqual(truth);
});

it("an unknown direction is inbound, or outbound", () => {
  const either = rule({ direction: unknown("var.d") });
  expect(matches(inspection({}, { direction: "Inbound" }), either)).toEqual(equals("var.d", "Inbound"));
});

describe("an application security group", () => {
  const state = stateIn({
    nics: [
      nic("nic", { applicationSecurityGroups: ["web", "all"] }),
      nic("other", { address: "10.0.0.11", applicationSecurityGroups: ["db"] }),
    ],
  });
  const concerns = (source: string, groups: readonly string[], sources: readonly string[] = []): Truth => {
    const subnet = state.index.topology.subnets[0]!;
    const sent = packet({ source: knownAddress(source) });
    const one = rule({ sources, sourceGroups: groups });
    return matches(inspectionOf({ routing: state, subnet, packet: sent, direction: "Outbound" }), one);
  };

  it.each<[string, string, readonly string[], readonly string[], boolean]>([
    ["contains the NICs that are in it", "10.0.0.10", ["web"], [], true],
    ["contains a NIC in one of several", "10.0.0.10", ["db", "all"], [], true],
    ["does not contain other NICs", "10.0.0.11", ["web"], [], false],
    ["does not contain an address without a NIC", "10.0.0.12", ["web", "db"], [], false],
    ["does not exclude an address of the same rule", "10.0.0.12", ["web"], ["10.0.0.12"], true],
    ["that a rule does not name does not matter", "10.0.0.10", [], [], false],
  ])("%s", (_, source, groups, sources, expected) => {
    expect(concerns(source, groups, sources)).toBe(expected);
  });
});

describe("ports", () => {
  const https = rule({ destinationPorts: ["443"] });
  const fromHttps = rule({ sourcePorts: ["443"] });

  it("a packet goes to the port", () => {
    expect(portsMatch(https, packet())).toBe(true);
  });

  it("an answer comes from the port", () => {
    expect(portsMatch(fromHttps, packet({ answer: true }))).toBe(true);
    expect(portsMatch(rule({ sourcePorts: ["444"] }), packet({ answer: true }))).toBe(false);
  });

  it("the client's port is its system's choice", () => {
    expect(portsMatch(https, packet({ answer: true }))).toEqual(claim("the client's port", "is one of 443"));
    expect(portsMatch(fromHttps, packet())).toEqual(claim("the client's port", "is one of 443"));
  });
});
