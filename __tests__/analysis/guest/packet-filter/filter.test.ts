import { readGuest } from "../../../../lib/analysis/guest/read-guest";
import { forwarded, translated } from "../results";
import { commands } from "../user-data";

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
    ["one of several ports", ["iptables -A FORWARD -p tcp -m multiport --dports 80,443 -j DROP"], "drop"],
    [
      "a port in one of several ranges",
      ["iptables -A FORWARD -p tcp -m multiport --dports 80,400:500 -j DROP"],
      "drop",
    ],
    ["none of several ports", ["iptables -A FORWARD -p tcp -m multiport --dports 80,444:500 -j DROP"], "accept"],
    ["the loopback meets no forwarded packet", ["iptables -A FORWARD -i lo -j DROP"], "accept"],
  ])("%s", (_, lines, verdict) => {
    expect(forwarded(guestOf(...lines), packet).verdict).toBe(verdict);
  });

  test("nft may flush the rules of iptables too, which the image decides; rules that come later stay", () => {
    const rule = "iptables -t nat -A POSTROUTING -j MASQUERADE";
    const affected = (...lines: readonly string[]) => guestOf(...lines).unread.map(({ affects }) => affects);
    expect(affected(rule, "nft flush ruleset")).toEqual(["forward", "postrouting"]);
    expect(affected(rule, "nft -f - <<'EOF'\n# new\nflush ruleset\nEOF")).toEqual(["forward", "postrouting"]);
    expect(affected(rule, "nft add table ip mine # flush ruleset")).toEqual([]);
    expect(affected("nft flush ruleset", rule)).toEqual([]);
  });

  test("a prefix that lies partly in a rule's is not decided", () => {
    const guest = guestOf("iptables -t nat -A POSTROUTING -s 10.0.0.0/25 -j SNAT --to-source 10.100.0.10");
    const at = (source: string) => translated(guest, { ...packet, source }).action;
    expect([at("10.0.0.0/26"), at("10.0.0.0/24"), at("10.0.1.0/24")]).toEqual(["snat", "unknown", "none"]);
  });

  test("a verdict map is read as a rule for each key", () => {
    expect(
      forwarded(
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
