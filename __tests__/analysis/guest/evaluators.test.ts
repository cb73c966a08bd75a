import { applyPolicies, matchesPrefixes } from "../../../lib/analysis/guest/frr/policy";
import { forwardPacket, translate } from "../../../lib/analysis/guest/packet-filter/packets";
import { readGuest } from "../../../lib/analysis/guest/read-guest";
import type { PolicyTerm } from "../../../lib/analysis/model/guest";
import { symbol } from "../../../lib/analysis/unknown/value";
import { commands } from "./user-data";

const packet = { source: "10.0.0.4", destination: "8.8.8.8", protocol: "tcp", port: 443, state: "new" } as const;
const guestOf = (...lines: readonly string[]) => readGuest(commands(...lines), "vm").guest!;

describe("iptables", () => {
  test.each([
    [
      "the first rule that holds decides",
      ["iptables -A FORWARD -s 10.0.0.0/24 -j ACCEPT", "iptables -A FORWARD -j DROP"],
      "accept",
    ],
    ["-I goes in front", ["iptables -A FORWARD -j ACCEPT", "iptables -I FORWARD -p tcp --dport 443 -j REJECT"], "drop"],
    [
      "-P decides last",
      ["iptables -P FORWARD DROP", "iptables -A FORWARD -m conntrack --ctstate ESTABLISHED,RELATED -j ACCEPT"],
      "drop",
    ],
    ["-D takes away", ["iptables -A FORWARD -s 10.0.0.4 -j DROP", "iptables -D FORWARD -s 10.0.0.4 -j DROP"], "accept"],
    ["-F empties", ["iptables -A FORWARD -j DROP", "iptables -F"], "accept"],
    ["a match that is not read", ["iptables -A FORWARD -m mark --mark 1 -j DROP"], "unknown"],
    ["one that makes no difference", ["iptables -A FORWARD -m mark --mark 1 -j ACCEPT"], "accept"],
    [
      "a chain of one's own",
      ["iptables -N mine", "iptables -A mine -d 8.8.8.8 -j DROP", "iptables -A FORWARD -j mine"],
      "drop",
    ],
    [
      "a saved file",
      ["iptables-restore <<'EOF'\n*filter\n:FORWARD DROP [0:0]\n-A FORWARD -i eth0 -o eth0 -j ACCEPT\nCOMMIT\nEOF"],
      "accept",
    ],
    ["ports", ["iptables -A FORWARD -p tcp -m multiport --dports 80,400:500 -j DROP"], "drop"],
    ["the loopback meets no forwarded packet", ["iptables -A FORWARD -i lo -j DROP"], "accept"],
  ])("%s", (_, lines, verdict) => {
    expect(forwardPacket(guestOf(...lines), packet).verdict).toBe(verdict);
  });

  test("a prefix that lies partly in a rule's is not decided", () => {
    const guest = guestOf("iptables -t nat -A POSTROUTING -s 10.0.0.0/25 -j SNAT --to-source 10.100.0.10");
    const at = (source: string) => translate(guest, { ...packet, source }).action;
    expect([at("10.0.0.0/26"), at("10.0.0.0/24"), at("10.0.1.0/24")]).toEqual(["snat", "unknown", "none"]);
  });

  test("a verdict map is read as a rule for each key", () => {
    expect(
      forwardPacket(
        guestOf(
          "nft add table ip f",
          "nft add chain ip f x '{ type filter hook forward priority 0; }'",
          "nft add rule ip f x ip daddr vmap '{ 8.8.8.8 : drop }'",
        ),
        packet,
      ).verdict,
    ).toBe("drop");
  });
});

describe("policies", () => {
  const term = (more: Partial<PolicyTerm>): PolicyTerm => ({
    action: "permit",
    prepend: [],
    communities: [],
    line: "permit 10",
    ...more,
  });
  const route = { prefix: "10.1.0.0/16", asPath: [65515, 12076], communities: [] };
  const verdict = (...terms: PolicyTerm[]) => applyPolicies([{ name: "m", terms }], route).verdict;

  test.each([
    [{ prefix: "10.0.0.0/8" }, false],
    [{ prefix: "10.0.0.0/8", le: 16 }, true],
    [{ prefix: "10.0.0.0/8", ge: 17 }, false],
    [{ prefix: "10.0.0.0/8", ge: 9 }, true],
    [{ prefix: "10.1.0.0/16" }, true],
    [{ prefix: symbol("var.p") }, "unknown"],
  ])("a prefix-list of %j", (entry, answer) => {
    expect(matchesPrefixes([{ action: "permit", ...entry }], route.prefix)).toBe(answer);
  });

  test.each([
    ["_12076_", "permit"],
    ["^65515_", "permit"],
    ["_2076_", "deny"],
    ["^12076", "deny"],
    ["_12076$", "permit"],
    ["^$", "deny"],
  ])("an AS path of %s", (regex, answer) => {
    expect(verdict(term({ asPath: [{ action: "permit", regex }] }))).toBe(answer);
  });

  test("a condition that is not read makes the answer unknown only where it matters", () => {
    expect(verdict(term({ condition: "match tag 7" }))).toBe("unknown");
    expect(verdict(term({ condition: "match tag 7" }), term({}))).toBe("permit");
    expect(verdict(term({ condition: "match tag 7", prepend: [65001] }), term({}))).toBe("unknown");
    expect(verdict(term({ condition: "match tag 7", prefixes: [] }))).toBe("deny");
  });

  test("what is set reaches the next policy", () => {
    const { route: out } = applyPolicies(
      [
        { name: "a", terms: [term({ prepend: [65001, 65001], communities: ["no-advertise"], nextHop: "10.100.0.9" })] },
        { name: "b", terms: [term({ asPath: [{ action: "permit", regex: "^65001 65001" }], removes: [65515] })] },
      ],
      route,
    );
    expect(out).toEqual({
      prefix: "10.1.0.0/16",
      asPath: [65001, 65001, 12076],
      communities: ["no-advertise"],
      nextHop: "10.100.0.9",
    });
  });
});
