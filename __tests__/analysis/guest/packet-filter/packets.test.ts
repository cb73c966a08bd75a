import { forwardPacket, translate } from "../../../../lib/analysis/guest/packet-filter/packets";
import { knownAddress } from "../../../../lib/analysis/model/address";
import type { Guest, PacketChain, PacketRule } from "../../../../lib/analysis/model/guest";
import { claim } from "../../../../lib/analysis/unknown/truth";
import { symbol } from "../../../../lib/analysis/unknown/value";
import { forwarded, type PacketText, translated } from "../results";

const packet: PacketText = {
  source: "10.0.0.4",
  destination: "8.8.8.8",
  protocol: "tcp",
  port: 443,
  state: "new",
};
const known = { ...packet, source: knownAddress(packet.source), destination: knownAddress(packet.destination) };

const guest = (parts: Partial<Guest>): Guest => ({
  forwards: { value: true, because: "test" },
  forward: [],
  postrouting: [],
  unread: [],
  ...parts,
});
const chain = (policy: PacketChain["policy"], ...rules: PacketRule[]): PacketChain => ({ name: "c", policy, rules });
const rule = (action: PacketRule["action"], conditions: Partial<PacketRule> = {}): PacketRule => ({
  line: action,
  action,
  ...conditions,
});
const within = (...prefixes: string[]) => ({ prefixes, negated: false });
const outside = (...prefixes: string[]) => ({ prefixes, negated: true });

describe("a forward chain", () => {
  test.each<[string, PacketChain, string, string]>([
    ["accepts by its policy", chain("accept"), "accept", "c: policy accept"],
    ["drops by its policy", chain("drop"), "drop", "c: policy drop"],
    ["accepts by a rule", chain("drop", rule("accept")), "accept", "accept"],
    ["drops by a rule", chain("accept", rule("drop")), "drop", "drop"],
    ["lets the first rule that matches decide", chain("drop", rule("accept"), rule("drop")), "accept", "accept"],
    ["leaves a return to its policy: accept", chain("accept", rule("return"), rule("drop")), "accept", "return"],
    ["leaves a return to its policy: drop", chain("drop", rule("return"), rule("accept")), "drop", "return"],
    ["does not know what a queue decides", chain("accept", rule("unknown")), "unknown", "unknown"],
  ])("%s", (_, one, verdict, by) => {
    expect(forwarded(guest({ forward: [one] }), packet)).toEqual({ verdict, by });
  });

  test("every chain has to accept", () => {
    const verdict = (...forward: PacketChain[]) => forwarded(guest({ forward }), packet).verdict;
    expect(verdict()).toBe("accept");
    expect(verdict(chain("accept"), chain("accept"))).toBe("accept");
    expect(verdict(chain("accept"), chain("drop"))).toBe("drop");
    expect(verdict(chain("drop"), chain("accept"))).toBe("drop");
    expect(verdict(chain("accept", rule("unknown")), chain("drop"))).toBe("drop");
  });
});

describe("a rule matches", () => {
  test.each<[string, Partial<PacketRule>, string]>([
    ["any packet without conditions", {}, "drop"],
    ["a source in its prefix", { source: within("10.0.0.0/8") }, "drop"],
    ["a source in one of its prefixes", { source: within("172.16.0.0/12", "10.0.0.4/32") }, "drop"],
    ["no source outside of its prefixes", { source: within("172.16.0.0/12") }, "accept"],
    ["a source outside of negated prefixes", { source: outside("172.16.0.0/12") }, "drop"],
    ["no source in a negated prefix", { source: outside("172.16.0.0/12", "10.0.0.0/8") }, "accept"],
    ["a destination in its prefix", { destination: within("8.8.8.8/32") }, "drop"],
    ["no other destination", { destination: within("8.8.4.0/24") }, "accept"],
    ["its protocol", { protocol: "tcp" }, "drop"],
    ["no other protocol", { protocol: "udp" }, "accept"],
    ["its port", { destinationPorts: ["80", "443"] }, "drop"],
    ["the first port of its range", { destinationPorts: ["443-500"] }, "drop"],
    ["the last port of its range", { destinationPorts: ["400-443"] }, "drop"],
    ["no port below its range", { destinationPorts: ["444-500"] }, "accept"],
    ["no port above its range", { destinationPorts: ["400-442"] }, "accept"],
    ["no other port", { destinationPorts: ["22"] }, "accept"],
    ["its state", { states: ["new", "related"] }, "drop"],
    ["no other state", { states: ["established"] }, "accept"],
    ["perhaps, by a condition that is not read", { condition: "-m mark --mark 1" }, "unknown"],
    ["perhaps, by a prefix known after apply", { source: within(symbol("var.clients")) }, "unknown"],
    ["no packet that one condition excludes", { protocol: "udp", condition: "-m mark --mark 1" }, "accept"],
  ])("%s", (_, conditions, verdict) => {
    expect(forwarded(guest({ forward: [chain("accept", rule("drop", conditions))] }), packet).verdict).toBe(verdict);
  });

  test("a port that is not known may be any", () => {
    const forward = [chain("accept", rule("drop", { destinationPorts: ["443"] }))];
    expect(forwarded(guest({ forward }), { ...packet, port: null }).verdict).toBe("unknown");
  });

  test("an address of which only the subnet is known may lie in a part of it", () => {
    const verdict = (prefix: string) =>
      forwarded(guest({ forward: [chain("accept", rule("drop", { source: within(prefix) }))] }), {
        ...packet,
        source: "10.0.0.0/24",
      }).verdict;
    expect([verdict("10.0.0.0/25"), verdict("10.0.0.0/24"), verdict("10.0.1.0/24")]).toEqual([
      "unknown",
      "drop",
      "accept",
    ]);
  });
});

describe("what is not known", () => {
  const unread = { condition: "-m mark --mark 1", line: "-m mark --mark 1 -j DROP" };

  test("does not matter where every answer is the same", () => {
    const verdict = (...rules: PacketRule[]) =>
      forwarded(guest({ forward: [chain("drop", ...rules)] }), packet).verdict;
    expect(verdict(rule("drop", unread))).toBe("drop");
    expect(verdict(rule("accept", unread), rule("accept"))).toBe("accept");
    expect(verdict(rule("drop", unread), rule("accept"))).toBe("unknown");
  });

  test("is named by the rule, the packet and the machine, or by the value that decides", () => {
    const when = (conditions: Partial<PacketRule>) =>
      forwardPacket(guest({ forward: [chain("accept", rule("drop", conditions))] }), known, "vm-nva100")[0]!.when;
    expect(when(unread)).toEqual({
      about: ['"-m mark --mark 1 -j DROP" applies to 10.0.0.4 -> 8.8.8.8 on vm-nva100'],
      predicate: { kind: "true" },
    });
    expect(when({ source: within(symbol("var.clients")) })).toEqual(claim(["var.clients"], "contains 10.0.0.4"));
  });
});

describe("a postrouting chain", () => {
  const snat = rule("snat", { addresses: ["10.100.0.11"] });

  test.each<[string, PacketRule[], object]>([
    ["leaves the source as it is without a rule", [], { action: "none" }],
    ["translates to the address of the NIC", [rule("masquerade")], { action: "masquerade" }],
    ["translates to an address", [snat], { action: "snat", addresses: "10.100.0.11" }],
    ["lets the first rule that matches decide", [rule("masquerade"), snat], { action: "masquerade" }],
    ["translates nothing after a return", [rule("return"), rule("masquerade")], { action: "none" }],
    ["translates nothing after an accept", [rule("accept"), rule("masquerade")], { action: "none" }],
    ["does not know what NETMAP makes", [rule("unknown")], { action: "unknown" }],
    ["masquerades either way", [rule("masquerade", { condition: "x" }), rule("masquerade")], { action: "masquerade" }],
    ["may translate to two addresses", [rule("masquerade", { condition: "x" }), snat], { action: "unknown" }],
  ])("%s", (_, rules, result) => {
    expect(translated(guest({ postrouting: [chain("accept", ...rules)] }), packet)).toEqual(result);
  });

  test("two addresses are two results, and one address is one", () => {
    const marked = rule("snat", { addresses: ["10.100.0.12"], condition: "x" });
    const results = (...rules: PacketRule[]) =>
      translate(guest({ postrouting: [chain("accept", ...rules)] }), known, "vm").map(({ result }) =>
        result.addresses?.join(),
      );
    expect(results(marked, snat)).toEqual(["10.100.0.12", "10.100.0.11"]);
    expect(results(marked, rule("snat", { addresses: ["10.100.0.12"] }))).toEqual(["10.100.0.12"]);
  });

  test("a rule that is not understood may translate to the NIC's address, or not at all", () => {
    expect(translate(guest({ postrouting: [chain("accept", rule("unknown"))] }), known, "vm")).toStrictEqual([
      {
        when: { about: ['"unknown" translates 10.0.0.4 -> 8.8.8.8 on vm'], predicate: { kind: "true" } },
        result: { action: "masquerade", by: "unknown" },
      },
      { when: true, result: { action: "none", by: "unknown" } },
    ]);
  });

  test("the first chain that translates decides", () => {
    const postrouting = [chain("accept"), chain("accept", snat), chain("accept", rule("masquerade"))];
    expect(translated(guest({ postrouting }), packet).action).toBe("snat");
    expect(translate(guest({ postrouting: [chain("accept")] }), known, "vm")).toEqual([
      { when: true, result: { action: "none", by: "c: no rule matches" } },
    ]);
  });
});
